import type { Db } from '#db/database.server.ts'
import { instant } from '#app/domain/clock.ts'
import type { Clock } from '#app/domain/clock.ts'
import { syncDispute, syncFraudWarning } from '#app/domain/disputes/disputes.server.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import {
  noteRefusedCard,
  syncCheckout,
  syncPayment,
  syncRefund,
  syncSetup,
} from '#app/domain/payments/payments.server.ts'
import {
  noteBankChange,
  syncPayoutAccount,
  syncPayouts,
  syncPlatformPayouts,
} from '#app/domain/payouts/payouts.server.ts'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from './event-types.ts'

const PLATFORM_EVENTS: ReadonlySet<string> = new Set([...HANDLED_EVENTS, ...HANDLED_THIN_EVENTS])
const CONNECT_EVENTS: ReadonlySet<string> = new Set(HANDLED_CONNECT_EVENTS)

/** Each of these is one try of a card that its bank refused: what an object is now does not tell how often. */
const TELLS_OF_REFUSAL: ReadonlySet<string> = new Set([
  'payment_intent.payment_failed',
  'setup_intent.setup_failed',
])

type EventPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/**
 * Looks at what a kept event is about, as it is now, and records it. The payload is never read for that: it was
 * written when the event was made, and events come late, twice and out of order.
 */
export async function handleStripeEvent(ports: EventPorts, eventId: string): Promise<void> {
  const { db, clock } = ports
  const event = await db.read
    .selectFrom('stripe_event')
    .selectAll()
    .where('id', '=', eventId)
    .executeTakeFirst()
  if (!event || event.handled_at) return
  const outcome = await lookAt(ports, event)
  if (!event.account && event.object_id && TELLS_OF_REFUSAL.has(event.type))
    await noteRefusedCard(ports, { eventId, type: event.type, objectId: event.object_id })
  await db.inTransaction(trx =>
    trx
      .updateTable('stripe_event')
      .set({ handled_at: instant(clock.now()), outcome })
      .where('id', '=', eventId)
      .execute(),
  )
}

async function lookAt(
  ports: EventPorts,
  event: { type: string; account: string | null; object_id: string | null; created_at: string },
): Promise<string> {
  const { type, account, object_id: id } = event
  if (account && type.startsWith('account.external_account.')) {
    const isChange = await noteBankChange(ports, account, event.created_at)
    return isChange ? 'the bank behind the payout account changed' : 'the first bank of a payout account'
  }
  if (account && CONNECT_EVENTS.has(type)) return `settlements marked: ${await syncPayouts(ports, account)}`
  if (account || !id || !PLATFORM_EVENTS.has(type)) return 'not listened to'
  if (type.startsWith('checkout.session.')) return syncCheckout(ports, id)
  if (type.startsWith('payment_intent.')) return syncPayment(ports, id)
  if (type.startsWith('setup_intent.')) return syncSetup(ports, id)
  if (type.startsWith('payout.')) {
    await syncPlatformPayouts(ports)
    return feedSoon(ports)
  }
  if (type.startsWith('refund.')) return lookAtRefund(ports, id)
  if (type.startsWith('charge.dispute.')) return lookAtDispute(ports, id)
  if (type.startsWith('radar.early_fraud_warning.')) return syncFraudWarning(ports, id)
  if (type.startsWith('v2.core.account')) {
    await syncPayoutAccount(ports, id)
    return 'payout account looked at'
  }
  return feedSoon(ports)
}

async function lookAtRefund(ports: EventPorts, id: string): Promise<string> {
  await feedSoon(ports)
  return syncRefund(ports, id)
}

async function lookAtDispute(ports: EventPorts, id: string): Promise<string> {
  await feedSoon(ports)
  return syncDispute(ports, id)
}

/** A balance transaction has no event of its own; what makes one is a reason to feed now and not in ten minutes. */
async function feedSoon({ db, clock }: EventPorts): Promise<string> {
  await db.inTransaction(trx =>
    promiseJob(trx, clock.now(), { kind: 'feed-balance', key: 'now', payload: {} }),
  )
  return 'balance feed asked for'
}
