import { add, share, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** What a settlement takes from a campaign and gives to its initiator. */
export interface SettlementAmounts {
  funds: Cents
  fee: Cents
  vat: Cents
  costs: Cents
  /** Of the backers, for the platform; never part of what the initiator gets. */
  tips: Cents
  payout: Cents
}

/**
 * Computes a settlement: what is held, less the platform's fee with its VAT and, where the campaign agreed to
 * that, the costs of payment.
 *
 * @returns null when nothing would be left to pay out
 */
export function settle(of: {
  funds: Cents
  tips: Cents
  costs: Cents
  feeBp: number
  vatBp: number
}): SettlementAmounts | null {
  const fee = share(of.funds, of.feeBp)
  const vat = share(fee, of.vatBp)
  const payout = subtract(of.funds, add(add(fee, vat), of.costs))
  if (payout <= ZERO) return null
  return { funds: of.funds, fee, vat, costs: of.costs, tips: of.tips, payout }
}
