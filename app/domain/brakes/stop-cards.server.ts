import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, HOUR_MS, instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { REFUSED_CARDS } from './brake.ts'
import type { StopScope } from './brake.ts'

/** The stop of a network or a campaign that is in force; null when there is none. */
export async function activeStop(
  db: ReadDb,
  now: Date,
  scope: StopScope,
  subject: string,
): Promise<Row<'card_stop'> | null> {
  const stop = await db
    .selectFrom('card_stop')
    .selectAll()
    .where('scope', '=', scope)
    .where('subject', '=', subject)
    .where('ends_at', '>', instant(now))
    .where('lifted_at', 'is', null)
    .orderBy('ends_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return stop ?? null
}

/**
 * Counts a card that was refused in a Checkout, once for each event that tells of it. Too many from one network, or in
 * one campaign, and no Checkout for cards opens there for a while; those in which cards were tried are ended, and staff
 * are told.
 */
export async function recordRefusedCardInCheckout(
  trx: WriteDb,
  now: Date,
  { eventId, pledge }: { eventId: string; pledge: PledgeInCampaign },
): Promise<void> {
  const campaignId = pledge.campaign_id
  const network = await networkOfPledge(trx, pledge.id)
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('failed_card')
    .values({
      event_id: eventId,
      at: instant(now),
      pledge_id: pledge.id,
      campaign_id: campaignId,
      network,
    })
    .onConflict(conflict => conflict.column('event_id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return
  if (network) await stopIfTooMany(trx, now, 'network', network, null)
  await stopIfTooMany(trx, now, 'campaign', campaignId, pledge.campaign_title)
}

async function networkOfPledge(db: ReadDb, pledgeId: string): Promise<string | null> {
  const last = await db
    .selectFrom('card_checkout')
    .select('network')
    .where('pledge_id', '=', pledgeId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.network ?? null
}

async function stopIfTooMany(
  trx: WriteDb,
  now: Date,
  scope: StopScope,
  subject: string,
  campaignTitle: string | null,
): Promise<void> {
  if (await activeStop(trx, now, scope, subject)) return
  const { most, withinMs, stopMs } = REFUSED_CARDS[scope]
  const since = await countsFrom(trx, now, scope, subject, withinMs)
  const refused = await trx
    .selectFrom('failed_card')
    .select(['pledge_id'])
    .where(scope === 'network' ? 'network' : 'campaign_id', '=', subject)
    .where('at', '>', since)
    .execute()
  if (refused.length <= most) return
  const stop = {
    id: randomIds.next(),
    scope,
    subject,
    failures: refused.length,
    started_at: instant(now),
    ends_at: after(now, stopMs),
  }
  await trx
    .insertInto('card_stop')
    .values({ ...stop, lifted_by: null, lifted_at: null, lift_reason: null })
    .execute()
  await endCheckoutsOf(trx, now, [...new Set(refused.map(({ pledge_id }) => pledge_id))])
  await tellStaff(trx, now, { ...stop, campaignTitle })
}

/** What was counted before a stop that somebody lifted does not start the next. */
async function countsFrom(
  db: ReadDb,
  now: Date,
  scope: StopScope,
  subject: string,
  withinMs: number,
): Promise<string> {
  const lifted = await db
    .selectFrom('card_stop')
    .select('lifted_at')
    .where('scope', '=', scope)
    .where('subject', '=', subject)
    .where('lifted_at', 'is not', null)
    .orderBy('lifted_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const windowStart = after(now, -withinMs)
  return lifted?.lifted_at && lifted.lifted_at > windowStart ? lifted.lifted_at : windowStart
}

async function endCheckoutsOf(trx: WriteDb, now: Date, pledgeIds: readonly string[]): Promise<void> {
  const open = await trx
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', 'in', pledgeIds)
    .where('state', '=', 'open')
    .execute()
  for (const { id } of open)
    await promiseJob(trx, now, { kind: 'expire-checkout', key: id, payload: { sessionId: id } })
}

/**
 * A letter to every treasurer and admin: one for each campaign that is stopped, and at most one an hour for networks, of
 * which a robot may have thousands.
 */
async function tellStaff(
  trx: WriteDb,
  now: Date,
  stop: Pick<Row<'card_stop'>, 'id' | 'scope' | 'failures' | 'ends_at'> & { campaignTitle: string | null },
): Promise<void> {
  const staff = await trx
    .selectFrom('user')
    .innerJoin('user_role', 'user_role.user_id', 'user.id')
    .select(['user.id', 'user.email', 'user.language'])
    .distinct()
    .where('user_role.role', 'in', ['treasurer', 'admin'])
    .orderBy('user.id')
    .execute()
  const hour = Math.floor(now.getTime() / HOUR_MS)
  const key = stop.scope === 'network' ? `network:${hour}` : stop.id
  for (const { id, email, language } of staff)
    await promiseLetter(trx, now, {
      name: 'cards-stopped',
      dedupKey: `${key}:${id}`,
      to: email,
      language,
      props: { campaignTitle: stop.campaignTitle, failures: stop.failures, endsAt: stop.ends_at },
    })
}
