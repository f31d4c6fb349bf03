/** Rewards that were delivered: the initiator says so, and from then on 14 days of withdrawing are left. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const deliveryMessages = inBothLanguages({
  nl: {
    title: 'Tegenprestaties bezorgd',
    link: 'Zeg wat er bezorgd is',
    lead: 'Zeg hier wanneer een tegenprestatie bezorgd is. Vanaf die dag mag een donateur nog 14 dagen intrekken. Daarna niet meer. Hij krijgt daar een brief over.',
    none: 'Deze campagne heeft geen tegenprestaties die nog bezorgd moeten worden.',
    count: (delivered: number, all: number) => `${delivered} van ${all} bezorgd.`,
    allDone: 'Alles is bezorgd.',
    who: 'Bij wie?',
    everybody: (n: number) => `Bij iedereen die hem nog niet had (${n})`,
    nameless: 'Zonder naam',
    day: 'Op welke dag?',
    button: 'Noteer als bezorgd',
    done: 'Genoteerd',
    problems: {
      'not-a-day': 'Vul een dag in.',
      'day-to-come': 'Vul een dag in die al geweest is.',
      'before-live': 'De campagne was toen nog niet begonnen.',
      'nobody-left': 'Dit was al genoteerd.',
    },
    beforePledge: (later: number) =>
      later === 1
        ? 'Een toezegging is later gedaan dan die dag. Er is niets genoteerd.'
        : `${later} toezeggingen zijn later gedaan dan die dag. Er is niets genoteerd. Noteer ze apart.`,
    back: 'Terug naar je campagne',
  },
  en: {
    title: 'Rewards delivered',
    link: 'Say what was delivered',
    lead: 'Say here when a reward was delivered. From that day on a backer may still withdraw for 14 days. After that no more. They get a letter about it.',
    none: 'This campaign has no rewards that are still to be delivered.',
    count: (delivered: number, all: number) => `${delivered} of ${all} delivered.`,
    allDone: 'All is delivered.',
    who: 'To whom?',
    everybody: (n: number) => `To everybody who did not have it yet (${n})`,
    nameless: 'Without a name',
    day: 'On which day?',
    button: 'Note as delivered',
    done: 'Noted',
    problems: {
      'not-a-day': 'Fill in a day.',
      'day-to-come': 'Fill in a day that has been.',
      'before-live': 'The campaign had not begun then.',
      'nobody-left': 'This was noted already.',
    },
    beforePledge: (later: number) =>
      later === 1
        ? 'One pledge was made later than that day. Nothing was noted.'
        : `${later} pledges were made later than that day. Nothing was noted. Note them one by one.`,
    back: 'Back to your campaign',
  },
})
