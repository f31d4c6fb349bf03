import type { ReadDb } from '#db/database.server.ts'
import type { CampaignState, PayoutAccountState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { ZERO } from '../money.ts'
import { raisedOf } from './campaign-page-queries.server.ts'
import type { CampaignSummary } from './public-campaign.ts'

/** Lists of campaigns. Those that grow come in pages, found by a key and not by a number. */

export interface CampaignPage {
  campaigns: CampaignSummary[]
  /** Ask with this for the next page; null on the last one. */
  next: string | null
}

/**
 * Which campaigns: those that take pledges now; those whose last day is over and that are being counted, or talk with
 * their backers; or those that ended.
 */
export type CampaignShelf = 'live' | 'undecided' | 'ended'

const SHELVES: Record<CampaignShelf, readonly CampaignState[]> = {
  live: ['live'],
  undecided: ['closing', 'near_miss'],
  ended: ['succeeded', 'failed', 'canceled'],
}

/**
 * One page of campaigns: live ones that end first come first, of the others those whose last day was last.
 *
 * @param after the `next` of the page before; anything else begins at the first page
 */
export async function campaignsOnShelf(
  db: ReadDb,
  shelf: CampaignShelf,
  wanted: { districtCode?: string | null; after?: string | null; limit: number },
): Promise<CampaignPage> {
  const after = readKey(wanted.after)
  const beyond = shelf === 'live' ? '>' : '<'
  const direction = shelf === 'live' ? 'asc' : 'desc'
  let query = summaries(db)
    .where('campaign.state', 'in', SHELVES[shelf])
    .where('campaign.live_at', 'is not', null)
    .orderBy('campaign.ends_at', direction)
    .orderBy('campaign.id', direction)
    .limit(wanted.limit + 1)
  if (wanted.districtCode) query = query.where('campaign.district_code', '=', wanted.districtCode)
  if (after)
    query = query.where(row =>
      row.or([
        row('campaign.ends_at', beyond, after.endsAt),
        row.and([row('campaign.ends_at', '=', after.endsAt), row('campaign.id', beyond, after.id)]),
      ]),
    )
  const rows = await query.execute()
  const shown = rows.slice(0, wanted.limit)
  const last = shown.at(-1)
  return {
    campaigns: shown.map(toSummary),
    next: last && rows.length > wanted.limit ? `${last.ends_at}_${last.id}` : null,
  }
}

function readKey(text: string | null | undefined): { endsAt: Instant; id: string } | null {
  const [endsAt = '', id = ''] = (text ?? '').split('_')
  return /^[\dTZ:.-]{24}$/.test(endsAt) && isId(id) ? { endsAt, id } : null
}

/** Every campaign that a person began, newest first. */
export async function campaignsOf(db: ReadDb, userId: string): Promise<CampaignSummary[]> {
  const rows = await summaries(db)
    .where('campaign.initiator_id', '=', userId)
    .orderBy('campaign.id', 'desc')
    .execute()
  return rows.map(toSummary)
}

export interface WaitingCampaign {
  id: string
  title: string
  initiatorId: string
  initiatorName: string | null
  submittedAt: Instant | null
  payoutAccount: PayoutAccountState
}

/** The campaigns that wait for a reviewer, longest waiting first. */
export async function campaignsToReview(db: ReadDb): Promise<WaitingCampaign[]> {
  const rows = await db
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .leftJoin('payout_account', 'payout_account.user_id', 'user.id')
    .select(['campaign.id', 'campaign.title', 'campaign.submitted_at as submittedAt'])
    .select(['user.id as initiatorId', 'user.name as initiatorName', 'payout_account.state as accountState'])
    .where('campaign.state', '=', 'in_review')
    .orderBy('campaign.submitted_at')
    .orderBy('campaign.id')
    .execute()
  return rows.map(({ accountState, ...row }) => ({ ...row, payoutAccount: accountState ?? 'none' }))
}

function summaries(db: ReadDb) {
  return db
    .selectFrom('campaign')
    .leftJoin('campaign_total', 'campaign_total.campaign_id', 'campaign.id')
    .leftJoin('campaign_closure', 'campaign_closure.campaign_id', 'campaign.id')
    .leftJoin('district', 'district.code', 'campaign.district_code')
    .leftJoin('picture', 'picture.id', 'campaign.picture_id')
    .select(['campaign.id', 'campaign.slug', 'campaign.state', 'campaign.title', 'campaign.intro'])
    .select(['campaign.deadline', 'campaign.drawing', 'campaign.minimum_cents', 'campaign.ends_at'])
    .select('campaign.funding_model')
    .select(['district.name as districtName'])
    .select(['held_cents', 'held_count', 'committed_cents', 'committed_count'])
    .select(['counted_cents', 'counted_pledges'])
    .select(['picture.content_hash', 'picture.width', 'picture.height', 'picture.alt'])
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['execute']>>[number]

function toSummary(row: SummaryRow): CampaignSummary {
  const { content_hash: contentHash, width, height, alt } = row
  return {
    id: row.id,
    slug: row.slug,
    state: row.state,
    title: row.title,
    intro: row.intro,
    districtName: row.districtName,
    deadline: row.deadline,
    drawing: row.drawing,
    picture:
      contentHash === null || width === null || height === null
        ? null
        : { contentHash, width, height, alt: alt ?? '' },
    fundingModel: row.funding_model,
    minimum: row.minimum_cents ?? ZERO,
    raised: raisedOf({
      held_cents: row.held_cents ?? ZERO,
      held_count: row.held_count ?? 0,
      committed_cents: row.committed_cents ?? ZERO,
      committed_count: row.committed_count ?? 0,
      counted_cents: row.counted_cents,
      counted_pledges: row.counted_pledges,
    }),
  }
}
