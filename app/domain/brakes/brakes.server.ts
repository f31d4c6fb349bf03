import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { recordAudit } from '../users/users.server.ts'
import { CARD_CHECKOUTS } from './brake.ts'
import type { CardAnswer } from './brake.ts'
import { activeStop } from './stop-cards.server.ts'

export { recordRefusedCardInCheckout } from './stop-cards.server.ts'

/** A Checkout for cards that is about to be opened. Network, browser and content are keyed hashes. */
export interface CardCheckout {
  pledgeId: string
  campaignId: string
  network: string
  browser: string
  content: string
}

/**
 * Asks whether a Checkout for cards may be opened, and counts it if so. The counts live in the database, since several
 * web processes share them; who is refused only reads. The same form sent again is counted once; every change is
 * counted.
 */
export async function askForCardCheckout(trx: WriteDb, now: Date, wanted: CardCheckout): Promise<CardAnswer> {
  const { network, campaignId } = wanted
  const ofNetwork = await activeStop(trx, now, 'network', network)
  if (ofNetwork) return { ok: false, reason: 'network-stopped', until: ofNetwork.ends_at }
  const ofCampaign = await activeStop(trx, now, 'campaign', campaignId)
  if (ofCampaign) return { ok: false, reason: 'campaign-stopped', until: ofCampaign.ends_at }
  if (await wasAskedLast(trx, wanted)) return { ok: true }
  for (const [counted, key] of [
    ['network', network],
    ['browser', wanted.browser],
    ['campaign_id', campaignId],
  ] as const) {
    const until = await fullUntil(trx, now, counted, key)
    if (until) return { ok: false, reason: 'too-many', until }
  }
  await trx
    .insertInto('card_checkout')
    .values({
      id: randomIds.next(),
      at: instant(now),
      pledge_id: wanted.pledgeId,
      campaign_id: campaignId,
      network,
      browser: wanted.browser,
      content: wanted.content,
    })
    .execute()
  return { ok: true }
}

/** Whether the last Checkout that was counted for this pledge is the one that is asked for, from the same network. */
async function wasAskedLast(db: ReadDb, { pledgeId, network, content }: CardCheckout): Promise<boolean> {
  const last = await db
    .selectFrom('card_checkout')
    .select(['network', 'content'])
    .where('pledge_id', '=', pledgeId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.network === network && last.content === content
}

/** @returns null while there is room; otherwise the instant at which the oldest that is counted no longer is */
async function fullUntil(
  db: ReadDb,
  now: Date,
  counted: 'network' | 'browser' | 'campaign_id',
  key: string,
): Promise<string | null> {
  const { times, withinMs } = CARD_CHECKOUTS[counted === 'campaign_id' ? 'campaign' : counted]
  const newest = await db
    .selectFrom('card_checkout')
    .select('at')
    .where(counted, '=', key)
    .where('at', '>', after(now, -withinMs))
    .orderBy('at', 'desc')
    .limit(times)
    .execute()
  const oldest = newest[times - 1]
  return oldest ? after(oldest.at, withinMs) : null
}

export type LiftedStop = { ok: true } | { ok: false; reason: 'over' }

/** Ends a stop before its time, for a reason that is kept with a name. The refused cards before it no longer count. */
export async function liftStop(
  trx: WriteDb,
  now: Date,
  { stopId, liftedBy, reason }: { stopId: string; liftedBy: string; reason: string },
): Promise<LiftedStop> {
  const { numUpdatedRows } = await trx
    .updateTable('card_stop')
    .set({ lifted_by: liftedBy, lifted_at: instant(now), lift_reason: reason })
    .where('id', '=', stopId)
    .where('lifted_at', 'is', null)
    .where('ends_at', '>', instant(now))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return { ok: false, reason: 'over' }
  const stop = await requireStop(trx, stopId)
  await recordAudit(trx, now, {
    actorId: liftedBy,
    action: 'card-stop.lifted',
    subject: { type: 'card-stop', id: stopId },
    detail: { reason, scope: stop.scope, failures: stop.failures },
  })
  return { ok: true }
}

async function requireStop(db: ReadDb, stopId: string): Promise<Row<'card_stop'>> {
  return db.selectFrom('card_stop').selectAll().where('id', '=', stopId).executeTakeFirstOrThrow()
}

/** Nothing that the brake counts looks back further than this; what is older is forgotten. */
const KEPT_MS = 30 * DAY_MS

/** Forgets which networks opened Checkouts, when it is no longer needed. Stops stay: they are decisions. */
export async function forgetOldCardCheckouts(trx: WriteDb, now: Date): Promise<void> {
  const before = after(now, -KEPT_MS)
  await trx.deleteFrom('card_checkout').where('at', '<', before).execute()
  await trx.deleteFrom('failed_card').where('at', '<', before).execute()
}
