import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, WriteDb } from '#db/database.server.ts'
import type { PlatformPayoutState } from '#db/schema.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { compactId, randomIds } from '../ids.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { PaymentGateway, PlatformPayoutReading } from '../payments/gateway.ts'
import { callWithKey, madeBefore, reportDiscrepancy } from '../payments/payments.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { isOverDayLimit } from './day-limit.server.ts'
import { mayPropose, signatureRefusal } from './four-eyes.server.ts'
import type { SignatureRefusal } from './four-eyes.server.ts'
import { ownIncome } from './own-income.server.ts'

type PayoutPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

export type PlatformProposal =
  | { ok: true; platformPayoutId: string }
  | { ok: false; reason: 'books-do-not-add-up' | 'no-role' | 'payout-under-way' | 'more-than-income' }

/**
 * Proposes to pay the platform's own money from Stripe to its bank. Never more than it earned and has not spent, so
 * that what is held for backers and owed to initiators stays where it is.
 */
export async function proposePlatformPayout(
  trx: WriteDb,
  now: Date,
  request: { amount: Cents; proposedBy: string; booksHold: boolean },
): Promise<PlatformProposal> {
  const { amount, proposedBy } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  if (!(await mayPropose(trx, proposedBy))) return { ok: false, reason: 'no-role' }
  const open = await trx
    .selectFrom('platform_payout')
    .select('id')
    .where('state', 'in', ['proposed', 'approved'])
    .executeTakeFirst()
  if (open) return { ok: false, reason: 'payout-under-way' }
  if (amount > (await ownIncome(trx)).available) return { ok: false, reason: 'more-than-income' }
  const id = randomIds.next()
  const descriptor = descriptorOf(id)
  await trx
    .insertInto('platform_payout')
    .values(eb => ({
      id,
      n: eb.selectFrom('platform_payout').select(sql<number>`coalesce(max(n), 0) + 1`.as('n')),
      amount_cents: amount,
      descriptor,
      state: 'proposed',
      approval_hash: approvalHash(id, amount, descriptor),
      proposed_by: proposedBy,
      proposed_at: instant(now),
      approved_by: null,
      approved_at: null,
      voided_at: null,
      void_reason: null,
      stripe_payout_id: null,
      arrives_on: null,
      trace_id: null,
      failure: null,
      sent_at: null,
    }))
    .execute()
  await recordAudit(trx, now, {
    actorId: proposedBy,
    action: 'platform-payout.proposed',
    subject: { type: 'platform_payout', id },
    detail: { amountCents: amount },
  })
  return { ok: true, platformPayoutId: id }
}

/** "PO" and eight characters of the id's random end: what the bank's statement will bear (money.md 3.1). */
function descriptorOf(id: string): string {
  return `PO${compactId(id).slice(-8).toUpperCase()}`
}

function approvalHash(id: string, amount: Cents, descriptor: string): string {
  return createHash('sha256')
    .update(JSON.stringify([id, amount, descriptor]))
    .digest('hex')
}

export type PlatformApproval =
  | { ok: true }
  | {
      ok: false
      reason:
        'books-do-not-add-up' | 'not-proposed' | 'changed-meanwhile' | 'over-day-limit' | SignatureRefusal
    }

/** Another person approves; the payout is then promised. When the income is no longer there, the proposal is void. */
export async function approvePlatformPayout(
  trx: WriteDb,
  now: Date,
  request: {
    platformPayoutId: string
    approvedBy: string
    hash: string
    booksHold: boolean
    mostADay?: Cents
  },
): Promise<PlatformApproval> {
  const { platformPayoutId: id, approvedBy } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  const payout = await trx.selectFrom('platform_payout').selectAll().where('id', '=', id).executeTakeFirst()
  if (payout?.state !== 'proposed') return { ok: false, reason: 'not-proposed' }
  const refusal = await signatureRefusal(trx, { proposedBy: payout.proposed_by, approvedBy })
  if (refusal === 'proposer-lost-role')
    await voidPayout(trx, now, { id, actorId: approvedBy, reason: refusal })
  if (refusal) return { ok: false, reason: refusal }
  const isSame = request.hash === approvalHash(id, payout.amount_cents, payout.descriptor)
  if (!isSame || payout.amount_cents > (await ownIncome(trx)).available) {
    await voidPayout(trx, now, { id, actorId: approvedBy, reason: 'changed-meanwhile' })
    return { ok: false, reason: 'changed-meanwhile' }
  }
  if (await isOverDayLimit(trx, now, { amount: payout.amount_cents, most: request.mostADay }))
    return { ok: false, reason: 'over-day-limit' }
  await trx
    .updateTable('platform_payout')
    .set({ state: 'approved', approved_by: approvedBy, approved_at: instant(now) })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  await promiseJob(trx, now, { kind: 'send-platform-payout', key: id, payload: { platformPayoutId: id } })
  await recordAudit(trx, now, {
    actorId: approvedBy,
    action: 'platform-payout.approved',
    subject: { type: 'platform_payout', id },
    detail: { amountCents: payout.amount_cents },
  })
  return { ok: true }
}

