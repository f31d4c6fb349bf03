/** The letter to a backer of whom a treasurer noted the account for a refund. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const accountNotedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `We hebben je rekening genoteerd, voor ${campaign}`,
    preheader: (ibanEnd: string) => `Het gaat naar de rekening die eindigt op ${ibanEnd}. Klopt dat?`,
    kicker: 'Je terugbetaling',
    heading: ['Klopt deze', 'rekening?'],
    text: (refunded: string, campaign: string) => `Je krijgt ${refunded} terug van ${campaign}.`,
    noted: (name: string, ibanEnd: string) =>
      `Onze penningmeester noteerde daarvoor de rekening van ${name}, die eindigt op ${ibanEnd}.`,
    ask: 'Heb jij dat zo gezegd? Dan hoef je niets te doen. Klopt het niet, geef dan hieronder de goede rekening op. Dat kan tot we het versturen.',
    button: 'Verander de rekening',
  },
  en: {
    subject: (campaign: string) => `We noted your account, for ${campaign}`,
    preheader: (ibanEnd: string) => `It goes to the account ending in ${ibanEnd}. Is that right?`,
    kicker: 'Your refund',
    heading: ['Is this', 'account right?'],
    text: (refunded: string, campaign: string) => `You get ${refunded} back from ${campaign}.`,
    noted: (name: string, ibanEnd: string) =>
      `For that our treasurer noted the account of ${name}, ending in ${ibanEnd}.`,
    ask: 'Did you tell us so? Then you need not do anything. If it is not right, give the right account below. You can do so until we send it.',
    button: 'Change the account',
  },
})
