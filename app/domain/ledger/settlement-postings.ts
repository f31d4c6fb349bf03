import { add, subtract } from '../money.ts'
import type { Cents } from '../money.ts'
import { fundsHeld, initiatorPayable, tipsHeld } from './account.ts'
import { booked } from './posting.ts'
import type { Posting } from './posting.ts'

/** Payouts to initiators: rows S, T1 and T3 of money.md 3.3. */

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