/** Calls a proposal off. */
export async function voidPlatformPayout(
  trx: WriteDb,
  now: Date,
  request: { platformPayoutId: string; actorId: string; reason: string },
): Promise<boolean> {
  const { platformPayoutId: id, actorId, reason } = request
  return voidPayout(trx, now, { id, actorId, reason })
}

async function voidPayout(
  trx: WriteDb,
  now: Date,
  { id, actorId, reason }: { id: string; actorId: string; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('platform_payout')
    .set({ state: 'voided', voided_at: instant(now), void_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await recordAudit(trx, now, {
    actorId,
    action: 'platform-payout.voided',
    subject: { type: 'platform_payout', id },
    detail: {},
  })
  return true
}

/** Sends an approved payout. It waits while too little is available; the balance feed books what Stripe then tells. */
export async function sendPlatformPayout(
  ports: PayoutPorts,
  platformPayoutId: string,
): Promise<'sent' | 'waits-for-balance' | 'nothing-to-do' | 'refused'> {
  const { db, clock, gateway } = ports
  const payout = await db.read
    .selectFrom('platform_payout')
    .selectAll()
    .where('id', '=', platformPayoutId)
    .executeTakeFirstOrThrow()
  if (payout.state !== 'approved') return 'nothing-to-do'
  const request = { platformPayoutId, amount: payout.amount_cents, descriptor: payout.descriptor }
  const sent = await callWithKey(ports, {
    key: `platform-payout:${platformPayoutId}:payout:${payout.payout_n}`,
    purpose: 'platform-payout',
    request,
    make: key => gateway.payOutToBank({ ...request, key }),
    find: async () => madeBefore(await gateway.findPayoutToBank(request)),
    idOf: value => value.id,
  })
  return db.inTransaction(async trx => {
    const now = clock.now()
    if (sent.ok) {
      await recordReading(trx, now, platformPayoutId, sent.value)
      await promiseJob(trx, now, { kind: 'feed-balance', key: 'now', payload: {} })
      return 'sent'
    }
    await trx
      .updateTable('platform_payout')
      .set({ payout_n: sql<number>`payout_n + 1` })
      .where('id', '=', platformPayoutId)
      .where('state', '=', 'approved')
      .execute()
    if (sent.refusal.code === 'balance_insufficient') return 'waits-for-balance'
    await reportDiscrepancy(trx, now, {
      kind: 'platform-payout-refused',
      subject: platformPayoutId,
      amount: payout.amount_cents,
      detail: { code: sent.refusal.code },
    })
    return 'refused'
  })
}

/**
 * Until when a payout may still come back after it was sent. Stripe names no day; banks send back what they cannot
 * book within a few days.
 */
const MAY_COME_BACK_MS = 30 * DAY_MS

/**
 * Looks at every payout that is on its way, or may still come back: a payout can be paid and fail later, also after it
 * stood on the bank's statement.
 */
export async function syncPlatformPayouts({ db, clock, gateway }: PayoutPorts): Promise<void> {
  const payouts = await db.read
    .selectFrom('platform_payout')
    .select(['id', 'stripe_payout_id'])
    .where(eb =>
      eb.or([
        eb('state', 'in', ['sent', 'paid']),
        eb.and([eb('state', '=', 'arrived'), eb('sent_at', '>=', after(clock.now(), -MAY_COME_BACK_MS))]),
      ]),
    )
    .orderBy('id')
    .execute()
  for (const { id, stripe_payout_id: stripeId } of payouts) {
    if (stripeId === null) continue
    const reading = await gateway.readPayoutToBank(stripeId)
    await db.inTransaction(trx => recordReading(trx, clock.now(), id, reading))
  }
}

const UNDER_WAY: readonly PlatformPayoutState[] = ['approved', 'sent', 'paid']

async function recordReading(
  trx: WriteDb,
  now: Date,
  id: string,
  reading: PlatformPayoutReading,
): Promise<void> {
  const { state: told, failure } = reading
  const hasFailed = told === 'failed' || told === 'canceled'
  const payout = await trx
    .updateTable('platform_payout')
    .set({
      state: hasFailed ? 'failed' : told === 'paid' ? 'paid' : 'sent',
      stripe_payout_id: reading.id,
      arrives_on: instant(reading.arrivalDate).slice(0, 10),
      trace_id: reading.traceId,
      failure,
      sent_at: sql<string>`coalesce(sent_at, ${instant(now)})`,
    })
    .where('id', '=', id)
    // What stands on the bank's statement has arrived, whatever is told late; unless it came back.
    .where('state', 'in', hasFailed ? [...UNDER_WAY, 'arrived'] : UNDER_WAY)
    .returning('amount_cents')
    .executeTakeFirst()
  if (payout && hasFailed)
    await reportDiscrepancy(trx, now, {
      kind: 'platform-payout-failed',
      subject: id,
      amount: payout.amount_cents,
      detail: { failure },
    })
}

/** The payout stands on a booked statement of the bank. */
export async function arrivedOnBank(trx: WriteDb, platformPayoutId: string): Promise<void> {
  await trx
    .updateTable('platform_payout')
    .set({ state: 'arrived' })
    .where('id', '=', platformPayoutId)
    .where('state', 'in', ['sent', 'paid'])
    .executeTakeFirstOrThrow()
}
