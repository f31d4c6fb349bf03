import type { ReadDb } from '#db/database.server.ts'
import type { PayoutAccountState, Row } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { editable } from './campaign.ts'
import type { Editable, Missing } from './campaign.ts'
import { publicCampaign } from './campaign-page-queries.server.ts'
import type { PublicCampaign } from './public-campaign.ts'
import { missingOf } from './review.server.ts'
import type { ReviewDecision } from './review.server.ts'
import { isSlug } from './slug.ts'

/** What pages ask about one campaign, for whom it concerns. Lists of campaigns are in `campaign-list-queries.server.ts`. */

/** The campaign with this address, or null. Only what went live has an address, so there is nothing to hide. */
export async function campaignBySlug(db: ReadDb, slug: string): Promise<PublicCampaign | null> {
  if (!isSlug(slug)) return null
  const campaign = await db.selectFrom('campaign').selectAll().where('slug', '=', slug).executeTakeFirst()
  return campaign ? publicCampaign(db, campaign) : null
}

/** What a reviewer decided, for the initiator and for other reviewers. */
export interface PastReview {
  id: string
  decision: ReviewDecision
  reason: string
  decidedAt: Instant
}

/** The reviews of a campaign, newest first. */
export async function reviewsOf(db: ReadDb, campaignId: string): Promise<PastReview[]> {
  return db
    .selectFrom('campaign_review')
    .select(['id', 'decision', 'reason', 'decided_at as decidedAt'])
    .where('campaign_id', '=', campaignId)
    .orderBy('id', 'desc')
    .execute()
}

/** A campaign as its initiator works on it. */
export interface CampaignInHand {
  campaign: PublicCampaign
  editable: Editable
  missing: Missing[]
  reviews: PastReview[]
  payoutAccount: PayoutAccountState
  updatedAt: Instant
  submittedAt: Instant | null
  liveAt: Instant | null
}

/** The campaign, when it is this initiator's; else null. */
export async function campaignForEdit(
  db: ReadDb,
  now: Date,
  owned: { campaignId: string; initiatorId: string },
): Promise<CampaignInHand | null> {
  const campaign = await db
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', owned.campaignId)
    .where('initiator_id', '=', owned.initiatorId)
    .executeTakeFirst()
  if (!campaign) return null
  return {
    campaign: await publicCampaign(db, campaign),
    editable: editable(campaign.state, await hasPledges(db, campaign.id)),
    missing: await missingOf(db, now, campaign),
    reviews: await reviewsOf(db, campaign.id),
    payoutAccount: await payoutAccountOf(db, campaign.initiator_id),
    ...momentsOf(campaign),
  }
}

/** A campaign as a reviewer or another of the team sees it. */
export interface CampaignForTeam {
  campaign: PublicCampaign
  initiator: { id: string; name: string | null; email: string }
  missing: Missing[]
  reviews: PastReview[]
  payoutAccount: PayoutAccountState
  platformFeeBp: number | null
  costsPassedOn: boolean | null
  updatedAt: Instant
  submittedAt: Instant | null
  liveAt: Instant | null
}

/** Any campaign, with who began it; null when there is none. Who may see this is for the caller to ask. */
export async function campaignForTeam(
  db: ReadDb,
  now: Date,
  campaignId: string,
): Promise<CampaignForTeam | null> {
  const campaign = await db.selectFrom('campaign').selectAll().where('id', '=', campaignId).executeTakeFirst()
  if (!campaign) return null
  const initiator = await db
    .selectFrom('user')
    .select(['id', 'name', 'email'])
    .where('id', '=', campaign.initiator_id)
    .executeTakeFirstOrThrow()
  return {
    campaign: await publicCampaign(db, campaign),
    initiator,
    missing: await missingOf(db, now, campaign),
    reviews: await reviewsOf(db, campaign.id),
    payoutAccount: await payoutAccountOf(db, campaign.initiator_id),
    platformFeeBp: campaign.platform_fee_bp,
    costsPassedOn: campaign.costs_passed_on === null ? null : campaign.costs_passed_on === 1,
    ...momentsOf(campaign),
  }
}

function momentsOf(campaign: Row<'campaign'>) {
  return {
    updatedAt: campaign.updated_at,
    submittedAt: campaign.submitted_at,
    liveAt: campaign.live_at,
  }
}

async function hasPledges(db: ReadDb, campaignId: string): Promise<boolean> {
  const pledge = await db
    .selectFrom('pledge')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .limit(1)
    .executeTakeFirst()
  return pledge !== undefined
}

/** Whether who begins campaigns can be paid; `none` when nothing was arranged yet. */
export async function payoutAccountOf(db: ReadDb, userId: string): Promise<PayoutAccountState> {
  const account = await db
    .selectFrom('payout_account')
    .select('state')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return account?.state ?? 'none'
}
