import type { Db } from '#db/database.server.ts'
import type { PledgeState } from '#db/schema.ts'
import { after, HOUR_MS, instant, MINUTE_MS } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { movePledge } from '../pledges/pledges.server.ts'
import type { PaymentGateway } from './gateway.ts'
import { syncCheckout, syncPayment, syncRefund } from './sync.server.ts'
import { learnCardEnds } from './unknown-card-ends.server.ts'
import { pledgesWithoutCheckout } from './unopened-checkouts.server.ts'

type SweepPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/** After this a pledge whose Checkout never opened (Stripe was down) sets its reward free (money.md 1.4, 1a). */
const DRAFT_LASTS_MS = 35 * MINUTE_MS
/** After this an open object is looked at, in case its webhook was lost. */
const OPEN_IS_OLD_MS = HOUR_MS
const SWEPT_AT_ONCE = 200

/**
 * Makes a lost webhook harmless: looks at everything that is not final and has been so for too long, and for what is
 * not known of saved cards.
 *
 * @returns how many things were looked at
 */
export async function sweepOpenObjects(ports: SweepPorts): Promise<number> {
  const now = ports.clock.now()
  const sessions = await oldOpenSessions(ports.db, now)
  for (const { id } of sessions) await syncCheckout(ports, id)
  const unopened = [
    ...(await pledgesIn(ports.db, ['draft'], after(now, -DRAFT_LASTS_MS))),
    ...(await pledgesWithoutCheckout(ports.db.read, after(now, -DRAFT_LASTS_MS))
      .where('pledge.state', '=', 'checkout_open')
      .limit(SWEPT_AT_ONCE)
      .execute()),
  ]
  for (const { id } of unopened)
    await ports.db.inTransaction(trx => movePledge(trx, now, id, 'checkout-ended'))
  const collecting = await pledgesIn(ports.db, ['collecting', 'processing'], instant(now))
  const paying = collecting.filter(pledge => pledge.collect_payment_intent_id !== null)
  for (const pledge of paying)
    if (pledge.collect_payment_intent_id) await syncPayment(ports, pledge.collect_payment_intent_id)
  const refunds = await oldSentRefunds(ports.db, now)
  for (const { stripe_refund_id: id } of refunds) if (id) await syncRefund(ports, id)
  const cards = await learnCardEnds(ports, SWEPT_AT_ONCE)
  return unopened.length + sessions.length + paying.length + refunds.length + cards
}

async function pledgesIn(db: Db, states: PledgeState[], createdBefore: string) {
  return db.read
    .selectFrom('pledge')
    .select(['id', 'collect_payment_intent_id'])
    .where('state', 'in', states)
    .where('created_at', '<', createdBefore)
    .limit(SWEPT_AT_ONCE)
    .execute()
}

/** Sessions of pledges that wait for them: open too long, or of a payment that the bank is still deciding. */
async function oldOpenSessions(db: Db, now: Date) {
  return db.read
    .selectFrom('pledge')
    .innerJoin('checkout_session', 'checkout_session.pledge_id', 'pledge.id')
    .select('checkout_session.id')
    .where('checkout_session.state', '<>', 'expired')
    .where(eb =>
      eb.or([
        eb('pledge.state', 'in', ['checkout_open', 'processing', 'action_required']),
        // In which another card is given: the one in which the first was saved is over.
        eb.and([eb('pledge.state', '=', 'committed'), eb('checkout_session.state', '=', 'open')]),
      ]),
    )
    .where(eb =>
      eb.or([
        eb('checkout_session.created_at', '<', after(now, -OPEN_IS_OLD_MS)),
        eb('checkout_session.expires_at', '<', instant(now)),
        eb('pledge.state', '=', 'processing'),
      ]),
    )
    .limit(SWEPT_AT_ONCE)
    .execute()
}

async function oldSentRefunds(db: Db, now: Date) {
  return db.read
    .selectFrom('refund')
    .select('stripe_refund_id')
    .where('state', '=', 'sent')
    .where('decided_at', '<', after(now, -OPEN_IS_OLD_MS))
    .limit(SWEPT_AT_ONCE)
    .execute()
}
