import { DAY_MS, HOUR_MS } from '../clock.ts'

/**
 * Every kind of thing that may not add up, in one table: how long it may stay open before the treasurers are written to,
 * and what the button beside its proposal does. Cause and proposal in words stand in the messages, under the same names.
 */
interface DiscrepancyKind {
  allowedMs: number
  deed: Deed
}

/**
 * What the button does. `close`: the proposal is done elsewhere (at Stripe, by a call) and is then written down.
 * The others promise work and leave the row open: it closes by itself when the work put it right, and says so.
 */
export type Deed =
  | 'close'
  | 'feed-balance'
  | 'look-at-payment'
  | 'look-at-refund'
  | 'send-refund'
  | 'send-transfer'
  | 'check-payout-accounts'
  | 'decide-campaign'
  | 'revive-work'
  | 'check-endpoints'
  | 'check-connected-accounts'

export const DISCREPANCY_KINDS = {
  'payment-without-transaction': { allowedMs: DAY_MS, deed: 'feed-balance' },
  'transaction-without-payment': { allowedMs: DAY_MS, deed: 'feed-balance' },
  // Found on the third and the eleventh day of waiting; the letters go an hour later.
  'refund-waits-for-cover': { allowedMs: HOUR_MS, deed: 'feed-balance' },
  'refund-waits-too-long': { allowedMs: HOUR_MS, deed: 'feed-balance' },
  'refund-is-late': { allowedMs: DAY_MS, deed: 'send-refund' },
  'refund-failed': { allowedMs: 3 * DAY_MS, deed: 'close' },
  'transfer-is-late': { allowedMs: DAY_MS, deed: 'send-transfer' },
  'transfer-refused': { allowedMs: DAY_MS, deed: 'close' },
  'payout-failed': { allowedMs: 3 * DAY_MS, deed: 'check-payout-accounts' },
  'closing-is-late': { allowedMs: DAY_MS, deed: 'decide-campaign' },
  'work-given-up': { allowedMs: 12 * HOUR_MS, deed: 'revive-work' },
  'foreign-currency': { allowedMs: DAY_MS, deed: 'close' },
  'amount-differs': { allowedMs: DAY_MS, deed: 'close' },
  'unknown-movement': { allowedMs: DAY_MS, deed: 'close' },
  'balance-differs': { allowedMs: 12 * HOUR_MS, deed: 'feed-balance' },
  'key-reused': { allowedMs: 12 * HOUR_MS, deed: 'close' },
  'payment-without-row': { allowedMs: DAY_MS, deed: 'look-at-payment' },
  'refund-without-row': { allowedMs: DAY_MS, deed: 'look-at-refund' },
  'refund-made-elsewhere': { allowedMs: DAY_MS, deed: 'close' },
  'transfer-without-settlement': { allowedMs: 12 * HOUR_MS, deed: 'close' },
  'row-without-object': { allowedMs: DAY_MS, deed: 'close' },
  'account-is-asked': { allowedMs: 7 * DAY_MS, deed: 'check-connected-accounts' },
  'account-owes': { allowedMs: 3 * DAY_MS, deed: 'check-connected-accounts' },
  'account-payout-failed': { allowedMs: 3 * DAY_MS, deed: 'check-payout-accounts' },
  'bank-line-unknown': { allowedMs: 3 * DAY_MS, deed: 'close' },
  'bank-payment-returned': { allowedMs: DAY_MS, deed: 'close' },
  'platform-payout-failed': { allowedMs: 3 * DAY_MS, deed: 'close' },
  'platform-payout-refused': { allowedMs: DAY_MS, deed: 'close' },
  'reversal-refused': { allowedMs: DAY_MS, deed: 'close' },
  'dispute-turned': { allowedMs: DAY_MS, deed: 'close' },
  'dispute-answer-refused': { allowedMs: 12 * HOUR_MS, deed: 'close' },
  'held-too-long': { allowedMs: 3 * DAY_MS, deed: 'close' },
  'endpoint-is-wrong': { allowedMs: 12 * HOUR_MS, deed: 'check-endpoints' },
} as const satisfies Record<string, DiscrepancyKind>

/** A kind that is not in the table is not reported: it would have no age, no words and no button. */
export type DiscrepancyKindName = keyof typeof DISCREPANCY_KINDS

/** A kind that this table does not have is not forgiven anything: a day, and a person. */
const UNKNOWN: DiscrepancyKind = { allowedMs: DAY_MS, deed: 'close' }

export function discrepancyKind(kind: string): DiscrepancyKind {
  const kinds: Record<string, DiscrepancyKind> = DISCREPANCY_KINDS
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? UNKNOWN) : UNKNOWN
}

/** Whether something has been open for longer than its kind allows. */
export function isOverdue({ kind, foundAt }: { kind: string; foundAt: string }, now: string): boolean {
  return Date.parse(now) - Date.parse(foundAt) > discrepancyKind(kind).allowedMs
}
