import { sql } from 'kysely'
import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { openDebtOf } from '../debts/debts.server.ts'
import { randomIds } from '../ids.ts'
import { least, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { callWithKey, madeBefore, reportDiscrepancy } from '../payments/payments.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { mayPropose } from './four-eyes.server.ts'

/**
 * Transfers that are taken back from an initiator's account at Stripe: a part, for a debt (T2), or the whole, because
 * it was wrong (T3). Stripe refuses what the account does not have any more. The feed books it.
 */
export type Reversal =
  | { ok: true; reversalId: string; amount: Cents }
  | { ok: false; reason: 'reason-missing' | 'not-transferred' | 'no-debt' | 'under-way' | 'no-role' }

/**
 * A treasurer decides to take a transfer back. For a debt: as much of the debt as the transfer was. One person decides:
 * nothing goes out by it, and what comes back is owed to the initiator as before, until two people pay it again.
 */
export async function decideReversal(
  trx: WriteDb,
  now: Date,
  decision: { settlementId: string; purpose: 'debt' | 'wrong'; decidedBy: string; reason: string },
): Promise<Reversal> {
  const { settlementId, purpose, decidedBy } = decision
  const reason = decision.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (!(await mayPropose(trx, decidedBy))) return { ok: false, reason: 'no-role' }
  const settlement = await trx
    .selectFrom('settlement')
    .selectAll()
    .where('id', '=', settlementId)
    .where('state', 'in', ['transferred', 'paid_out', 'payout_failed'])
    .where('transfer_id', 'is not', null)
    .executeTakeFirst()
  if (!settlement) return { ok: false, reason: 'not-transferred' }
  const before = await reversalsOf(trx, settlementId)
  if (before.isUnderWay || (purpose === 'wrong' && before.taken > ZERO))
    return { ok: false, reason: 'under-way' }
  const rest = subtract(settlement.payout_cents, before.taken)
  const amount = purpose === 'debt' ? least(await openDebtOf(trx, settlement.campaign_id), rest) : rest
  if (amount <= ZERO) return { ok: false, reason: 'no-debt' }
  const reversalId = randomIds.next()
  await trx
    .insertInto('transfer_reversal')
    .values({
      id: reversalId,
      settlement_id: settlementId,
      n: before.count + 1,
      amount_cents: amount,
      purpose,
      reason,
      state: 'decided',
      decided_by: decidedBy,
      decided_at: instant(now),
      stripe_reversal_id: null,
      refusal: null,
      finished_at: null,
    })
    .execute()
  await promiseJob(trx, now, { kind: 'reverse-transfer', key: reversalId, payload: { reversalId } })
  await recordAudit(trx, now, {
    actorId: decidedBy,
    action: 'settlement.reversal-decided',
    subject: { type: 'settlement', id: settlementId },
    detail: { purpose, amountCents: amount, reason },
  })
  return { ok: true, reversalId, amount }
}

async function reversalsOf(
  trx: WriteDb,
  settlementId: string,
): Promise<{ count: number; taken: Cents; isUnderWay: boolean }> {
  const found = await trx
    .selectFrom('transfer_reversal')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .select(sql<Cents>`coalesce(sum(CASE WHEN state = 'done' THEN amount_cents ELSE 0 END), 0)`.as('taken'))
    .select(sql<number>`coalesce(sum(CASE WHEN state = 'decided' THEN 1 ELSE 0 END), 0)`.as('open'))
    .where('settlement_id', '=', settlementId)
    .executeTakeFirstOrThrow()
  return { count: found.count, taken: found.taken, isUnderWay: found.open > 0 }
}

/** Takes the transfer back at Stripe. Safe to repeat: the key was made with the decision. */
export async function reverseTransfer(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  reversalId: string,
): Promise<void> {
  const { db, clock, gateway } = ports
  const reversal = await db.read
    .selectFrom('transfer_reversal')
    .innerJoin('settlement', 'settlement.id', 'transfer_reversal.settlement_id')
    .selectAll('transfer_reversal')
    .select(eb => eb.ref('settlement.transfer_id').$notNull().as('transfer_id'))
    .where('transfer_reversal.id', '=', reversalId)
    .executeTakeFirstOrThrow()
  if (reversal.state !== 'decided') return
  const request = {
    reversalId,
    settlementId: reversal.settlement_id,
    transferId: reversal.transfer_id,
    amount: reversal.amount_cents,
    purpose: reversal.purpose,
  }
  const made = await callWithKey(ports, {
    key: `settlement:${reversal.settlement_id}:reversal:${reversal.n}`,
    purpose: 'reverse-transfer',
    request,
    make: key => gateway.reverseTransfer({ ...request, key }),
    find: async () => madeBefore(await gateway.findReversal(request)),
    idOf: value => value.stripeReversalId,
  })
  await db.inTransaction(async trx => {
    const now = clock.now()
    await trx
      .updateTable('transfer_reversal')
      .set(
        made.ok
          ? { state: 'done', stripe_reversal_id: made.value.stripeReversalId, finished_at: instant(now) }
          : { state: 'refused', refusal: made.refusal.code, finished_at: instant(now) },
      )
      .where('id', '=', reversalId)
      .where('state', '=', 'decided')
      .execute()
    if (made.ok) await promiseJob(trx, now, { kind: 'feed-balance', key: 'now', payload: {} })
    else
      await reportDiscrepancy(trx, now, {
        kind: 'reversal-refused',
        subject: reversal.settlement_id,
        amount: reversal.amount_cents,
        detail: { code: made.refusal.code, purpose: reversal.purpose },
      })
  })
}
