/** The letter to a backer of whom the initiator noted that the reward was delivered. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const deliveredLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je tegenprestatie van ${campaign} is bezorgd`,
    preheader: (until: string) => `Bedenken kan tot en met ${until}.`,
    kicker: 'Je tegenprestatie',
    heading: ['Bezorgd,', 'klopt dat?'],
    text: (reward: string, day: string) => `De initiatiefnemer noteerde: ‘${reward}’ is bezorgd op ${day}.`,
    until: (until: string) =>
      `Je kunt je toezegging nog intrekken tot en met ${until}, zonder reden. Dat doe je met de link hieronder, in twee stappen.`,
    notReceived:
      'Niet ontvangen, of op een andere dag? Zeg het ons: beantwoord deze brief. Dan kijken wij ernaar.',
  },
  en: {
    subject: (campaign: string) => `Your reward from ${campaign} was delivered`,
    preheader: (until: string) => `You can change your mind up to and including ${until}.`,
    kicker: 'Your reward',
    heading: ['Delivered,', 'is that right?'],
    text: (reward: string, day: string) => `The initiator noted: ‘${reward}’ was delivered on ${day}.`,
    until: (until: string) =>
      `You can still withdraw your pledge up to and including ${until}, without a reason. You do that with the link below, in two steps.`,
    notReceived: 'Not received, or on another day? Tell us: reply to this letter. Then we look into it.',
  },
})
