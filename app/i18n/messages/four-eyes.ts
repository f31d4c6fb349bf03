/** Two people: one proposes, another approves, and both have just signed in. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const fourEyesMessages = inBothLanguages({
  nl: {
    again: {
      title: 'Laat even zien dat jij het bent',
      text: 'Waar geld weggaat, moet je net zijn ingelogd. Dat is bij jou meer dan tien minuten geleden. We mailen je een link. Die brengt je hier terug.',
      button: 'Mail mij een link',
    },
    decide: 'Keur goed of haal van de baan',
    approve: 'Goedkeuren',
    approveButton: (amount: string) => `Keur ${amount} goed`,
    youProposed: 'Jij hebt dit voorgesteld. Een ander moet het goedkeuren: zo kijken er altijd twee mensen.',
    youInitiator: 'Dit is je eigen campagne. Anderen beslissen over deze uitbetaling.',
    noRole: 'Goedkeuren doet iemand met de rol ‘goedkeurder’. Die rol heb jij niet.',
    void: {
      title: 'Van de baan halen',
      text: 'Er is nog niets geboekt en niets betaald. Daarna kan iemand een nieuw voorstel doen.',
      reason: 'Waarom',
      reasonHint: 'Je collega’s lezen dit later terug.',
      button: 'Haal dit voorstel van de baan',
      problems: {
        'reason-missing': 'Schrijf op waarom. Zonder reden blijft het voorstel staan.',
        'reason-too-long': 'Maak de reden korter: hooguit 1.000 tekens.',
      },
    },
    proposedBy: (who: string, when: string) => `door ${who}, ${when}`,
    refused: 'Er is niets betaald',
    refusals: {
      'sign-in-again': 'Je moet net zijn ingelogd om hierover te beslissen. Vraag hieronder een link aan.',
      'books-do-not-add-up':
        'De boeken kloppen op dit moment niet. Zolang dat zo is gaat er niets uit. Kijk op het bureau welke controle faalt.',
      'not-proposed': 'Over dit voorstel is al beslist. Hieronder staat hoe het er nu voor staat.',
      'same-person': 'Wie voorstelt of zelf het geld krijgt, kan niet goedkeuren.',
      'over-day-limit':
        'Hiermee gaat er meer weg dan in 24 uur mag. Het voorstel blijft staan: keur het later goed, of haal het van de baan en stel een kleiner deel voor.',
      'gave-account': 'Jij vulde een van deze rekeningen in. Iemand anders moet dit bestand goedkeuren.',
      'no-role': 'Je hebt de rol die hiervoor nodig is niet meer. Er is niets goedgekeurd.',
      'proposer-lost-role':
        'Wie dit voorstelde is geen penningmeester meer. Het voorstel is van de baan. Er kan een nieuw voorstel worden gedaan.',
      'bank-changed':
        'De bankrekening van de initiatiefnemer is veranderd na het voorstel. Het voorstel is van de baan. Een dag na de verandering kan er een nieuw voorstel worden gedaan.',
      'campaign-canceled': 'De campagne is gestopt. Wat er nog was gaat terug naar de donateurs.',
      'changed-meanwhile':
        'Het bedrag of de rekening is veranderd sinds het voorstel. Het voorstel is van de baan. Er kan een nieuw voorstel worden gedaan.',
    },
    voided: 'Van de baan',
    voidedBecause: (reason: string) => `Reden: ${reason}`,
  },
  en: {
    again: {
      title: 'Show for a moment that it is you',
      text: 'Where money goes out, you must have signed in just now. You did so more than ten minutes ago. We mail you a link. It brings you back here.',
      button: 'Mail me a link',
    },
    decide: 'Approve or call off',
    approve: 'Approve',
    approveButton: (amount: string) => `Approve ${amount}`,
    youProposed: 'You proposed this. Somebody else must approve it: so there are always two who look.',
    youInitiator: 'This is your own campaign. Others decide about this payout.',
    noRole: 'Approving is for somebody with the role ‘approver’. You do not have that role.',
    void: {
      title: 'Call off',
      text: 'Nothing has been booked and nothing paid. Somebody can make a new proposal afterwards.',
      reason: 'Why',
      reasonHint: 'Your colleagues will read this later.',
      button: 'Call this proposal off',
      problems: {
        'reason-missing': 'Write down why. Without a reason the proposal stays.',
        'reason-too-long': 'Make the reason shorter: at most 1,000 characters.',
      },
    },
    proposedBy: (who: string, when: string) => `by ${who}, ${when}`,
    refused: 'Nothing was paid',
    refusals: {
      'sign-in-again': 'You must have signed in just now to decide about this. Ask for a link below.',
      'books-do-not-add-up':
        'The books do not add up at this moment. As long as that is so, nothing goes out. See at the desk which check fails.',
      'not-proposed': 'This proposal was decided already. Below you see how it stands.',
      'same-person': 'Who proposes, or gets the money, cannot approve.',
      'over-day-limit':
        'With this more goes out than may within 24 hours. The proposal stays: approve it later, or call it off and propose a smaller part.',
      'gave-account': 'You filled in one of these accounts. Somebody else must approve this file.',
      'no-role': 'You no longer have the role that this needs. Nothing was approved.',
      'proposer-lost-role':
        'Who proposed this is no longer treasurer. The proposal was called off. A new one can be made.',
      'bank-changed':
        'The bank account of the initiator changed after the proposal. The proposal was called off. A day after the change a new one can be made.',
      'campaign-canceled': 'The campaign was stopped. What was left goes back to the backers.',
      'changed-meanwhile':
        'The amount or the account has changed since the proposal. It was called off. A new one can be made.',
    },
    voided: 'Called off',
    voidedBecause: (reason: string) => `Reason: ${reason}`,
  },
})
