import type { Db, WriteDb } from '#db/database.server.ts'
import type { DisputeState, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import type { DisputeReading, PaymentGateway } from '../payments/gateway.ts'
import { reportDiscrepancy, syncPayment } from '../payments/payments.server.ts'
import { treasurers } from '../users/users.server.ts'
import { bookLostDispute } from './lost-dispute.server.ts'

type DisputePorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/**
 * Looks at a dispute at Stripe as it is now. Events come in any order, so that a dispute may be told before its
 * payment is: then the payment is looked at first.
 */
export async function syncDispute(ports: DisputePorts, disputeId: string): Promise<string> {
  const { db, clock, gateway } = ports
  const reading = await gateway.readDispute(disputeId)
  const record = () => db.inTransaction(trx => recordDispute(trx, clock.now(), reading))
  const recorded = await record()
  if (recorded !== 'not-ours' || !reading.paymentIntentId) return recorded
  await syncPayment(ports, reading.paymentIntentId)
  return record()
}

/** Looks at every dispute of a payment: for when something else than an event says that there is one. */
export async function syncDisputesOf(
  { db, clock, gateway }: DisputePorts,
  paymentId: string,
): Promise<number> {
  const readings = await gateway.disputesOf(paymentId)
  for (const reading of readings) await db.inTransaction(trx => recordDispute(trx, clock.now(), reading))
  return readings.length
}

/** Looks at every dispute that is not decided: what no event told. */
export async function sweepDisputes(ports: DisputePorts): Promise<number> {
  const open = await ports.db.read
    .selectFrom('dispute')
    .select('id')
    .where('state', 'in', ['inquiry', 'open'])
    .orderBy('id')
    .execute()
  for (const { id } of open) await syncDispute(ports, id)
  return open.length
}

/** A dispute only goes on: what is told late of an earlier state changes nothing. */
const RANK: Record<DisputeState, number> = {
  inquiry: 0,
  withdrawn: 1,
  open: 2,
  won: 3,
  prevented: 3,
  lost: 3,
}

const isClosed = (state: DisputeState) => state !== 'inquiry' && state !== 'open'

export type DisputeRecorded = 'not-ours' | 'nothing-new' | 'refused' | DisputeState

/**
 * Records what a dispute is now (money.md 1.4, row 17; 3.3, D0–D3). Safe to repeat, in any order. What it moved on
 * our balance is booked by the feed; a loss is booked here, with the state of its pledge.
 */
export async function recordDispute(
  trx: WriteDb,
  now: Date,
  reading: DisputeReading,
): Promise<DisputeRecorded> {
  const payment = reading.paymentIntentId
    ? await trx.selectFrom('payment').selectAll().where('id', '=', reading.paymentIntentId).executeTakeFirst()
    : undefined
  if (!payment) return 'not-ours'
  if (reading.currency !== 'eur') {
    await reportDiscrepancy(trx, now, {
      kind: 'foreign-currency',
      subject: reading.disputeId,
      amount: null,
      detail: { currency: reading.currency },
    })
    return 'refused'
  }
  const before = await trx
    .selectFrom('dispute')
    .selectAll()
    .where('id', '=', reading.disputeId)
    .executeTakeFirst()
  const { state } = reading
  const closedAt = isClosed(state) ? instant(now) : null
  const evidenceDueAt = reading.evidenceDueAt && instant(reading.evidenceDueAt)
  if (!before) await keepDispute(trx, now, reading, payment)
  else if (RANK[state] < RANK[before.state] || isSame(before, reading)) return 'nothing-new'
  else
    await trx
      .updateTable('dispute')
      .set({ status: reading.status, amount_cents: reading.amount })
      .set({ evidence_due_at: evidenceDueAt })
      .$if(RANK[state] > RANK[before.state], query => query.set({ state, closed_at: closedAt }))
      .where('id', '=', before.id)
      .execute()
  if (state === before?.state) return 'nothing-new'
  if (before && RANK[state] === RANK[before.state]) {
    await reportDiscrepancy(trx, now, {
      kind: 'dispute-turned',
      subject: before.id,
      amount: reading.amount,
      detail: { was: before.state, is: reading.status },
    })
    return 'nothing-new'
  }
  if (state === 'lost') await bookLostDispute(trx, now, reading, payment)
  if (!isClosed(state)) await tellTreasurers(trx, now, reading, payment.pledge_id)
  return state
}

function isSame(before: Row<'dispute'>, reading: DisputeReading): boolean {
  return (
    before.status === reading.status &&
    before.amount_cents === reading.amount &&
    before.evidence_due_at === (reading.evidenceDueAt && instant(reading.evidenceDueAt))
  )
}

async function keepDispute(
  trx: WriteDb,
  now: Date,
  reading: DisputeReading,
  payment: Row<'payment'>,
): Promise<void> {
  await trx
    .insertInto('dispute')
    .values({
      id: reading.disputeId,
      payment_id: payment.id,
      pledge_id: payment.pledge_id,
      amount_cents: reading.amount,
      state: reading.state,
      status: reading.status,
      reason: reading.reason,
      opened_at: instant(reading.openedAt),
      evidence_due_at: reading.evidenceDueAt && instant(reading.evidenceDueAt),
      recorded_at: instant(now),
      closed_at: isClosed(reading.state) ? instant(now) : null,
      evidence: null,
      answer: null,
      answered_by: null,
      answered_at: null,
      told_at: null,
    })
    .execute()
}

/** Every treasurer is told: an answer has a last day, and whoever is away must not be the only one to know. */
async function tellTreasurers(
  trx: WriteDb,
  now: Date,
  reading: DisputeReading,
  pledgeId: string,
): Promise<void> {
  const { title } = await trx
    .selectFrom('pledge')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select('campaign.title')
    .where('pledge.id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  for (const treasurer of await treasurers(trx))
    await promiseLetter(trx, now, {
      name: 'dispute-opened',
      dedupKey: `${reading.disputeId}:${reading.state}:${treasurer.id}`,
      to: treasurer.email,
      language: treasurer.language,
      props: {
        disputeId: reading.disputeId,
        campaignTitle: title,
        amountCents: reading.amount,
        isInquiry: reading.state === 'inquiry',
        answerBy: reading.evidenceDueAt && instant(reading.evidenceDueAt),
      },
    })
}
