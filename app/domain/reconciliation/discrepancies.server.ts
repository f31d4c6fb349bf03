import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { after, DAY_MS, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import type { DiscrepancyKindName } from '../payments/discrepancy-kinds.ts'
import { refundsThatWait, reportDiscrepancy } from '../payments/payments.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { CAME_RIGHT, tell, tellAll } from './findings.server.ts'
import type { Finding } from './findings.server.ts'

/** How long money may be under way before it is asked after (money.md 3.3: clearing returns to zero). */
const CLEARING_MAY_TAKE_MS = 2 * HOUR_MS
const REFUND_MAY_TAKE_MS = 7 * DAY_MS
/** A refund that waits for cover is told of after three days, and again while the 14 days of the law can still be kept. */
const WAITS_LONG_MS = 3 * DAY_MS
const WAITS_TOO_LONG_MS = 11 * DAY_MS
const TRANSFER_MAY_TAKE_MS = 7 * DAY_MS
/** A Checkout lasts half an hour and a bank may think for a while; after a day something is stuck (trust.md F14). */
const CLOSING_MAY_TAKE_MS = DAY_MS

/** A search tells of so many in one turn. One that finds as many has not seen all, so it closes nothing. */
const MOST_AT_ONCE = 500

type Search = (db: ReadDb, now: Date) => Promise<Finding[]>

/** Refunds that the float has not covered for so long. What waits for a dispute or for its own money is not among them. */
async function waitingLongerThan(db: ReadDb, now: Date, longestMs: number): Promise<Finding[]> {
  const waits = await refundsThatWait(db)
  return waits
    .filter(({ isOut, isDisputed, decidedAt }) => !isOut && !isDisputed && decidedAt < after(now, -longestMs))
    .slice(0, MOST_AT_ONCE)
    .map(({ refundId, fronted }) => ({ subject: refundId, amount: fronted }))
}

/** The searches for what is late. What they no longer find has come right by itself. */
const SEARCHES: Partial<Record<DiscrepancyKindName, Search>> = {
  'payment-without-transaction': async (db, now) =>
    db
      .selectFrom('payment')
      .leftJoin('balance_transaction', 'balance_transaction.payment_id', 'payment.id')
      .select(['payment.id as subject', 'payment.amount_cents as amount'])
      .where('balance_transaction.id', 'is', null)
      .where('payment.recorded_at', '<', after(now, -CLEARING_MAY_TAKE_MS))
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute(),
  'transaction-without-payment': async (db, now) =>
    db
      .selectFrom('balance_transaction')
      .leftJoin('payment', 'payment.id', 'balance_transaction.payment_id')
      .select(['balance_transaction.id as subject', 'balance_transaction.amount_cents as amount'])
      .where('balance_transaction.reporting_category', '=', 'charge')
      .where('payment.id', 'is', null)
      .where('balance_transaction.recorded_at', '<', after(now, -CLEARING_MAY_TAKE_MS))
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute(),
  'refund-waits-for-cover': (db, now) => waitingLongerThan(db, now, WAITS_LONG_MS),
  'refund-waits-too-long': (db, now) => waitingLongerThan(db, now, WAITS_TOO_LONG_MS),
  'refund-is-late': async (db, now) => {
    const waits = new Set(
      (await waitingLongerThan(db, now, REFUND_MAY_TAKE_MS)).map(({ subject }) => subject),
    )
    const late = await db
      .selectFrom('refund')
      .select(['id as subject', 'amount_cents as amount'])
      .where('state', 'in', ['decided', 'sent'])
      .where('decided_at', '<', after(now, -REFUND_MAY_TAKE_MS))
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute()
    return late.filter(({ subject }) => !waits.has(subject))
  },
  'transfer-is-late': async (db, now) =>
    db
      .selectFrom('settlement')
      .select(['id as subject', 'payout_cents as amount'])
      .where('state', '=', 'approved')
      .where('approved_at', '<', after(now, -TRANSFER_MAY_TAKE_MS))
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute(),
  'payout-failed': async db =>
    db
      .selectFrom('settlement')
      .select(['id as subject', 'payout_cents as amount'])
      .where('state', '=', 'payout_failed')
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute(),
  'closing-is-late': async (db, now) => {
    const closures = await db
      .selectFrom('campaign_closure')
      .select('campaign_id as subject')
      .where('decided_at', 'is', null)
      .where('started_at', '<', after(now, -CLOSING_MAY_TAKE_MS))
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute()
    return closures.map(closure => ({ ...closure, amount: null }))
  },
  'work-given-up': async db => {
    const jobs = await db
      .selectFrom('job')
      .select('id as subject')
      .where('dead_at', 'is not', null)
      .orderBy('subject')
      .limit(MOST_AT_ONCE)
      .execute()
    return jobs.map(job => ({ ...job, amount: null }))
  },
}

/**
 * Looks for everything that is late, reports what is new, and closes what came right by itself.
 *
 * @param balanceDifference Stripe's balance less ours; null when nothing can be said of it now
 * @returns how many discrepancies are open
 */
export async function findDiscrepancies(
  { db, clock }: { db: Db; clock: Clock },
  balanceDifference: Cents | null = null,
): Promise<number> {
  const now = clock.now()
  for (const [kind, search] of Object.entries(SEARCHES) as [DiscrepancyKindName, Search][]) {
    const found = await search(db.read, now)
    await db.inTransaction(async trx => {
      if (found.length < MOST_AT_ONCE) await tellAll(trx, now, kind, found)
      else for (const finding of found) await tell(trx, now, kind, finding)
    })
  }
  if (balanceDifference === ZERO) await db.inTransaction(trx => tellAll(trx, now, 'balance-differs', []))
  const { open } = await db.read
    .selectFrom('discrepancy')
    .select(eb => eb.fn.countAll<number>().as('open'))
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

/**
 * Reports that the balance differs. There is one balance, so one row tells of it: when it had come right, or when the
 * amount is another than the one that was found or explained before, it stands open with what was found now.
 */
export async function reportBalanceDifference(
  trx: WriteDb,
  now: Date,
  found: { difference: Cents; ours: Cents; theirs: Cents },
): Promise<void> {
  const { difference, ours, theirs } = found
  const kind = 'balance-differs'
  const subject = 'stripe_balance'
  const detail = { oursCents: ours, theirsCents: theirs }
  await reportDiscrepancy(trx, now, { kind, subject, amount: difference, detail })
  await trx
    .updateTable('discrepancy')
    .set({ amount_cents: difference, detail: JSON.stringify(detail), found_at: instant(now) })
    .set({ resolved_at: null, resolved_by: null, resolution: null })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where(row => row.or([row('amount_cents', '!=', difference), row('resolution', '=', CAME_RIGHT)]))
    .execute()
}

/**
 * A person closes a discrepancy, with a reason that is kept with their name.
 *
 * @returns false when it was closed already
 */
export async function resolveDiscrepancy(
  trx: WriteDb,
  now: Date,
  request: { discrepancyId: string; resolvedBy: string; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('discrepancy')
    .set({ resolved_at: instant(now), resolved_by: request.resolvedBy, resolution: request.reason })
    .where('id', '=', request.discrepancyId)
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await recordAudit(trx, now, {
    actorId: request.resolvedBy,
    action: 'discrepancy.resolved',
    subject: { type: 'discrepancy', id: request.discrepancyId },
    detail: {},
  })
  return true
}
