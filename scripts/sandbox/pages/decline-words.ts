import type { Decline } from '../stripe/test-cards.ts'
import type { Language } from './words.ts'

/** What the payer reads when a card is refused, by the decline code. */
const DECLINE_WORDS: Record<Language, Record<string, string>> = {
  nl: {
    expired_card: 'De kaart is verlopen. Neem een andere kaart.',
    incorrect_cvc: 'De CVC klopt niet. Kijk de cijfers op de kaart na.',
    incorrect_number: 'Het kaartnummer klopt niet.',
    insufficient_funds: 'Er staat te weinig geld op de kaart. Neem een andere kaart of methode.',
    processing_error: 'De kaart kon niet worden verwerkt. Probeer het zo nog eens.',
    test_mode_live_card: 'Dit is geen proefkaart. Vul hier nooit een echte kaart in.',
  },
  en: {
    expired_card: 'The card has expired. Use another card.',
    incorrect_cvc: 'The CVC is incorrect. Check the digits on the card.',
    incorrect_number: 'The card number is incorrect.',
    insufficient_funds: 'The card has insufficient funds. Use another card or method.',
    processing_error: 'The card could not be processed. Try again in a moment.',
    test_mode_live_card: 'This is not a test card. Never fill in a real card here.',
  },
}

const ANY = {
  nl: 'De kaart is geweigerd. Neem een andere kaart of methode.',
  en: 'The card was declined. Use another card or method.',
}

/** The sentence for a refusal; banks often give no reason, and then there is only the general one. */
export function declineWords(language: Language, decline: Decline): string {
  return DECLINE_WORDS[language][decline.declineCode ?? decline.code] ?? ANY[language]
}
