/** The letter with the way to all receipts, and the one that tells staff that cards are being tried. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const receiptsLetterMessages = inBothLanguages({
  nl: {
    subject: 'Je kwitanties en jaaroverzichten',
    preheader: 'Eén link naar alles wat je gaf, per jaar.',
    kicker: 'Kwitanties',
    heading: ['Alles wat', 'je gaf'],
    reason: 'Je krijgt deze brief omdat iemand met jouw adres om de kwitanties vroeg.',
    text: 'Met de link hieronder zie je alle kwitanties, facturen en creditnota’s van dit adres. Per jaar is er een overzicht, als PDF en als CSV voor een spreadsheet.',
    valid: (days: number) => `De link werkt ${days} dagen. Vroeg je hier niet om? Dan hoef je niets te doen.`,
    button: 'Bekijk je kwitanties',
  },
  en: {
    subject: 'Your receipts and yearly overviews',
    preheader: 'One link to all that you gave, by year.',
    kicker: 'Receipts',
    heading: ['All that', 'you gave'],
    reason: 'You get this letter because someone asked for the receipts of your address.',
    text: 'With the link below you see all receipts, invoices and credit notes of this address. There is an overview of each year, as a PDF and as CSV for a spreadsheet.',
    valid: (days: number) =>
      `The link works for ${days} days. Did you not ask for it? Then there is nothing to do.`,
    button: 'See your receipts',
  },
})

export const cardsStoppedLetterMessages = inBothLanguages({
  nl: {
    subject: (title: string | null) =>
      title === null ? 'Kaarten geprobeerd vanuit één netwerk' : `Kaarten geprobeerd bij ${title}`,
    preheader: (count: string) => `${count} geweigerde kaarten. Betalen met een kaart staat stil.`,
    kicker: 'Alarm',
    heading: ['Iemand probeert', 'kaarten uit'],
    reason: 'Je krijgt deze brief omdat je penningmeester of beheerder bent.',
    network: (count: string) =>
      `Vanuit één netwerk werden in een uur ${count} kaarten geweigerd. Dat netwerk kan even niet met een kaart betalen.`,
    campaign: (count: string, title: string) =>
      `Bij ‘${title}’ werden in tien minuten ${count} kaarten geweigerd. Niemand kan daar nu met een kaart betalen. iDEAL en Bancontact werken gewoon.`,
    until: (moment: string) =>
      `De stop eindigt vanzelf op ${moment}. Een penningmeester kan hem eerder opheffen.`,
    button: 'Kijk naar de stop',
  },
  en: {
    subject: (title: string | null) =>
      title === null ? 'Cards tried from one network' : `Cards tried at ${title}`,
    preheader: (count: string) => `${count} refused cards. Paying by card stands still.`,
    kicker: 'Alarm',
    heading: ['Somebody is', 'trying out cards'],
    reason: 'You get this letter because you are a treasurer or an admin.',
    network: (count: string) =>
      `From one network ${count} cards were refused within an hour. That network cannot pay by card for a while.`,
    campaign: (count: string, title: string) =>
      `At ‘${title}’ ${count} cards were refused within ten minutes. Nobody can pay by card there now. iDEAL and Bancontact work as always.`,
    until: (moment: string) => `The stop ends by itself on ${moment}. A treasurer can lift it before.`,
    button: 'Look at the stop',
  },
})
