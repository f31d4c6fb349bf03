/** How a campaign stands, and what comes next, as its initiator reads it. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const initiatedStateMessages = inBothLanguages({
  nl: {
    states: {
      draft: 'Concept',
      in_review: 'Bij de beoordelaar',
      needs_work: 'Terug van de beoordelaar',
      refused: 'Niet toegelaten',
      live: 'Live',
      closing: 'Wordt geteld',
      near_miss: 'Net niet gehaald: kan het met minder?',
      succeeded: 'Gehaald',
      with_less: 'Gaat door met minder',
      kept: 'Gaat door met wat er kwam',
      failed: 'Niet gehaald',
      canceled: 'Gestopt',
    },
    nextDeeds: {
      draft: { label: 'Schrijf verder', text: 'Nog niet ingestuurd. Alleen jij kunt dit zien.' },
      in_review: {
        label: 'Bekijk',
        text: 'Een beoordelaar leest je plan. Je krijgt een mail met het antwoord.',
      },
      needs_work: {
        label: 'Lees en verbeter',
        text: 'Lees wat de beoordelaar schreef, verbeter het en stuur het opnieuw in.',
      },
      refused: { label: 'Lees waarom', text: 'Dit plan past hier niet. De reden staat erbij.' },
      live: {
        label: 'Naar het bureau',
        text: 'Vertel het rond, en schrijf een update als er iets te vertellen is.',
      },
      closing: { label: 'Naar het bureau', text: 'De laatste dag is voorbij. We tellen wat er binnen is.' },
      near_miss: {
        label: 'Naar het bureau',
        text: 'Het minimum is net niet gehaald. Leg uit hoe het met minder kan; je donateurs kiezen dan.',
      },
      succeeded: {
        label: 'Naar het bureau',
        text: 'Het minimum is gehaald. Twee beheerders betalen het geld aan je uit.',
      },
      with_less: {
        label: 'Naar het bureau',
        text: 'Er is genoeg voor je plan met minder. Twee beheerders betalen het geld aan je uit.',
      },
      kept: {
        label: 'Naar het bureau',
        text: 'Het minimum is niet gehaald; je houdt wat er kwam. Twee beheerders betalen het aan je uit.',
      },
      failed: {
        label: 'Naar het bureau',
        text: 'Iedereen krijgt het geld terug. Een update met een dankwoord mag altijd.',
      },
      canceled: { label: 'Bekijk', text: 'Deze campagne gaat niet door. Iedereen krijgt het geld terug.' },
    },
  },
  en: {
    states: {
      draft: 'Draft',
      in_review: 'With the reviewer',
      needs_work: 'Back from the reviewer',
      refused: 'Not admitted',
      live: 'Live',
      closing: 'Being counted',
      near_miss: 'Just missed: can it be done with less?',
      succeeded: 'Made it',
      with_less: 'Goes on with less',
      kept: 'Goes on with what came in',
      failed: 'Did not make it',
      canceled: 'Stopped',
    },
    nextDeeds: {
      draft: { label: 'Go on writing', text: 'Not sent in yet. Only you can see this.' },
      in_review: { label: 'See', text: 'A reviewer reads your plan. You get a letter with the answer.' },
      needs_work: {
        label: 'Read and mend',
        text: 'Read what the reviewer wrote, mend it and send it in again.',
      },
      refused: { label: 'Read why', text: 'This plan does not fit here. The reason is given.' },
      live: {
        label: 'To the desk',
        text: 'Tell people, and write an update when there is something to tell.',
      },
      closing: { label: 'To the desk', text: 'The last day is over. We are counting what came in.' },
      near_miss: {
        label: 'To the desk',
        text: 'The minimum was just missed. Explain how it is done with less; your backers then choose.',
      },
      succeeded: {
        label: 'To the desk',
        text: 'The minimum was reached. Two administrators pay the money out to you.',
      },
      with_less: {
        label: 'To the desk',
        text: 'There is enough for your plan with less. Two administrators pay the money out to you.',
      },
      kept: {
        label: 'To the desk',
        text: 'The minimum was not reached; you keep what came in. Two administrators pay it out to you.',
      },
      failed: {
        label: 'To the desk',
        text: 'Everybody gets their money back. An update with a word of thanks is always welcome.',
      },
      canceled: { label: 'See', text: 'This campaign does not go on. Everybody gets their money back.' },
    },
  },
})
