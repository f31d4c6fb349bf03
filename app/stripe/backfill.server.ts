import type { Db } from '#db/database.server.ts'
import { after, HOUR_MS, instant } from '#app/domain/clock.ts'
import type { Clock } from '#app/domain/clock.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { keepEvent } from './inbox.server.ts'

const CURSOR = 'events'
const OVERLAP_MS = HOUR_MS

/**
 * Fetches the events that no webhook brought and keeps them as if one had.
 *
 * @returns how many were new
 */
export async function backfillEvents({
  db,
  clock,
  gateway,
}: {
  db: Db
  clock: Clock
  gateway: PaymentGateway
}): Promise<number> {
  const row = await db.read.selectFrom('cursor').select('value').where('name', '=', CURSOR).executeTakeFirst()
  const startedAt = clock.now()
  const since = row?.value ?? after(startedAt, -24 * HOUR_MS)
  let isNew = 0
  for await (const event of gateway.events(new Date(after(since, -OVERLAP_MS))))
    if (await db.inTransaction(trx => keepEvent(trx, clock.now(), event, 'backfill'))) isNew += 1
  await db.inTransaction(trx =>
    trx
      .insertInto('cursor')
      .values({ name: CURSOR, value: instant(startedAt) })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value: instant(startedAt) }))
      .execute(),
  )
  return isNew
}

const STRIPE_KEEPS_MS = 30 * 24 * HOUR_MS

/**
 * Fetches the events of the last thirty days that some endpoint has not taken, whatever the cursor says: Stripe gives up
 * after three days, and keeps them for thirty (https://docs.stripe.com/webhooks/process-undelivered-events).
 *
 * @returns how many were new
 */
export async function backfillUndelivered({
  db,
  clock,
  gateway,
}: {
  db: Db
  clock: Clock
  gateway: PaymentGateway
}): Promise<number> {
  let isNew = 0
  for await (const event of gateway.undeliveredEvents(new Date(after(clock.now(), -STRIPE_KEEPS_MS))))
    if (await db.inTransaction(trx => keepEvent(trx, clock.now(), event, 'backfill'))) isNew += 1
  return isNew
}
