import type { Db, WriteDb } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { findPledge, movePledge } from '../pledges/pledges.server.ts'
import type { PaymentGateway } from './gateway.ts'
import { recordPayment, recordSavedCard } from './record-payment.server.ts'
import type { Recorded } from './record-payment.server.ts'
import { recordRefund } from './refunds.server.ts'

/**
 * Looks at something at Stripe as it is now, and records what that means. Webhooks, the sweep and the page a
 * backer returns to all end here: what told us to look does not matter, nor in which order, nor how often.
 */

type SyncPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/**
 * What was seen at Stripe, to be recorded in a transaction of the caller's: for who has more to write together with
 * it. Safe to repeat.
 *
 * @returns what came of it
 */
export type Sighting<T extends string> = (trx: WriteDb, now: Date) => Promise<T>

/** Records what was seen, in a transaction of its own. */
function record<T extends string>({ db, clock }: SyncPorts, sighting: Sighting<T>): Promise<T> {
  return db.inTransaction(trx => sighting(trx, clock.now()))
}

/** Looks at a checkout session and at the payment or the saved card that came of it, and records that. */
export async function syncCheckout(ports: SyncPorts, sessionId: string): Promise<Recorded> {
  return record(ports, await seeCheckout(ports, sessionId))
}

/** Looks at a checkout session and at the payment or the saved card that came of it. */
export async function seeCheckout(
  { gateway }: Pick<SyncPorts, 'gateway'>,
  sessionId: string,
): Promise<Sighting<Recorded>> {
  const session = await gateway.readCheckout(sessionId)
  if (!session.pledgeId) return async () => 'not-ours'
  const payment = session.paymentIntentId ? await gateway.readPayment(session.paymentIntentId) : null
  const setup = session.setupIntentId ? await gateway.readSetup(session.setupIntentId) : null
  return async (trx, now) => {
    await trx
      .updateTable('checkout_session')
      .set({ state: session.state })
      .where('id', '=', sessionId)
      .execute()
    if (payment && payment.state !== 'waiting') {
      const recorded = await recordPayment(trx, now, payment)
      if (recorded !== 'nothing-new') return recorded
    }
    if (setup?.state === 'succeeded') return recordSavedCard(trx, now, setup)
    if (session.state === 'expired' && session.pledgeId)
      return recordEndedSession(trx, now, session.pledgeId, sessionId)
    return 'nothing-new'
  }
}

/** The end of an old session never touches a newer one (money.md 1.4, row 1b). */
async function recordEndedSession(
  trx: WriteDb,
  now: Date,
  pledgeId: string,
  sessionId: string,
): Promise<Recorded> {
  const pledge = await findPledge(trx, pledgeId)
  const session = await trx
    .selectFrom('checkout_session')
    .select('n')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!pledge || session?.n !== pledge.checkout_n || pledge.state !== 'checkout_open') return 'nothing-new'
  const moved = await movePledge(trx, now, pledgeId, 'checkout-ended')
  return moved.changed ? 'ended' : 'nothing-new'
}

/**
 * The backer came back from Checkout with this session: a hint to look at it now, exactly as a webhook would be.
 * A session that is not of this pledge is no hint.
 */
export async function hintCheckout(
  trx: WriteDb,
  now: Date,
  hint: { pledgeId: string; sessionId: string },
): Promise<void> {
  const { sessionId } = hint
  const session = await trx
    .selectFrom('checkout_session')
    .select('id')
    .where('id', '=', sessionId)
    .where('pledge_id', '=', hint.pledgeId)
    .executeTakeFirst()
  if (session)
    await promiseJob(trx, now, { kind: 'look-at-checkout', key: sessionId, payload: { sessionId } })
}

/** Looks at a payment intent, and records what it is now. */
export async function syncPayment(ports: SyncPorts, paymentIntentId: string): Promise<Recorded> {
  return record(ports, await seePayment(ports, paymentIntentId))
}

/** Looks at a payment intent. */
export async function seePayment(
  { gateway }: Pick<SyncPorts, 'gateway'>,
  paymentIntentId: string,
): Promise<Sighting<Recorded>> {
  const payment = await gateway.readPayment(paymentIntentId)
  return (trx, now) => recordPayment(trx, now, payment)
}

/** Looks at a setup intent. */
export async function seeSetup(
  { gateway }: Pick<SyncPorts, 'gateway'>,
  setupIntentId: string,
): Promise<Sighting<Recorded>> {
  const setup = await gateway.readSetup(setupIntentId)
  return (trx, now) => recordSavedCard(trx, now, setup)
}

/** Looks at a refund, and records what it is now. */
export async function syncRefund(ports: SyncPorts, stripeRefundId: string): Promise<string> {
  return record(ports, await seeRefund(ports, stripeRefundId))
}

/** Looks at a refund. */
export async function seeRefund(
  { gateway }: Pick<SyncPorts, 'gateway'>,
  stripeRefundId: string,
): Promise<Sighting<string>> {
  const refund = await gateway.readRefund(stripeRefundId)
  return (trx, now) => recordRefund(trx, now, refund)
}
