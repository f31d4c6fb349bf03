import type { Db, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import type { FraudWarningReading, PaymentGateway } from '../payments/gateway.ts'
import { giveBack, hasOpenDispute } from '../payments/payments.server.ts'
import { leftOf } from '../pledges/pledge.ts'
import { requirePledge } from '../pledges/pledges.server.ts'
import { add } from '../money.ts'
import { recordAudit, treasurers } from '../users/users.server.ts'

/** Looks at an early fraud warning at Stripe, and does what it asks for. */
export async function syncFraudWarning(
  { db, clock, gateway }: { db: Db; clock: Clock; gateway: PaymentGateway },
  warningId: string,
): Promise<string> {
  const warning = await gateway.readFraudWarning(warningId)
  return db.inTransaction(trx => recordFraudWarning(trx, clock.now(), warning))
}

/**
 * The card's own bank says that a payment was fraud (money.md 1.4, row 15). It is given back by itself at once: a
 * refund costs the fee of a payment, the dispute that follows else costs the money and a fee of twenty euros. Also
 * after the campaign was paid out: its initiator then owes the money. A warning is acted on once.
 *
 * Only the payment that is warned of goes back. One that came beside the pledge's own is on its way back since it came:
 * the pledge stays held by the payment that is good.
 */
async function recordFraudWarning(
  trx: WriteDb,
  now: Date,
  warning: FraudWarningReading,
): Promise<'not-ours' | 'nothing-new' | Row<'fraud_warning'>['outcome']> {
  const payment = warning.paymentIntentId
    ? await trx.selectFrom('payment').selectAll().where('id', '=', warning.paymentIntentId).executeTakeFirst()
    : undefined
  if (!payment) return 'not-ours'
  const known = await trx
    .selectFrom('fraud_warning')
    .select('id')
    .where('id', '=', warning.warningId)
    .executeTakeFirst()
  if (known) return 'nothing-new'
  const pledge = await requirePledge(trx, payment.pledge_id)
  const left = leftOf(pledge)
  const outcome = (await hasOpenDispute(trx, { paymentId: payment.id }))
    ? 'disputed'
    : payment.purpose === 'pledge' &&
        (await giveBack(trx, now, pledge.id, 'refund-decided', { reason: 'fraud_warning', decidedBy: null }))
      ? 'given-back'
      : 'nothing-left'
  await trx
    .insertInto('fraud_warning')
    .values({
      id: warning.warningId,
      payment_id: payment.id,
      pledge_id: pledge.id,
      outcome,
      recorded_at: instant(now),
    })
    .execute()
  await recordAudit(trx, now, {
    actorId: null,
    action: 'pledge.fraud-warning',
    subject: { type: 'pledge', id: pledge.id },
    detail: { outcome },
  })
  for (const treasurer of await treasurers(trx))
    await promiseLetter(trx, now, {
      name: 'fraud-warning',
      dedupKey: `${warning.warningId}:${treasurer.id}`,
      to: treasurer.email,
      language: treasurer.language,
      props: {
        campaignId: pledge.campaign_id,
        campaignTitle: pledge.campaign_title,
        amountCents: outcome === 'given-back' ? add(left.amount, left.tip) : payment.amount_cents,
        outcome,
      },
    })
  return outcome
}
