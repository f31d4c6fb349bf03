import type { Db, WriteDb } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { pledgesWithoutCheckout, syncCheckout } from '../payments/payments.server.ts'
import { movePledge } from '../pledges/pledges.server.ts'

/** Payments that are under way when a campaign stops taking pledges: each is waited for, and counts if it came first. */

export type ClosingPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/** Promises to end at Stripe every Checkout of a campaign that is open. */
export async function endOpenCheckouts(trx: WriteDb, now: Date, campaignId: string): Promise<void> {
  const open = await trx
    .selectFrom('checkout_session')
    .innerJoin('pledge', 'pledge.id', 'checkout_session.pledge_id')
    .select('checkout_session.id')
    .where('pledge.campaign_id', '=', campaignId)
    .where('checkout_session.state', '=', 'open')
    .orderBy('checkout_session.id')
    .execute()
  for (const { id } of open)
    await promiseJob(trx, now, { kind: 'expire-checkout', key: id, payload: { sessionId: id } })
}

/** Looks at the payments of a campaign that are under way, so that a lost webhook does not keep it waiting. */
export async function lookAtPaymentsUnderWay(ports: ClosingPorts, campaignId: string): Promise<void> {
  const underWay = await ports.db.read
    .selectFrom('pledge')
    .innerJoin('checkout_session', 'checkout_session.pledge_id', 'pledge.id')
    .select('checkout_session.id')
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', 'in', ['checkout_open', 'processing'])
    .where('checkout_session.state', '<>', 'expired')
    .orderBy('checkout_session.id')
    .limit(100)
    .execute()
  for (const { id } of underWay) await syncCheckout(ports, id)
}

/**
 * Ends the pledges whose Checkout never opened, because none opens any more.
 *
 * @returns whether nothing is under way now
 */
export async function isAllFinal(trx: WriteDb, now: Date, campaignId: string): Promise<boolean> {
  const unopened = await pledgesWithoutCheckout(trx, null)
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', 'in', ['draft', 'checkout_open'])
    .execute()
  for (const { id } of unopened) await movePledge(trx, now, id, 'checkout-ended')
  const found = await trx
    .selectFrom('pledge')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['draft', 'checkout_open', 'processing'])
    .limit(1)
    .executeTakeFirst()
  return found === undefined
}
