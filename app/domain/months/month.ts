import type { Instant } from '../clock.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * A month of the books, as `2026-11`: all entries that were recorded in it, by the city's own midnight. Which date an
 * entry happened on plays no part, so that a fact that Stripe tells late can always be booked (docs/decisions/0012).
 */
export type Month = string

export function isMonth(text: string): text is Month {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
}

/** The month of a day (`2026-11-24`). */
export const monthOf = (day: string): Month => day.slice(0, 7)

export function monthAfter(month: Month): Month {
  return shifted(month, 1)
}

export function monthBefore(month: Month): Month {
  return shifted(month, -1)
}

function shifted(month: Month, by: number): Month {
  const [year = 0, n = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, n - 1 + by, 1)).toISOString().slice(0, 7)
}

/** The first and the last day of a month. */
export function daysOf(month: Month): { first: string; last: string } {
  const [year = 0, n = 0] = month.split('-').map(Number)
  return { first: `${month}-01`, last: new Date(Date.UTC(year, n, 0)).toISOString().slice(0, 10) }
}

/** Every month from one to another, both included; none when the first is the later one. */
export function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month)
  return months
}

/** The accounts through which money passes: at the end of a month nothing should be under way, or it is explained. */
export const CLEARING_ACCOUNTS = [
  'stripe_clearing',
  'refunds_payable',
  'stripe_in_transit',
  'bank_in_transit',
  'suspense',
] as const

/** What was looked at before a month is closed, with what was found. */
export interface Checklist {
  /** Whether the month is over. */
  isOver: boolean
  /** The oldest month before it that is not closed. */
  openMonthBefore: Month | null
  /** What did not add up when the month ended, or before, and is still open. */
  discrepancies: { id: string; kind: string; subject: string; amount: Cents | null }[]
  /** Clearing accounts that were not empty at the month's end. */
  clearing: { account: string; amount: Cents; explanation: Explanation | null }[]
  /** The newest comparison of the books with Stripe after the month's end; null when there was none yet. */
  proof: { at: Instant; ours: Cents; theirs: Cents } | null
  bank: BankBooks
  /** The invariants of the books that do not hold now. */
  brokenInvariants: string[]
  /** How many entries of the month carry no seal yet. */
  unsealed: number
}

interface Explanation {
  text: string
  by: string
  at: Instant
}

/** How far the statements of our bank are booked. `not-set-up`: the platform has no bank account in these books. */
export type BankBooks =
  | { state: 'not-set-up' }
  /** The last day that is booked of the account that lags most; null when nothing was ever booked. */
  | { state: 'booked'; through: string | null }

export const CHECKS = [
  'over',
  'in-order',
  'nothing-open',
  'clearing',
  'balance-proof',
  'bank',
  'invariants',
  'sealed',
] as const

export type Check = (typeof CHECKS)[number]

/** The checks that do not hold; a month is closed only when there are none. */
export function redChecks(checklist: Checklist, month: Month): Check[] {
  const { proof, bank } = checklist
  const holds: Record<Check, boolean> = {
    over: checklist.isOver,
    'in-order': checklist.openMonthBefore === null,
    'nothing-open': checklist.discrepancies.length === 0,
    clearing: checklist.clearing.every(({ explanation }) => explanation !== null),
    'balance-proof': proof !== null && proof.ours - proof.theirs === ZERO,
    bank: bank.state === 'not-set-up' || (bank.through !== null && bank.through >= daysOf(month).last),
    invariants: checklist.brokenInvariants.length === 0,
    sealed: checklist.unsealed === 0,
  }
  return CHECKS.filter(check => !holds[check])
}

/** The name under which a file of a closed month is kept: made from its bytes, so that they can never change. */
export function monthFileName({ kind, sha256 }: { kind: 'report' | 'archive'; sha256: string }): string {
  return `${sha256}.${kind === 'report' ? 'pdf' : 'zip'}`
}

/** Whether a text can be the name of such a file. */
export function isMonthFileName(text: string): boolean {
  return /^[0-9a-f]{64}\.(pdf|zip)$/.test(text)
}
