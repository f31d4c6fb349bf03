import type { ReadDb } from '#db/database.server.ts'
import type { FundingModel } from '#db/schema.ts'
import { instant } from '../clock.ts'

/**
 * The funding model of a campaign that takes pledges now; null when it does not. It does until its last day is over,
 * unless it is suspended. In the 80 % conversation it takes what its backers add, each by their own link.
 *
 * @param byInvitation whether the pledge comes through such a link, or was begun through one
 */
export async function modelOfOpenCampaign(
  db: ReadDb,
  now: Date,
  campaignId: string,
  byInvitation: boolean,
): Promise<FundingModel | null> {
  const campaign = await db
    .selectFrom('campaign')
    .leftJoin('near_miss', 'near_miss.campaign_id', 'campaign.id')
    .select(['state', 'ends_at', 'funding_model', 'answers_by'])
    .where('campaign.id', '=', campaignId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('campaign_suspension')
            .select('campaign_suspension.id')
            .whereRef('campaign_suspension.campaign_id', '=', 'campaign.id')
            .where('lifted_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  if (!campaign) return null
  const until =
    campaign.state === 'live'
      ? campaign.ends_at
      : campaign.state === 'near_miss' && byInvitation
        ? campaign.answers_by
        : null
  return until !== null && until > instant(now) ? campaign.funding_model : null
}
