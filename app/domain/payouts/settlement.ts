import { add, least, partOf, share, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** What a settlement takes from a campaign and gives to its initiator. */
export interface SettlementAmounts {
  funds: Cents
  fee: Cents
  vat: Cents
  costs: Cents
  /** Of the backers, for the platform; never part of what the initiator gets. */
  tips: Cents
  /** What the initiator owes and is set off against this payout. */
  debt: Cents
  /** What was owed to the initiator already, because an earlier transfer came back. */
  owed: Cents
  payout: Cents
}

/**
 * Computes a settlement: what is held, less the platform's fee with its VAT and, where the campaign agreed to
 * that, the costs of payment; with what was owed already, and less what the initiator owes. A debt takes at most what
 * would be paid out: then nothing is transferred, and the rest of it stays.
 *
 * @returns null when there is nothing to settle
 */
export function settle(of: {
  funds: Cents
  tips: Cents
  costs: Cents
  feeBp: number
  vatBp: number
  debt: Cents
  owed: Cents
}): SettlementAmounts | null {
  const fee = share(of.funds, of.feeBp)
  const vat = share(fee, of.vatBp)
  const { funds, tips, costs, owed } = of
  const due = subtract(add(funds, owed), add(add(fee, vat), costs))
  if (due <= ZERO) return null
  const debt = least(of.debt, due)
  return { funds, fee, vat, costs, tips, debt, owed, payout: subtract(due, debt) }
}

/**
 * A tranche of what is held: its funds as they are asked for, and of tips and costs as much as belongs to them, rounded
 * down. The tranche that takes the rest of the funds takes the rest of those too, so that nothing is lost by rounding.
 *
 * @param wanted at most the funds; null for all
 */
export function trancheOf(
  whole: { funds: Cents; tips: Cents; costs: Cents },
  wanted: Cents | null,
): { funds: Cents; tips: Cents; costs: Cents } {
  if (wanted === null) return whole
  const ofWhole = (amount: Cents) => partOf(amount, wanted, whole.funds)
  return { funds: wanted, tips: ofWhole(whole.tips), costs: ofWhole(whole.costs) }
}
