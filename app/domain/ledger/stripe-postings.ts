import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import { booked } from './posting.ts'
import type { Posting } from './posting.ts'

/**
 * What Stripe does with our balance by itself or between it and our bank: rows F1, O1, O3, O4, B4, V1 and X1 of
 * money.md 3.3.
 */

/** F1. A fee that Stripe charged by itself. */
export function stripeFee(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_fees', credit: 'stripe_balance', amount: of.amount }])
}

/** F1, the other way: Stripe gave a fee back. */
export function stripeFeeReturned(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'stripe_fees', amount: of.amount }])
}

/** O1. Our own payout left Stripe for our bank. */
export function platformPayoutSent(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_in_transit', credit: 'stripe_balance', amount: of.amount }])
}

/** O3. Our own payout failed or was canceled. */
export function platformPayoutReturned(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'stripe_in_transit', amount: of.amount }])
}

/** O4, first half. Stripe made up a negative balance from our bank; the bank's line is the other half. */
export function stripeDebitedBank(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'stripe_in_transit', amount: of.amount }])
}

/** B4. The float at Stripe was topped up from our bank. */
export function floatToppedUp(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'bank_in_transit', amount: of.amount }])
}

/** B4, the other way: a top-up failed after all, and Stripe took it back. */
export function topUpReversed(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'bank_in_transit', credit: 'stripe_balance', amount: of.amount }])
}

/** V1. Stripe holds a part of our balance as a reserve. */
export function reserveHeld(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_reserve', credit: 'stripe_balance', amount: of.amount }])
}

/** V1, the other way: Stripe released a reserve. */
export function reserveReleased(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'stripe_reserve', amount: of.amount }])
}

/** X1. Stripe moved money for a reason that is not in these rules. `net` is signed: negative is money out. */
export function unknownMovement(of: { net: Cents }): Posting[] {
  return of.net < 0
    ? booked([{ debit: 'suspense', credit: 'stripe_balance', amount: cents(-of.net) }])
    : booked([{ debit: 'stripe_balance', credit: 'suspense', amount: of.net }])
}
