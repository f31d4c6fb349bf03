import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { reportDiscrepancy } from '../payments/payments.server.ts'
import { requirePledge } from '../pledges/pledges.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { syncDispute } from './record-dispute.server.ts'

/** What a treasurer may do with a dispute: send evidence to the backer's bank, or accept that the money is gone. */
type DisputeAnswer = { kind: 'contested'; evidence: string } | { kind: 'accepted' }

type Answered =
  { ok: true } | { ok: false; reason: 'no-such-dispute' | 'decided' | 'answered' | 'evidence-missing' }

/**
 * Keeps a treasurer's answer, and promises to tell Stripe. An answer is given once: the bank takes no second one. An
 * inquiry is never accepted (it took no money): it is answered, or its pledge is refunded.
 */
export async function answerDispute(
  trx: WriteDb,
  now: Date,
  request: { disputeId: string; answeredBy: string; answer: DisputeAnswer },
): Promise<Answered> {
  const { disputeId, answeredBy, answer } = request
  const dispute = await trx.selectFrom('dispute').selectAll().where('id', '=', disputeId).executeTakeFirst()
  if (!dispute) return { ok: false, reason: 'no-such-dispute' }
  const mayBeAnswered =
    dispute.state === 'open' || (dispute.state === 'inquiry' && answer.kind === 'contested')
  if (!mayBeAnswered) return { ok: false, reason: 'decided' }
  if (dispute.answer) return { ok: false, reason: 'answered' }
  const evidence = answer.kind === 'contested' ? answer.evidence.trim() : null
  if (evidence === '') return { ok: false, reason: 'evidence-missing' }
  await trx
    .updateTable('dispute')
    .set({ answer: answer.kind, evidence, answered_by: answeredBy, answered_at: instant(now) })
    .where('id', '=', disputeId)
    .execute()
  await promiseJob(trx, now, { kind: 'answer-dispute', key: disputeId, payload: { disputeId } })
  await recordAudit(trx, now, {
    actorId: answeredBy,
    action: `dispute.${answer.kind}`,
    subject: { type: 'dispute', id: disputeId },
    detail: { amountCents: dispute.amount_cents },
  })
  return { ok: true }
}

/** Tells Stripe of the answer. Telling it twice is harmless: it is the same text, or the same acceptance. */
export async function tellAnswer(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  disputeId: string,
): Promise<void> {
  const { db, clock, gateway } = ports
  const dispute = await db.read
    .selectFrom('dispute')
    .selectAll()
    .where('id', '=', disputeId)
    .executeTakeFirstOrThrow()
  if (!dispute.answer || dispute.told_at) return
  const pledge = await requirePledge(db.read, dispute.pledge_id)
  const told =
    dispute.answer === 'accepted'
      ? await gateway.acceptDispute(disputeId)
      : await gateway.contestDispute({
          disputeId,
          name: pledge.name,
          email: pledge.email,
          product: pledge.campaign_title,
          evidence: dispute.evidence ?? '',
        })
  await db.inTransaction(async trx => {
    const now = clock.now()
    if (told.ok) {
      await trx
        .updateTable('dispute')
        .set({ told_at: instant(now) })
        .where('id', '=', disputeId)
        .execute()
      return
    }
    await reportDiscrepancy(trx, now, {
      kind: 'dispute-answer-refused',
      subject: disputeId,
      amount: dispute.amount_cents,
      detail: { code: told.refusal.code },
    })
  })
  await syncDispute(ports, disputeId)
}
