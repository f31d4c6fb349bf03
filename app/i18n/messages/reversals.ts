/** A wrong transfer that a treasurer takes back from the initiator's account at Stripe. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const reversalMessages = inBothLanguages({
  nl: {
    title: (campaign: string) => `Haal de overboeking aan ${campaign} terug`,
    link: 'Haal deze overboeking terug',
    linkText: 'Had dit geld hier niet heen gemoeten? Dan kun je het terughalen.',
    back: 'Terug naar de uitbetaling',
    what: (amount: string) => `${amount} terughalen`,
    text: (amount: string, initiator: string) =>
      `We vragen Stripe om ${amount} terug te halen van de rekening van ${initiator}. Dat doet Stripe alleen als het geld daar nog staat.`,
    afterwards:
      'Het geld blijft van de initiatiefnemer: we zijn het dan weer schuldig. Twee mensen kunnen het daarna opnieuw uitbetalen.',
    atTheBank:
      'Volgens Stripe staat het al op de bank van de initiatiefnemer. Dan lukt terughalen meestal niet meer.',
    reason: 'Waarom was dit fout',
    reasonHint: 'Je collega’s lezen dit later terug.',
    confirm: (amount: string) => `Haal ${amount} terug`,
    cancel: 'Laat het staan',
    refused: 'Er is niets teruggehaald',
    refusals: {
      'sign-in-again': 'Je moet net zijn ingelogd om geld terug te halen. Vraag hieronder een link aan.',
      'reason-missing': 'Schrijf op waarom.',
      'not-transferred':
        'Van deze uitbetaling is niets terug te halen: zij is niet overgemaakt, of al teruggehaald.',
      'no-debt': 'Er is niets meer terug te halen.',
      'under-way': 'Er is al iets van teruggehaald, of dat is nog bezig.',
      'no-role': 'Je hebt de rol ‘penningmeester’ niet meer.',
    },
    problems: {
      'reason-missing': 'Schrijf op waarom. Zonder reden wordt er niets teruggehaald.',
      'reason-too-long': 'Maak de reden korter: hooguit 1.000 tekens.',
    },
    list: 'Terughalen',
    purposes: { debt: 'voor een schuld', wrong: 'omdat de overboeking fout was' },
    states: {
      decided: 'Wordt teruggehaald',
      done: 'Teruggehaald',
      refused: 'Stripe weigerde',
    },
    decided: (amount: string, purpose: string, who: string, at: string) =>
      `${amount}, ${purpose}. Besloten door ${who} op ${at}.`,
    why: (reason: string) => `Reden: ${reason}`,
    refusal: (code: string) => `Stripe zei: ${code}. Het staat bij wat niet klopt.`,
  },
  en: {
    title: (campaign: string) => `Take the transfer to ${campaign} back`,
    link: 'Take this transfer back',
    linkText: 'Should this money not have come here? Then you can take it back.',
    back: 'Back to the payout',
    what: (amount: string) => `Take ${amount} back`,
    text: (amount: string, initiator: string) =>
      `We ask Stripe to take ${amount} back from the account of ${initiator}. Stripe does so only while the money is still there.`,
    afterwards:
      'The money stays the initiator’s: we then owe it again. Two people can pay it out anew afterwards.',
    atTheBank:
      'Stripe says that it is at the bank of the initiator already. Then it can usually not be taken back any more.',
    reason: 'Why was this wrong',
    reasonHint: 'Your colleagues will read this later.',
    confirm: (amount: string) => `Take ${amount} back`,
    cancel: 'Leave it there',
    refused: 'Nothing was taken back',
    refusals: {
      'sign-in-again': 'You must have signed in just now to take money back. Ask for a link below.',
      'reason-missing': 'Write down why.',
      'not-transferred':
        'There is nothing to take back of this payout: it was not transferred, or was taken back.',
      'no-debt': 'There is nothing left to take back.',
      'under-way': 'Something of it was taken back already, or is being taken back.',
      'no-role': 'You no longer have the role ‘treasurer’.',
    },
    problems: {
      'reason-missing': 'Write down why. Without a reason nothing is taken back.',
      'reason-too-long': 'Make the reason shorter: at most 1,000 characters.',
    },
    list: 'Taking back',
    purposes: { debt: 'for a debt', wrong: 'because the transfer was wrong' },
    states: {
      decided: 'Is being taken back',
      done: 'Taken back',
      refused: 'Stripe refused',
    },
    decided: (amount: string, purpose: string, who: string, at: string) =>
      `${amount}, ${purpose}. Decided by ${who} on ${at}.`,
    why: (reason: string) => `Reason: ${reason}`,
    refusal: (code: string) => `Stripe said: ${code}. It stands with what is not right.`,
  },
})
