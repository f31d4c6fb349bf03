import type { BookRow } from './books.ts'
import { cents, finder, sum } from './facts.ts'
import type { Finding } from './facts.ts'
import { leftOf } from './model.ts'
import type { Model } from './model.ts'

const PARTS = ['gift_cents', 'reward_cents', 'tip_cents'] as const

/** The whole of a receipt, invoice or credit. VAT is within the part of the reward. */
const totalOf = (row: BookRow) => sum(PARTS.map(part => cents(row, part)))

/** The receipts of each year are numbered from 1 on, without a gap. */
export function numberedWithoutGap({ evidence }: Model): Finding[] {
  const wrong = finder('receipts')
  return [...Map.groupBy(evidence.receipts, ({ year }) => year)].flatMap(([year, rows]) =>
    rows
      .map(({ n }) => Number(n))
      .toSorted((a, b) => a - b)
      .flatMap((n, index) =>
        n === index + 1 ? [] : [wrong(`in ${year} the number ${index + 1} is not ${n}`)],
      )
      .slice(0, 1),
  )
}

/** What the receipt of a pledge says, less its credits, is what of the pledge and its tip is held or settled. */
export function receiptsFollowTheMoney(model: Model): Finding[] {
  const wrong = finder('receipts')
  const { pledges, receipts } = model.evidence
  const byPledge = Map.groupBy(receipts, ({ pledge_id: of }) => String(of))
  return [...pledges.keys()].flatMap(id => {
    const own = byPledge.get(id) ?? []
    const credits = own.filter(({ kind }) => kind === 'credit')
    // An invoice takes the place of the receipt before it.
    const standing = own.filter(({ kind }) => kind !== 'credit').at(-1)
    const says = (standing ? totalOf(standing) : 0) - sum(credits.map(totalOf))
    const tip = cents(standing, 'tip_cents') - sum(credits.map(row => cents(row, 'tip_cents')))
    const left = leftOf(model, id)
    return says === left.amount + left.tip && tip === left.tip
      ? []
      : [
          wrong(
            `the receipts of the pledge ${id} come to ${says} with a tip of ${tip}, where ${left.amount} and ${left.tip} are left`,
          ),
        ]
  })
}

/** Each payment of a pledge has its receipt, and each refund of it its credit, of the same money. */
export function oneReceiptForEach({ evidence }: Model): Finding[] {
  const wrong = finder('receipts')
  const { payments, refunds, receipts, pledges } = evidence
  const of = (type: string, id: string) =>
    receipts.filter(({ cause_type: cause, cause_id: by }) => cause === type && by === id)
  const differs = (found: BookRow[], amount: number) =>
    found.length !== 1 || totalOf(found[0] ?? {}) !== amount
  return [
    ...[...payments.values()]
      .filter(({ id, purpose, pledge_id: pledge }) => {
        const paid = pledges.get(String(pledge))
        const amount = cents(paid, 'amount_cents') + cents(paid, 'tip_cents')
        return purpose === 'pledge' && differs(of('payment', String(id)), amount)
      })
      .map(({ id }) => wrong(`the payment ${id} has not one receipt of its amount`)),
    ...[...refunds.values()]
      .filter(
        row => row.reason !== 'surplus' && differs(of('refund', String(row.id)), cents(row, 'amount_cents')),
      )
      .map(({ id }) => wrong(`the refund ${id} has not one credit of its amount`)),
  ]
}
