import type { WriteDb } from '#db/database.server.ts'
import { advanceCampaign } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'
import { add } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'

/** What a campaign has at this moment, as it counts for the outcome. */
export async function countedNow(
  trx: WriteDb,
  campaignId: string,
): Promise<{ cents: Cents; pledges: number }> {
  const total = await trx
    .selectFrom('campaign_total')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()
  return {
    cents: add(total.held_cents, total.committed_cents),
    pledges: total.held_count + total.committed_count,
  }
}

/** Decides once whether a campaign succeeded, keeps what was counted, and promises what becomes of its pledges. */
export async function conclude(
  trx: WriteDb,
  now: Date,
  campaignId: string,
  outcome: 'succeeded' | 'failed',
): Promise<void> {
  const fact = outcome === 'succeeded' ? 'minimum_reached' : 'minimum_missed'
  const advanced = await advanceCampaign(trx, now, { campaignId, fact, actorId: null })
  if (!advanced.ok) return
  const counted = await countedNow(trx, campaignId)
  await trx
    .updateTable('campaign_closure')
    .set({
      decided_at: instant(now),
      outcome,
      counted_cents: counted.cents,
      counted_pledges: counted.pledges,
    })
    .where('campaign_id', '=', campaignId)
    .execute()
  await promiseJob(trx, now, {
    kind: 'wind-up-campaign',
    key: campaignId,
    payload: { campaignId, after: '' },
  })
}
