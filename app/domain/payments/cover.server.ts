import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { CREDITS } from '../ledger/ledger.server.ts'
import { cents, sum } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * A refund of money that its campaign no longer holds is fronted by the platform: its own money pays it, until the
 * initiator gives it back. It is owed from the moment it is decided, and it is sent only once the platform's own money
 * at Stripe covers it; before that it would be paid with what is kept for others. Until it is sent it waits, and what
 * waits is not counted as owed now (docs/decisions/0019).
 */

/** What of a refund's R1 its campaign did not hold any more: a debt of the initiator, and a tip that had become income. */
const IS_FRONTED = sql`journal_entry.kind = 'refund-decided' AND journal_entry.source_type = 'refund'
  AND (posting.debit_account = 'tip_income' OR posting.debit_account LIKE 'initiator_receivable:%')`

/** An earlier attempt's money left, and has not come back on our balance yet (R3). */
const IS_OUT = sql`EXISTS (SELECT 1 FROM refund_attempt WHERE refund_attempt.refund_id = refund.id
  AND (SELECT count(*) FROM balance_transaction AS left_us
    WHERE left_us.source_id = refund_attempt.stripe_refund_id AND left_us.reporting_category = 'refund')
  > (SELECT count(*) FROM balance_transaction AS came_back
    WHERE came_back.source_id = refund_attempt.stripe_refund_id AND came_back.reporting_category = 'refund_failure'))`

const WAITS = sql`refund.state = 'decided' AND refund.covered_at IS NULL`

/** What waits for cover, in cents: the fronted part of refunds that are decided, not sent, and not covered yet. */
const WAITING = sql`(SELECT coalesce(sum(posting.amount_cents), 0) FROM refund
  JOIN journal_entry ON journal_entry.source_id = refund.id JOIN posting ON posting.entry_id = journal_entry.id
  WHERE ${WAITS} AND ${IS_FRONTED} AND NOT ${IS_OUT})`

/**
 * What is at Stripe, on its way there or held by it, less what is owed now: the float that remains, in cents. A refund
 * that goes by bank is covered by what was paid out to our bank for it (R4), as far as it is there. A refund that waits
 * for cover is not owed now.
 */
export function coverage(): RawBuilder<number> {
  const atStripe = sql`(SELECT coalesce(sum(-cents), 0) FROM ${CREDITS} AS c WHERE
    account IN ('stripe_balance', 'stripe_clearing', 'stripe_reserve', 'refunds_payable') OR account LIKE 'dispute_reserve:%'
    OR account LIKE 'campaign_funds_held:%' OR account LIKE 'tips_held:%' OR account LIKE 'initiator_payable:%')`
  const atBank = sql`(SELECT coalesce(sum(-cents), 0) FROM ${CREDITS} AS c
    WHERE account IN ('stripe_in_transit', 'bank_in_transit') OR account LIKE 'bank:%')`
  const byBank = sql`(SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE state = 'by_bank')`
  return sql<number>`(SELECT at_stripe + waiting + CASE WHEN at_bank <= 0 THEN 0 WHEN at_bank < by_bank THEN at_bank ELSE by_bank END
    FROM (SELECT ${atStripe} AS at_stripe, ${WAITING} AS waiting, ${atBank} AS at_bank, ${byBank} AS by_bank) AS places)`
}

/** What is left of the platform's float at Stripe once everyone were paid what they are owed now. Negative: short. */
export async function floatLeft(db: ReadDb): Promise<Cents> {
  const { left } = await db
    .selectNoFrom(() => [sql<number>`${coverage()}`.as('left')])
    .executeTakeFirstOrThrow()
  return cents(left)
}

/** A refund that is not sent before the platform's own money covers it. */
export interface RefundThatWaits {
  refundId: string
  campaignTitle: string
  decidedAt: Instant
  amount: Cents
  /** Of the amount: what the platform must front. */
  fronted: Cents
  /** Its backer's bank has taken the money for now: it is not sent before that is decided, however large the float. */
  isDisputed: boolean
  /** The money of an earlier attempt has not come back yet, so that there is nothing to send. */
  isOut: boolean
}

/** Everything that waits for cover, in the order in which it is sent: the oldest decision first. */
export async function refundsThatWait(db: ReadDb): Promise<RefundThatWaits[]> {
  const rows = await db
    .selectFrom('refund')
    .innerJoin('pledge', 'pledge.id', 'refund.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .innerJoin('journal_entry', 'journal_entry.source_id', 'refund.id')
    .innerJoin('posting', 'posting.entry_id', 'journal_entry.id')
    .select(['refund.id as refundId', 'campaign.title as campaignTitle'])
    .select(['refund.decided_at as decidedAt', 'refund.amount_cents as amount'])
    .select(sql<number>`sum(posting.amount_cents)`.as('fronted'))
    .select(sql<number>`CASE WHEN ${IS_OUT} THEN 1 ELSE 0 END`.as('out'))
    .select(
      sql<number>`CASE WHEN EXISTS (SELECT 1 FROM dispute WHERE dispute.payment_id = refund.payment_id
        AND dispute.state = 'open') THEN 1 ELSE 0 END`.as('disputed'),
    )
    .where(sql<boolean>`${WAITS} AND ${IS_FRONTED}`)
    .groupBy(['refund.id', 'refund.payment_id', 'campaign.title', 'refund.decided_at', 'refund.amount_cents'])
    .orderBy('refund.decided_at')
    .orderBy('refund.id')
    .execute()
  return rows.map(({ fronted, out, disputed, ...refund }) => ({
    ...refund,
    fronted: cents(Number(fronted)),
    isOut: Number(out) === 1,
    isDisputed: Number(disputed) === 1,
  }))
}

/**
 * Sets the platform's own money aside for a refund, in the transaction after which it is sent. The oldest goes first: a
 * later one goes only when the float covers those before it as well. Two at once cannot take the same money: both read
 * who waits, and the transactions are serializable.
 *
 * @returns false while it must wait; true as well for a refund of which nothing is fronted
 */
export async function takeCover(trx: WriteDb, now: Date, refundId: string): Promise<boolean> {
  const queue = await refundsThatWait(trx)
  const place = queue.findIndex(refund => refund.refundId === refundId)
  const own = queue[place]
  if (!own) return true
  if (own.isOut) return false
  const before = queue.slice(0, place).filter(({ isOut, isDisputed }) => !isOut && !isDisputed)
  const needed = sum([...before, own].map(({ fronted }) => fronted))
  if ((await floatLeft(trx)) < needed) return false
  await trx
    .updateTable('refund')
    .set({ covered_at: instant(now) })
    .where('id', '=', refundId)
    .execute()
  return true
}
