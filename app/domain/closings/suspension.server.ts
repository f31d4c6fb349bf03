import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { recordAudit } from '../users/users.server.ts'
import { endOpenCheckouts } from './under-way.server.ts'

export type Suspended = { ok: true } | { ok: false; reason: 'not-in-this-state' | 'reason-missing' }

interface Suspending {
  campaignId: string
  actorId: string
  reason: string
}

/**
 * Lets a campaign take no pledges for a while, for a reason that its page shows. Checkouts that are open end; what was
 * pledged stays, and its days go on. Suspending it twice is suspending it once.
 */
export async function suspendCampaign(trx: WriteDb, now: Date, request: Suspending): Promise<Suspended> {
  const { campaignId, actorId } = request
  const reason = request.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  const campaign = await trx
    .selectFrom('campaign')
    .select('state')
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (campaign?.state !== 'live' && campaign?.state !== 'near_miss')
    return { ok: false, reason: 'not-in-this-state' }
  if (await suspensionOf(trx, campaignId)) return { ok: true }
  await trx
    .insertInto('campaign_suspension')
    .values({
      id: randomIds.next(),
      campaign_id: campaignId,
      reason,
      suspended_by: actorId,
      suspended_at: instant(now),
      lifted_by: null,
      lifted_at: null,
    })
    .execute()
  await endOpenCheckouts(trx, now, campaignId)
  await recordAudit(trx, now, {
    actorId,
    action: 'campaign.suspended',
    subject: { type: 'campaign', id: campaignId },
    detail: { reason },
  })
  return { ok: true }
}

/** Lets a campaign take pledges again. */
export async function liftSuspension(
  trx: WriteDb,
  now: Date,
  { campaignId, actorId }: Omit<Suspending, 'reason'>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('campaign_suspension')
    .set({ lifted_by: actorId, lifted_at: instant(now) })
    .where('campaign_id', '=', campaignId)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await recordAudit(trx, now, {
    actorId,
    action: 'campaign.suspension-lifted',
    subject: { type: 'campaign', id: campaignId },
    detail: {},
  })
}

/** The suspension that is in force; null when the campaign takes pledges as its state says. */
async function suspensionOf(
  db: ReadDb,
  campaignId: string,
): Promise<{ reason: string; since: Instant } | null> {
  const row = await db
    .selectFrom('campaign_suspension')
    .select(['reason', 'suspended_at as since'])
    .where('campaign_id', '=', campaignId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
