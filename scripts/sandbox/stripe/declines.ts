import type Stripe from 'stripe'
import { type ErrorFields, type Progress, StripeRefusal } from './errors.ts'
import type { Decline } from './test-cards.ts'

/** The error object that a decline leaves on an intent and in a 402. */
export function declineFields(decline: Decline): ErrorFields {
  return {
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
    ...(decline.declineCode === null ? {} : { decline_code: decline.declineCode }),
    ...(decline.adviceCode === null ? {} : { advice_code: decline.adviceCode }),
    ...(decline.networkDeclineCode === null ? {} : { network_decline_code: decline.networkDeclineCode }),
  }
}

/** What the refusal of a payment or a setup leaves behind. */
export interface DeclineObjects {
  charge?: string
  payment_intent?: Stripe.PaymentIntent
  payment_method?: Stripe.PaymentMethod
  setup_intent?: Stripe.SetupIntent
}

/** 402 for a card that was refused, with the objects it concerns. */
export function declineRefusal(
  decline: Decline,
  progress: Progress,
  objects: DeclineObjects = {},
): StripeRefusal {
  return new StripeRefusal(402, { ...declineFields(decline), ...objects }, progress)
}
