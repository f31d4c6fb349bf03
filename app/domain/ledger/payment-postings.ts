import { least, subtract } from '../money.ts'
import type { Cents } from '../money.ts'
import { fundsHeld, initiatorReceivable, tipsHeld } from './account.ts'
import { booked } from './posting.ts'
import type { OfPledge, Posting } from './posting.ts'

/** Payments of backers, and what goes back to them (rows P and R of money.md 3.3). */

/** P1. A payment of a pledge succeeded: it is held for the campaign, its tip apart. Key: the payment. */
export function paymentSucceeded(of: OfPledge & { amount: Cents; tip: Cents }): Posting[] {
  const { pledgeId, campaignId } = of
  return booked([
    { debit: 'stripe_clearing', credit: fundsHeld(campaignId), amount: of.amount, pledgeId, campaignId },
    { debit: 'stripe_clearing', credit: tipsHeld(campaignId), amount: of.tip, pledgeId, campaignId },
  ])
}

/** P2. Its balance transaction: what Stripe put on our balance, and the fee that it kept. */
export function balanceTransactionOfPayment(of: { amount: Cents; fee: Cents }): Posting[] {
  return booked([
    { debit: 'stripe_balance', credit: 'stripe_clearing', amount: subtract(of.amount, of.fee) },
    { debit: 'stripe_fees', credit: 'stripe_clearing', amount: of.fee },
  ])
}

/** P3. A payment that came late or twice, or with another amount: it is owed back at once. */
export function surplusPayment(of: OfPledge & { amount: Cents }): Posting[] {
  const { pledgeId, campaignId, amount } = of
  return booked([{ debit: 'stripe_clearing', credit: 'refunds_payable', amount, pledgeId, campaignId }])
}

/** A part of a pledge and of its tip that goes away, and what the campaign holds before it does. */
export interface FromPledge extends OfPledge {
  amount: Cents
  tip: Cents
  /** What the campaign holds of pledges. */
  held: Cents
  /** What the campaign holds of tips. */
  heldTips: Cents
}

/**
 * Takes money of a pledge out of what is held for its campaign. What the campaign no longer holds (it was paid out)
 * is from then on owed by the initiator; a tip that became the platform's goes off its income.
 */
export function takenFromPledge(of: FromPledge, credit: Posting['credit']): Posting[] {
  const { pledgeId, campaignId } = of
  const fromHeld = least(of.amount, of.held)
  const fromTips = least(of.tip, of.heldTips)
  const about = { credit, pledgeId, campaignId }
  return [
    { ...about, debit: fundsHeld(campaignId), amount: fromHeld },
    { ...about, debit: initiatorReceivable(campaignId), amount: subtract(of.amount, fromHeld) },
    { ...about, debit: tipsHeld(campaignId), amount: fromTips },
    { ...about, debit: 'tip_income', amount: subtract(of.tip, fromTips) },
  ]
}

/** R1. A refund was decided, of a pledge and its tip or of a part of them. */
export function refundDecided(of: FromPledge): Posting[] {
  return booked(takenFromPledge(of, 'refunds_payable'))
}

/** R2. The refund's balance transaction: the money left our balance. Stripe keeps the fee of the payment. */
export function balanceTransactionOfRefund(of: { amount: Cents; fee: Cents }): Posting[] {
  return booked([
    { debit: 'refunds_payable', credit: 'stripe_balance', amount: of.amount },
    { debit: 'stripe_fees', credit: 'stripe_balance', amount: of.fee },
  ])
}

/** R3. A refund failed at the backer's bank and its money came back: it is owed again. */
export function refundFailed(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'refunds_payable', amount: of.amount }])
}

/** R4. A refund that Stripe could not give is paid by our bank: booked when the bank's file is exported. */
export function refundPaidByBank(of: OfPledge & { amount: Cents }): Posting[] {
  const { pledgeId, campaignId, amount } = of
  return booked([{ debit: 'refunds_payable', credit: 'bank_in_transit', amount, pledgeId, campaignId }])
}
