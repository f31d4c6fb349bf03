import type { ReadDb } from '#db/database.server.ts'
import type { PublicCampaign } from './public-campaign.ts'

/** Inside the campaigns module: what everybody may see of how a campaign is stopped, or talks with its backers. */

type Standing = Pick<PublicCampaign, 'nearMiss' | 'suspension' | 'cancellation'>

export async function standingOf(db: ReadDb, campaignId: string): Promise<Standing> {
  const suspension = await db
    .selectFrom('campaign_suspension')
    .select(['reason', 'suspended_at as since'])
    .where('campaign_id', '=', campaignId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  const cancellation = await db
    .selectFrom('campaign_cancellation')
    .select(['reason', 'canceled_at as at', 'left_cents as left', 'owed_by_initiator_cents as owed'])
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  return {
    nearMiss: await nearMissOf(db, campaignId),
    suspension: suspension ?? null,
    cancellation: cancellation ?? null,
  }
}

async function nearMissOf(db: ReadDb, campaignId: string): Promise<Standing['nearMiss']> {
  const row = await db
    .selectFrom('near_miss')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  if (!row) return null
  const { explain_by: explainBy, explanation, minimum_cents: minimum, answers_by: answersBy } = row
  if (explanation === null || minimum === null || answersBy === null) return { explainBy, plan: null }
  const lines = await db
    .selectFrom('near_miss_line')
    .select(['label', 'before_cents as before', 'after_cents as after'])
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute()
  return { explainBy, plan: { explanation, minimum, answersBy, lines } }
}
