import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '#app/domain/clock.ts'
import type { Clock } from '#app/domain/clock.ts'
import { syncDispute, syncFraudWarning } from '#app/domain/disputes/disputes.server.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import {
  noteRefusedCard,
  seeCheckout,
  seePayment,
  seeRefund,
  seeSetup,
} from '#app/domain/payments/payments.server.ts'
import type { Sighting } from '#app/domain/payments/payments.server.ts'
import {
  noteBankChange,
  syncPayoutAccount,
  syncPayouts,
  syncPlatformPayouts,
} from '#app/domain/payouts/payouts.server.ts'
import { pledgeOfTriedCard } from './translate.ts'
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
 * Looks at what a kept event is about, as it is now. The payload is never read for that: it was written when the event
 * was made, and events come late, twice and out of order. Only which card was refused is read from it: of that an event
 * is the one witness, since the object forgets it with the next try.
 *
 * @returns what then remains to be written: what was seen, where one transaction can hold it, and that the event was
 *   handled. Null when there is no such event, or it was handled before
 */
export async function handleStripeEvent(
  ports: EventPorts,
  eventId: string,
): Promise<((trx: WriteDb) => Promise<void>) | null> {
  const { db, clock } = ports
  const event = await db.read
    .selectFrom('stripe_event')
    .select(['type', 'account', 'object_id', 'created_at', 'handled_at', 'payload'])
    .where('id', '=', eventId)
    .executeTakeFirst()
  if (!event || event.handled_at) return null
  const seen = await lookAt(ports, event)
  if (!event.account && TELLS_OF_REFUSAL.has(event.type)) {
    const pledgeId = pledgeOfTriedCard(event.payload)
    if (pledgeId) await noteRefusedCard(ports, { eventId, pledgeId })
  }
  return async trx => {
    const now = clock.now()
    const outcome = await seen(trx, now)
    await trx
      .updateTable('stripe_event')
      .set({ handled_at: instant(now), outcome })
      .where('id', '=', eventId)
      .execute()
  }
}

/** What was seen is recorded already. */
function recorded(outcome: string): Sighting<string> {
  return async () => outcome
}

async function lookAt(
  ports: EventPorts,
  event: { type: string; account: string | null; object_id: string | null; created_at: string },
): Promise<Sighting<string>> {
  const { type, account, object_id: id } = event
  if (account && type.startsWith('account.external_account.')) {
    const isChange = await noteBankChange(ports, account, event.created_at)
    return recorded(
      isChange ? 'the bank behind the payout account changed' : 'the first bank of a payout account',
    )
  }
  if (account && CONNECT_EVENTS.has(type))
    return recorded(`settlements marked: ${await syncPayouts(ports, account)}`)
  if (account || !id || !PLATFORM_EVENTS.has(type)) return recorded('not listened to')
  if (type.startsWith('checkout.session.')) return seeCheckout(ports, id)
  if (type.startsWith('payment_intent.')) return seePayment(ports, id)
  if (type.startsWith('setup_intent.')) return seeSetup(ports, id)
  if (type.startsWith('payout.')) {
    await syncPlatformPayouts(ports)
    return feedSoon
  }
  if (type.startsWith('refund.')) return withFeedSoon(await seeRefund(ports, id))
  if (type.startsWith('charge.dispute.')) return withFeedSoon(recorded(await syncDispute(ports, id)))
  if (type.startsWith('radar.early_fraud_warning.')) return recorded(await syncFraudWarning(ports, id))
  if (type.startsWith('v2.core.account')) {
    await syncPayoutAccount(ports, id)
    return recorded('payout account looked at')
  }
  return feedSoon
}

function withFeedSoon(seen: Sighting<string>): Sighting<string> {
  return async (trx, now) => {
    await feedSoon(trx, now)
    return seen(trx, now)
  }
}

/** A balance transaction has no event of its own; what makes one is a reason to feed now and not in ten minutes. */
async function feedSoon(trx: WriteDb, now: Date): Promise<string> {
  await promiseJob(trx, now, { kind: 'feed-balance', key: 'now', payload: {} })
  return 'balance feed asked for'
}
