import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, DAY_MS, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { movePledge, pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import { takeCover } from './cover.server.ts'
import { DONE_REFUNDS } from './done-refunds.ts'
import type { PaymentGateway, RefundReading } from './gateway.ts'
import { callWithKey, madeBefore } from './keyed-call.server.ts'
import { hasOpenDispute } from './open-disputes.server.ts'
import { recordFailedRefund } from './refund-failures.server.ts'

type RefundPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/** A refund of money that is disputed is looked at again after this; it is sent at once when the dispute ends. */
const DISPUTE_LOOKED_AT_AFTER_MS = DAY_MS
/** One that waits for the platform's own money to cover it is looked at again after this. */
const COVER_LOOKED_AT_AFTER_MS = HOUR_MS

/**
 * Sends a decided refund to Stripe. Safe to repeat: the key was made with the decision, and each attempt has its own.
 *
 * @returns when to try again, while a dispute of the same money is open or the platform cannot front what it must
 */
export async function sendRefund(
  { db, clock, gateway }: RefundPorts,
  refundId: string,
): Promise<{ runAt: string } | undefined> {
  const refund = await findRefund(db.read, refundId)
  if (!refund || refund.state !== 'decided') return undefined
  if (await hasOpenDispute(db.read, { paymentId: refund.payment_id }))
    return { runAt: after(clock.now(), DISPUTE_LOOKED_AT_AFTER_MS) }
  if (!(await db.inTransaction(trx => takeCover(trx, clock.now(), refundId))))
    return { runAt: after(clock.now(), COVER_LOOKED_AT_AFTER_MS) }
  const { attempt_n: attempt } = refund
  const request = {
    paymentIntentId: refund.payment_id,
    amount: refund.amount_cents,
    refundId,
    pledgeId: refund.pledge_id,
    attempt,
  }
  const again = attempt > 1 ? `:attempt:${attempt}` : ''
  const sent = await callWithKey<RefundReading>(
    { db, clock },
    {
      key: `pledge:${refund.pledge_id}:refund:${refund.n}${again}`,
      purpose: 'refund',
      request,
      make: key => gateway.refund({ ...request, key }),
      find: async () => madeBefore(await gateway.findRefund(request)),
      idOf: value => value.stripeRefundId,
    },
  )
  await db.inTransaction(async trx => {
    if (sent.ok) await recordRefund(trx, clock.now(), sent.value)
    else await recordRefusedRefund(trx, clock.now(), { refundId, attempt, code: sent.refusal.code })
  })
  return undefined
}

/** What a state may become by looking at Stripe; anything else is an old story. */
const LATER: Partial<Record<Row<'refund'>['state'], readonly RefundReading['state'][]>> = {
  decided: ['pending', 'succeeded', 'failed'],
  sent: ['succeeded', 'failed'],
  succeeded: ['failed'],
}

/**
 * Records what a refund is now. Safe to repeat; one that is not ours is reported by the balance feed. What is told of
 * an attempt that failed before never touches the attempt after it.
 */
export async function recordRefund(
  trx: WriteDb,
  now: Date,
  reading: RefundReading,
): Promise<'recorded' | 'nothing-new' | 'not-ours'> {
  const refund = reading.refundId ? await findRefund(trx, reading.refundId) : undefined
  if (!refund) return 'not-ours'
  const isOfThisAttempt =
    refund.stripe_refund_id === null
      ? !(await isOfEarlierAttempt(trx, reading.stripeRefundId))
      : refund.stripe_refund_id === reading.stripeRefundId
  if (!isOfThisAttempt || !LATER[refund.state]?.includes(reading.state)) return 'nothing-new'
  const state = reading.state === 'pending' ? 'sent' : reading.state
  await trx
    .updateTable('refund')
    .set({
      state,
      stripe_refund_id: reading.stripeRefundId,
      failure: reading.failure,
      finished_at: state === 'sent' ? null : instant(now),
    })
    .where('id', '=', refund.id)
    .execute()
  if (state === 'succeeded') await recordPaidBack(trx, now, refund)
  if (state === 'failed')
    await recordFailedRefund(trx, now, { refundId: refund.id, failure: reading.failure ?? 'unknown' })
  return 'recorded'
}

async function isOfEarlierAttempt(db: ReadDb, stripeRefundId: string): Promise<boolean> {
  const attempt = await db
    .selectFrom('refund_attempt')
    .select('n')
    .where('stripe_refund_id', '=', stripeRefundId)
    .executeTakeFirst()
  return attempt !== undefined
}

/**
 * Each refund that arrived is told of by a letter of its own. A pledge may have several (it was paid twice, and then
 * withdrawn): it is refunded when the last of them has arrived.
 */
export async function recordPaidBack(
  trx: WriteDb,
  now: Date,
  refund: Pick<Row<'refund'>, 'id' | 'pledge_id' | 'n' | 'amount_cents' | 'reason'>,
): Promise<void> {
  const underWay = await trx
    .selectFrom('refund')
    .select('id')
    .where('pledge_id', '=', refund.pledge_id)
    .where('state', 'not in', DONE_REFUNDS)
    .executeTakeFirst()
  if (!underWay) await movePledge(trx, now, refund.pledge_id, 'refund-succeeded')
  const pledge = await requirePledge(trx, refund.pledge_id)
  await promiseLetter(trx, now, {
    name: 'pledge-refunded',
    dedupKey: `${pledge.id}:${refund.n}`,
    to: pledge.email,
    language: pledge.language,
    props: {
      ...pledgeFacts(pledge),
      refundedCents: refund.amount_cents,
      why: refund.reason,
      reason: await reasonOf(trx, refund.id),
    },
  })
}

/** What the person who decided a refund said of it. */
async function reasonOf(db: ReadDb, refundId: string): Promise<string | undefined> {
  const decision = await db
    .selectFrom('refund_decision')
    .select('reason')
    .where('refund_id', '=', refundId)
    .executeTakeFirst()
  return decision?.reason
}

/** Stripe made no refund at all. An answer to an attempt that is over already changes nothing. */
async function recordRefusedRefund(
  trx: WriteDb,
  now: Date,
  { refundId, attempt, code }: { refundId: string; attempt: number; code: string },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('refund')
    .set({ state: 'failed', failure: code, finished_at: instant(now) })
    .where('id', '=', refundId)
    .where('state', '=', 'decided')
    .where('attempt_n', '=', attempt)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 1n) await recordFailedRefund(trx, now, { refundId, failure: code })
}

async function findRefund(db: ReadDb, refundId: string): Promise<Row<'refund'> | undefined> {
  return db.selectFrom('refund').selectAll().where('id', '=', refundId).executeTakeFirst()
}
