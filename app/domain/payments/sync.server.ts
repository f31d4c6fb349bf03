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

/** Looks at a checkout session and at the payment or the saved card that came of it. */
export async function syncCheckout(ports: SyncPorts, sessionId: string): Promise<Recorded> {
  const { db, clock, gateway } = ports
  const session = await gateway.readCheckout(sessionId)
  if (!session.pledgeId) return 'not-ours'
  const payment = session.paymentIntentId ? await gateway.readPayment(session.paymentIntentId) : null
  const setup = session.setupIntentId ? await gateway.readSetup(session.setupIntentId) : null
  return db.inTransaction(async trx => {
    const now = clock.now()
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
  })
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

/** Looks at a payment intent. */
export async function syncPayment(
  { db, clock, gateway }: SyncPorts,
  paymentIntentId: string,
): Promise<Recorded> {
  const payment = await gateway.readPayment(paymentIntentId)
  return db.inTransaction(trx => recordPayment(trx, clock.now(), payment))
}

/** Looks at a setup intent. */
export async function syncSetup({ db, clock, gateway }: SyncPorts, setupIntentId: string): Promise<Recorded> {
  const setup = await gateway.readSetup(setupIntentId)
  return db.inTransaction(trx => recordSavedCard(trx, clock.now(), setup))
}

/** Looks at a refund. */
export async function syncRefund({ db, clock, gateway }: SyncPorts, stripeRefundId: string): Promise<string> {
  const refund = await gateway.readRefund(stripeRefundId)
  return db.inTransaction(trx => recordRefund(trx, clock.now(), refund))
}
