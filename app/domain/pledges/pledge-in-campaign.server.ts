import type { ReadDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import type { PledgeFacts } from '#emails/catalog.ts'
import type { Cents } from '../money.ts'

/** A pledge together with what its letters tell of the campaign. */
export type PledgeInCampaign = Row<'pledge'> & {
  campaign_title: string
  campaign_slug: string
  campaign_state: Row<'campaign'>['state']
  campaign_ends_at: string
  campaign_deadline: string
  funding_model: NonNullable<Row<'campaign'>['funding_model']>
  minimum_cents: Cents
  reward_title: string | null
  /** Until when its backer may answer in the 80 % conversation; null when nobody is asked. */
  answers_by: string | null
  /** The day on which its reward was delivered (`yyyy-mm-dd`). */
  delivered_on: string | null
}

export async function findPledge(db: ReadDb, pledgeId: string): Promise<PledgeInCampaign | null> {
  const row = await db
    .selectFrom('pledge')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .leftJoin('reward', 'reward.id', 'pledge.reward_id')
    .leftJoin('near_miss', 'near_miss.campaign_id', 'pledge.campaign_id')
    .leftJoin('reward_delivery', 'reward_delivery.pledge_id', 'pledge.id')
    .selectAll('pledge')
    .select([
      'campaign.title as campaign_title',
      'campaign.slug as campaign_slug',
      'campaign.state as campaign_state',
    ])
    .select([
      'campaign.ends_at as campaign_ends_at',
      'campaign.deadline as campaign_deadline',
      'campaign.funding_model',
    ])
    .select(['campaign.minimum_cents', 'reward.title as reward_title'])
    .select(['near_miss.answers_by', 'reward_delivery.delivered_on'])
    .where('pledge.id', '=', pledgeId)
    .executeTakeFirst()
  if (!row) return null
  const { campaign_slug, campaign_ends_at, campaign_deadline, funding_model, minimum_cents } = row
  if (!campaign_slug || !campaign_ends_at || !campaign_deadline || !funding_model || !minimum_cents)
    throw new Error(`A pledge to a campaign that never went live: ${pledgeId}`)
  return {
    ...row,
    campaign_slug,
    campaign_ends_at,
    campaign_deadline,
    funding_model,
    minimum_cents,
  }
}

export async function requirePledge(db: ReadDb, pledgeId: string): Promise<PledgeInCampaign> {
  const pledge = await findPledge(db, pledgeId)
  if (!pledge) throw new Error(`No such pledge: ${pledgeId}`)
  return pledge
}

/** What every letter about a pledge tells. */
export function pledgeFacts(pledge: PledgeInCampaign): PledgeFacts {
  return {
    pledgeId: pledge.id,
    campaignTitle: pledge.campaign_title,
    campaignSlug: pledge.campaign_slug,
    amountCents: pledge.amount_cents,
    tipCents: pledge.tip_cents,
    rewardTitle: pledge.reward_title,
    method: pledge.method,
    collection: pledge.collection,
  }
}
