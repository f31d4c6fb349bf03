/** A treasurer fills in the account for a refund that goes by bank. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const deskAccountMessages = inBothLanguages({
  nl: {
    title: 'De rekening voor een terugbetaling',
    back: 'Dekking',
    lead: 'Stripe kon dit niet terugbetalen. De donateur kreeg een brief met een link om zelf een rekening op te geven. Vertelde de donateur het jou, vul het dan hier in.',
    campaign: 'Campagne',
    amount: 'Bedrag',
    known: 'Rekening die we kennen',
    account: (name: string, end: string) => `${name}, eindigt op ${end}`,
    none: 'Nog geen',
    form: 'Vul de rekening in',
    reason: 'Hoe weet je dit',
    reasonHint: 'Bijvoorbeeld: gebeld op het nummer dat we al hadden. Noem hier geen rekeningnummer.',
    reasonMissing: 'Schrijf op hoe je het weet.',
    thenWhat:
      'Daarna kan de terugbetaling in een bankbestand. Wie de rekening invult, kan dat bestand niet goedkeuren.',
    inFile: 'De terugbetaling zit al in een bankbestand, of is betaald. De rekening ligt vast.',
    refused: 'De rekening is niet bewaard',
    refusals: {
      'sign-in-again':
        'Je moet net zijn ingelogd om een rekening in te vullen. Vraag hieronder een link aan.',
      'no-such-refund': 'De terugbetaling zit al in een bankbestand, of is betaald.',
      'no-role': 'Je hebt de rol ‘penningmeester’ niet meer.',
    },
  },
  en: {
    title: 'The account for a refund',
    back: 'Coverage',
    lead: 'Stripe could not refund this. The backer got a letter with a link to give an account themselves. If the backer told you, fill it in here.',
    campaign: 'Campaign',
    amount: 'Amount',
    known: 'Account that we know',
    account: (name: string, end: string) => `${name}, ending in ${end}`,
    none: 'None yet',
    form: 'Fill in the account',
    reason: 'How do you know this',
    reasonHint: 'For example: called on the number that we had already. Do not write an account number here.',
    reasonMissing: 'Write down how you know.',
    thenWhat:
      'After that the refund can go into a file for the bank. Who fills in the account cannot approve that file.',
    inFile: 'The refund is in a file for the bank already, or was paid. The account is fixed.',
    refused: 'The account was not kept',
    refusals: {
      'sign-in-again': 'You must have signed in just now to fill in an account. Ask for a link below.',
      'no-such-refund': 'The refund is in a file for the bank already, or was paid.',
      'no-role': 'You no longer have the role ‘treasurer’.',
    },
  },
})
