import { sql } from 'kysely'
import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { RefundReason, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import { fundsHeld, tipsHeld } from '../ledger/account.ts'
import { refundDecided } from '../ledger/posting-rules.ts'
import type { Cents } from '../money.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { movePledge, pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import { totalOf } from '../pledges/pledge.ts'
import type { PledgeFact } from '../pledges/pledge.ts'
import { reportDiscrepancy } from './discrepancy.server.ts'
import type { PaymentGateway, RefundReading } from './gateway.ts'
import { callWithKey, madeBefore } from './keyed-call.server.ts'

export interface RefundDecision {
  pledgeId: string
  paymentId: string
  amount: Cents
  reason: RefundReason
  /** The user who decided; null when the platform's own rules did. */
  decidedBy: string | null
}

/** Decides a refund: a row, and the job that sends it. What it means for the books is booked by the caller. */
export async function decideRefund(trx: WriteDb, now: Date, decision: RefundDecision): Promise<string> {
  const id = randomIds.next()
  await trx
    .insertInto('refund')
    .values(eb => ({
      id,
      pledge_id: decision.pledgeId,
      payment_id: decision.paymentId,
      n: eb
        .selectFrom('refund')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('pledge_id', '=', decision.pledgeId),
      amount_cents: decision.amount,
      reason: decision.reason,
      state: 'decided',
      stripe_refund_id: null,
      failure: null,
      decided_by: decision.decidedBy,
      decided_at: instant(now),
      finished_at: null,
    }))
    .execute()
  await promiseJob(trx, now, { kind: 'send-refund', key: id, payload: { refundId: id } })
  return id
}

/**
 * Gives a held pledge back whole, its tip with it (R1): state, entry, refund and letter in one transaction.
 *
 * @param fact why: `withdrawn`, `campaign-failed` or `refund-decided`
 * @returns false when the pledge is not held (any more)
 */
export async function giveBack(
  trx: WriteDb,
  now: Date,
  pledgeId: string,
  fact: Extract<PledgeFact, 'withdrawn' | 'campaign-failed' | 'refund-decided'>,
  because: { reason: RefundReason; decidedBy: string | null },
): Promise<boolean> {
  const moved = await movePledge(trx, now, pledgeId, fact)
  if (!moved.changed || moved.arrow.entry !== 'refund') return false
  const { pledge } = moved
  const payment = await trx
    .selectFrom('payment')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('purpose', '=', 'pledge')
    .executeTakeFirstOrThrow()
  const refundId = await decideRefund(trx, now, {
    pledgeId,
    paymentId: payment.id,
    amount: totalOf(pledge),
    ...because,
  })
  await post(trx, now, {
    kind: 'refund-decided',
    source: { type: 'refund', id: refundId },
    occurredAt: now,
    postings: refundDecided({
      pledgeId,
      campaignId: pledge.campaign_id,
      amount: pledge.amount_cents,
      tip: pledge.tip_cents,
      held: await balance(trx, fundsHeld(pledge.campaign_id)),
      heldTips: await balance(trx, tipsHeld(pledge.campaign_id)),
    }),
  })
  return true
}

/** Sends a decided refund to Stripe. Safe to repeat: the key was made with the decision. */
export async function sendRefund(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  refundId: string,
): Promise<void> {
  const { db, clock, gateway } = ports
  const refund = await findRefund(db.read, refundId)
  if (!refund || refund.state !== 'decided') return
  const request = {
    paymentIntentId: refund.payment_id,
    amount: refund.amount_cents,
    refundId,
    pledgeId: refund.pledge_id,
  }
  const sent = await callWithKey<RefundReading>(ports, {
    key: `pledge:${refund.pledge_id}:refund:${refund.n}`,
    purpose: 'refund',
    request,
    make: key => gateway.refund({ ...request, key }),
    find: async () => madeBefore(await gateway.findRefund(request)),
    idOf: value => value.stripeRefundId,
  })
  await db.inTransaction(async trx => {
    if (sent.ok) await recordRefund(trx, clock.now(), sent.value)
    else await recordRefusedRefund(trx, clock.now(), refund, sent.refusal.code)
  })
}

/** Records what a refund is now. Safe to repeat; one that is not ours is reported by the balance feed. */
export async function recordRefund(
  trx: WriteDb,
  now: Date,
  reading: RefundReading,
): Promise<'recorded' | 'nothing-new' | 'not-ours'> {
  const refund = reading.refundId ? await findRefund(trx, reading.refundId) : undefined
  if (!refund) return 'not-ours'
  const state = reading.state === 'pending' ? 'sent' : reading.state
  const isLater =
    refund.state === 'decided' ||
    (refund.state === 'sent' && state !== 'sent') ||
    (refund.state === 'succeeded' && state === 'failed')
  if (!isLater) return 'nothing-new'
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
  if (state === 'failed') await reportFailedRefund(trx, now, refund, reading.failure ?? 'unknown')
  return 'recorded'
}

/**
 * Each refund that arrived is told of by a letter of its own. A pledge may have several (it was paid twice, and then
 * withdrawn): it is refunded when the last of them has arrived.
 */
async function recordPaidBack(trx: WriteDb, now: Date, refund: Row<'refund'>): Promise<void> {
  const underWay = await trx
    .selectFrom('refund')
    .select('id')
    .where('pledge_id', '=', refund.pledge_id)
    .where('state', '<>', 'succeeded')
    .executeTakeFirst()
  if (!underWay) await movePledge(trx, now, refund.pledge_id, 'refund-succeeded')
  const pledge = await requirePledge(trx, refund.pledge_id)
  await promiseLetter(trx, now, {
    name: 'pledge-refunded',
    dedupKey: `${pledge.id}:${refund.n}`,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), refundedCents: refund.amount_cents, why: refund.reason },
  })
}

async function recordRefusedRefund(
  trx: WriteDb,
  now: Date,
  refund: Row<'refund'>,
  code: string,
): Promise<void> {
  await trx
    .updateTable('refund')
    .set({ state: 'failed', failure: code, finished_at: instant(now) })
    .where('id', '=', refund.id)
    .where('state', '=', 'decided')
    .execute()
  await reportFailedRefund(trx, now, refund, code)
}

async function reportFailedRefund(
  trx: WriteDb,
  now: Date,
  refund: Row<'refund'>,
  failure: string,
): Promise<void> {
  await reportDiscrepancy(trx, now, {
    kind: 'refund-failed',
    subject: refund.id,
    amount: refund.amount_cents,
    detail: { pledgeId: refund.pledge_id, failure },
  })
}

async function findRefund(db: ReadDb, refundId: string): Promise<Row<'refund'> | undefined> {
  return db.selectFrom('refund').selectAll().where('id', '=', refundId).executeTakeFirst()
}
