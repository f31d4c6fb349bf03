import { add, cents, least, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { fundsHeld, initiatorPayable, initiatorReceivable, tipsHeld } from './account.ts'
import type { Account } from './account.ts'

/**
 * How money is booked: one function for each row of money.md 3.3. Amounts and ids in, postings out; nothing
 * else in the product makes a posting. A posting has one debit account, one credit account and a positive
 * amount, so whatever is made of postings is in balance.
 */
export interface Posting {
  debit: Account
  credit: Account
  amount: Cents
  pledgeId?: string
  campaignId?: string
}

interface OfPledge {
  pledgeId: string
  campaignId: string
}

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

/** F1. A fee that Stripe charged by itself. */
export function stripeFee(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_fees', credit: 'stripe_balance', amount: of.amount }])
}

/**
 * R1. A refund was decided, of a pledge and its tip. What the campaign no longer holds (it was paid out) is
 * from then on owed by the initiator.
 *
 * @param of.held what the campaign holds before this entry
 */
export function refundDecided(of: OfPledge & { amount: Cents; tip: Cents; held: Cents }): Posting[] {
  const { pledgeId, campaignId } = of
  const fromHeld = least(of.amount, of.held)
  return booked([
    { debit: fundsHeld(campaignId), credit: 'refunds_payable', amount: fromHeld, pledgeId, campaignId },
    {
      debit: initiatorReceivable(campaignId),
      credit: 'refunds_payable',
      amount: subtract(of.amount, fromHeld),
      pledgeId,
      campaignId,
    },
    { debit: tipsHeld(campaignId), credit: 'refunds_payable', amount: of.tip, pledgeId, campaignId },
  ])
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

/** S1. A settlement was approved: what was held is owed to the initiator, less the platform's fee and its VAT. */
export function settlementApproved(of: {
  campaignId: string
  funds: Cents
  fee: Cents
  vat: Cents
}): Posting[] {
  const { campaignId } = of
  const held = fundsHeld(campaignId)
  return booked([
    { debit: held, credit: 'platform_fee_income', amount: of.fee, campaignId },
    { debit: held, credit: 'vat_payable', amount: of.vat, campaignId },
    {
      debit: held,
      credit: initiatorPayable(campaignId),
      amount: subtract(of.funds, add(of.fee, of.vat)),
      campaignId,
    },
  ])
}

/** S2. The costs of payment are passed on to the initiator. */
export function costsPassedOn(of: { campaignId: string; costs: Cents }): Posting[] {
  const { campaignId, costs } = of
  return booked([{ debit: initiatorPayable(campaignId), credit: 'stripe_fees', amount: costs, campaignId }])
}

/** S3. With the settlement the tips become the platform's. */
export function tipsEarned(of: { campaignId: string; tips: Cents }): Posting[] {
  const { campaignId, tips } = of
  return booked([{ debit: tipsHeld(campaignId), credit: 'tip_income', amount: tips, campaignId }])
}

/** T1. The balance transaction of a transfer to the initiator's account at Stripe. */
export function transferSent(of: { campaignId: string; amount: Cents }): Posting[] {
  const { campaignId, amount } = of
  return booked([{ debit: initiatorPayable(campaignId), credit: 'stripe_balance', amount, campaignId }])
}

/** T3. A transfer came back. */
export function transferReturned(of: { campaignId: string; amount: Cents }): Posting[] {
  const { campaignId, amount } = of
  return booked([{ debit: 'stripe_balance', credit: initiatorPayable(campaignId), amount, campaignId }])
}

/** O1. Our own payout left Stripe for our bank. */
export function platformPayoutSent(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_in_transit', credit: 'stripe_balance', amount: of.amount }])
}

/** O3. Our own payout failed or was canceled. */
export function platformPayoutReturned(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'stripe_in_transit', amount: of.amount }])
}

/** B4. The float at Stripe was topped up from our bank. */
export function floatToppedUp(of: { amount: Cents }): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: 'bank_in_transit', amount: of.amount }])
}

/** X1. Stripe moved money for a reason that is not in these rules. `net` is signed: negative is money out. */
export function unknownMovement(of: { net: Cents }): Posting[] {
  return of.net < 0
    ? booked([{ debit: 'suspense', credit: 'stripe_balance', amount: cents(-of.net) }])
    : booked([{ debit: 'stripe_balance', credit: 'suspense', amount: of.net }])
}

/** Legs of nothing are left out; a negative leg is a mistake of the programmer. */
function booked(postings: Posting[]): Posting[] {
  for (const { amount } of postings)
    if (amount < ZERO) throw new RangeError(`A posting cannot be negative: ${amount}`)
  return postings.filter(posting => posting.amount > ZERO)
}
