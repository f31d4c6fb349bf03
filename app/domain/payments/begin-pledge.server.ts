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
  let number: number | undefined
  for (;;) {
    const started = await start()
    if (started.ok || started.reason !== 'checkout-open') return started
    if (number !== undefined && (await isOpenSince(ports.db, request.pledgeId, number))) return started
    // What is open was there before, or was overtaken by our number while it opened: nobody was sent to it.
    number = await numberAnotherCheckout(ports.db, request.pledgeId)
    if (!(await endCheckouts(ports, request.pledgeId, number)))
      return { ok: false, reason: 'already-decided' }
  }
}

async function isOpenSince(db: Db, pledgeId: string, number: number): Promise<boolean> {
  const open = await db.read
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('state', '=', 'open')
    .where('n', '>=', number)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/**
 * From here on the end of the open Checkout says nothing of the pledge, whoever tells of it, and when.
 *
 * @returns the new number; nothing when the pledge was decided meanwhile
 */
async function numberAnotherCheckout(db: Db, pledgeId: string): Promise<number | undefined> {
  const numbered = await db.inTransaction(trx =>
    trx
      .updateTable('pledge')
      .set({ checkout_n: sql<number>`checkout_n + 1` })
      .where('id', '=', pledgeId)
      .where('state', 'in', ['draft', 'checkout_open'])
      .returning('checkout_n')
      .executeTakeFirst(),
  )
  return numbered?.checkout_n
}
