import type { BookRow } from './books.ts'
import { cents } from './facts.ts'
import type { Entry, Evidence, Posting } from './facts.ts'

/**
 * The state of the books as the auditor keeps them for itself: it walks through the entries in order, asks the rules
 * what each must say, and adds that up. What the product wrote is never added.
 */
export interface Model {
  evidence: Evidence
  /** What stands on the credit side of each account, less what stands on its debit side. */
  credit: Map<string, number>
  /** What is left of each pledge and of its tip. */
  left: Map<string, { amount: number; tip: number }>
  /** Of a payment that was refunded and then disputed: what the platform lost, by pledge. */
  lost: Map<string, number>
  /** The same by payment. */
  lostOfPayment: Map<string, number>
  /** Refunds that a lost dispute has paid; each is paid by one dispute. */
  overtaken: Set<string>
  /** Of each refund: what its campaign did not have any more when it was decided, by the id of the refund. */
  lent: Map<string, number>
}

export function newModel(evidence: Evidence): Model {
  return {
    evidence,
    credit: new Map(),
    left: new Map(),
    lost: new Map(),
    lostOfPayment: new Map(),
    overtaken: new Set(),
    lent: new Map(),
  }
}

/** What stands on an account's credit side. */
export function creditOf({ credit }: Model, account: string): number {
  return credit.get(account) ?? 0
}

/** Adds what an entry must say. */
export function add({ credit }: Model, postings: readonly Posting[]): void {
  for (const { debit, credit: to, amount } of postings) {
    credit.set(debit, (credit.get(debit) ?? 0) - amount)
    credit.set(to, (credit.get(to) ?? 0) + amount)
  }
}

/** What an entry must say by its rule, or a sentence: why there should be no such entry. */
export type Rule = (model: Model, entry: Entry) => Posting[] | string

/** Lines of nothing are left out. */
export function lines(...postings: [debit: string, credit: string, amount: number][]): Posting[] {
  return postings.flatMap(([debit, credit, amount]) => (amount === 0 ? [] : [{ debit, credit, amount }]))
}

/** A share in basis points, half a cent rounded up: by whole numbers, so that no fraction is ever in between. */
export function share(amount: number, basisPoints: number): number {
  return Number((BigInt(amount) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n)
}

/** A proportion of whole cents, rounded down. */
export function proportion(amount: number, part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(whole))
}

/**
 * Takes a part of a pledge and of its tip out of what is held (R1, D3): beyond what the campaign holds, the initiator
 * owes it; a tip that became the platform's goes off its income.
 */
export function takenFrom(
  model: Model,
  campaignId: string,
  part: { amount: number; tip: number },
  to: string,
): Posting[] {
  const held = Math.min(part.amount, Math.max(0, creditOf(model, `campaign_funds_held:${campaignId}`)))
  const tips = Math.min(part.tip, Math.max(0, creditOf(model, `tips_held:${campaignId}`)))
  return lines(
    [`campaign_funds_held:${campaignId}`, to, held],
    [`initiator_receivable:${campaignId}`, to, part.amount - held],
    [`tips_held:${campaignId}`, to, tips],
    ['tip_income', to, part.tip - tips],
  )
}

export function leftOf({ left }: Model, pledgeId: string): { amount: number; tip: number } {
  return left.get(pledgeId) ?? { amount: 0, tip: 0 }
}

/** Takes a part off what is left of a pledge. */
export function lessen(model: Model, pledgeId: string, part: { amount: number; tip: number }): void {
  const before = leftOf(model, pledgeId)
  model.left.set(pledgeId, { amount: before.amount - part.amount, tip: before.tip - part.tip })
}

/** Notes that the platform lost more, or less when negative, of a payment that was refunded and then disputed. */
export function lose(model: Model, of: { pledge_id?: unknown; payment_id?: unknown }, amount: number): void {
  const [pledge, payment] = [String(of.pledge_id), String(of.payment_id)]
  model.lost.set(pledge, (model.lost.get(pledge) ?? 0) + amount)
  model.lostOfPayment.set(payment, (model.lostOfPayment.get(payment) ?? 0) + amount)
}

/** The pledge that a payment, refund or dispute is of; undefined when the books have no such pledge. */
export function pledgeOf({ evidence }: Model, row: BookRow | undefined): BookRow | undefined {
  return evidence.pledges.get(String(row?.pledge_id))
}

export { cents }
