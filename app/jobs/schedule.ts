import type { JobKind } from '#app/domain/outbox/job-catalog.ts'

/** What repeats by the clock, and how many minutes lie between two runs (money.md section 2). */
export const SCHEDULE = {
  'close-due-campaigns': 1,
  'seal-journal': 1,
  'feed-balance': 10,
  'backfill-events': 10,
  'verify-ledger': 10,
  'sweep-open-objects': 15,
  'find-discrepancies': 15,
  'guard-held-money': 60,
  'alarm-discrepancies': 60,
  'sync-platform-payouts': 60,
  'check-payout-accounts': 60 * 6,
  'backfill-undelivered-events': 60 * 24,
  'find-orphans': 60 * 24,
  'check-connected-accounts': 60 * 24,
  'check-endpoints': 60 * 24,
  'warn-of-ending-cards': 60 * 24,
  'forget-expired': 60 * 24,
} as const satisfies Partial<Record<JobKind, number>>

export type ScheduledKind = keyof typeof SCHEDULE

export const SCHEDULED_KINDS = Object.keys(SCHEDULE) as ScheduledKind[]
