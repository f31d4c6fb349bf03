import { sql } from 'kysely'
import type { Db } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import { startPledge } from '../pledges/pledges.server.ts'
import type { NewPledge, StartedPledge } from '../pledges/pledges.server.ts'
import type { PaymentGateway } from './gateway.ts'
import { endCheckouts } from './open-checkout.server.ts'

/**
 * Starts a pledge, or changes one that was started before. What has a Checkout open can be paid at any moment by the
 * terms that were shown, so that Checkout is ended at Stripe before anything is changed. What is wrong with the form is
 * said before: then that Checkout stays open.
 *
 * `checkout-open`: somebody opened another Checkout of the same pledge at the same time; that one stands.
 *
 * @throws GatewayUnavailable when Stripe cannot be reached to end a Checkout: nothing was changed
 */
export async function beginPledge(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  request: NewPledge,
): Promise<StartedPledge> {
  const start = () => ports.db.inTransaction(trx => startPledge(trx, ports.clock.now(), request))
  const started = await start()
  if (started.ok || started.reason !== 'checkout-open') return started
  await numberAnotherCheckout(ports.db, request.pledgeId)
  if (!(await endCheckouts(ports, request.pledgeId))) return { ok: false, reason: 'already-decided' }
  return start()
}

/** From here on the end of the open Checkout says nothing of the pledge, whoever tells of it, and when. */
async function numberAnotherCheckout(db: Db, pledgeId: string): Promise<void> {
  await db.inTransaction(trx =>
    trx
      .updateTable('pledge')
      .set({ checkout_n: sql<number>`checkout_n + 1` })
      .where('id', '=', pledgeId)
      .where('state', 'in', ['draft', 'checkout_open'])
      .execute(),
  )
}
