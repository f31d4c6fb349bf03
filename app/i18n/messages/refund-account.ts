/** Where a backer says to which account a refund may go. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const refundAccountMessages = inBothLanguages({
  nl: {
    title: 'Waar mag je geld heen?',
    text: (amount: string) =>
      `Je krijgt ${amount} terug. Je bank nam het niet aan op de rekening of kaart waarmee je betaalde. Zeg ons naar welke rekening het mag, dan maken we het over.`,
    name: 'Naam van de rekeninghouder',
    nameHint: 'Zoals op je bankpas.',
    iban: 'IBAN',
    ibanHint: 'Bijvoorbeeld NL91 ABNA 0417 1643 00. Spaties mogen.',
    send: 'Bewaar deze rekening',
    safe: 'Meer vragen we niet. Geef nooit een wachtwoord of code van je bank.',
    given: 'Dank je wel, dat weten we nu',
    givenText: (name: string, iban: string) =>
      `We maken het over naar ${name}, rekening die eindigt op ${iban}. Dat duurt meestal een week. Tot we het versturen kun je het nog veranderen.`,
    notNeeded: 'Hier hoef je niets in te vullen',
    notNeededText: 'Er wacht geen terugbetaling op een rekening.',
    back: 'Bekijk je toezegging',
    problems: {
      'name-missing': 'Vul de naam van de rekeninghouder in.',
      'name-unwritable':
        'Onze bank kan deze naam niet schrijven. Vul hem in met Latijnse letters, zoals op je bankpas.',
      'iban-invalid': 'Dit is geen IBAN. Kijk de cijfers en letters nog eens na.',
      'iban-outside-sepa':
        'Naar dit land kan onze bank geen euro’s overmaken. Geef een rekening in een land dat meedoet aan SEPA.',
      'iban-ours': 'Dit is onze eigen rekening. Vul de rekening in waar het geld heen moet.',
    },
  },
  en: {
    title: 'Where may your money go?',
    text: (amount: string) =>
      `You get ${amount} back. Your bank did not take it on the account or card with which you paid. Tell us to which account it may go, and we transfer it.`,
    name: 'Name of the account holder',
    nameHint: 'As on your bank card.',
    iban: 'IBAN',
    ibanHint: 'For example NL91 ABNA 0417 1643 00. Spaces are fine.',
    send: 'Save this account',
    safe: 'We ask nothing more. Never give a password or a code of your bank.',
    given: 'Thank you, now we know',
    givenText: (name: string, iban: string) =>
      `We transfer it to ${name}, account ending in ${iban}. That usually takes a week. Until we send it you can still change it.`,
    notNeeded: 'There is nothing to fill in here',
    notNeededText: 'No refund is waiting for an account.',
    back: 'See your pledge',
    problems: {
      'name-missing': 'Fill in the name of the account holder.',
      'name-unwritable':
        'Our bank cannot write this name. Fill it in with Latin letters, as on your bank card.',
      'iban-invalid': 'This is not an IBAN. Please check the digits and letters.',
      'iban-outside-sepa':
        'Our bank cannot transfer euros to this country. Give an account in a country that takes part in SEPA.',
      'iban-ours': 'This is our own account. Fill in the account to which the money must go.',
    },
  },
})
