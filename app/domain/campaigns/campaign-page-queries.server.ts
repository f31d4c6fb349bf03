import type { ReadDb } from '#db/database.server.ts'
import type { PledgeState, Row } from '#db/schema.ts'
import { add, ZERO } from '../money.ts'
import { goals } from './campaign.ts'
import { standingOf } from './campaign-standing.server.ts'
import { budgetLines, rewardsOf } from './budget-and-rewards.server.ts'
import type { Picture } from './picture.ts'
import type { PublicCampaign, PublicUpdate, Raised, TextChange } from './public-campaign.ts'

/**
 * Everything that the page of a campaign shows. What it costs does not grow with the number of pledges: sums
 * stand in rows of their own, and of the backers only the newest are read, along an index.
 */

const UPDATES_SHOWN = 4
const NAMES_SHOWN = 20
const CHANGES_SHOWN = 10

export async function publicCampaign(db: ReadDb, campaign: Row<'campaign'>): Promise<PublicCampaign> {
  const lines = await budgetLines(db, campaign.id)
  const goal = goals(lines.map(line => ({ amountCents: line.amount_cents, kind: line.kind })))
  const rewards = await rewardsOf(db, campaign.id)
  return {
    id: campaign.id,
    slug: campaign.slug,
    state: campaign.state,
    language: campaign.language,
    title: campaign.title,
    intro: campaign.intro,
    story: campaign.story,
    initiatorName: await initiatorName(db, campaign.initiator_id),
    districtCode: campaign.district_code,
    districtName: await districtName(db, campaign.district_code),
    deadline: campaign.deadline,
    endsAt: campaign.ends_at,
    fundingModel: campaign.funding_model,
    collectiveReturn: campaign.collective_return,
    collectiveReturnPlanned: campaign.collective_return_planned,
    picture: await pictureOf(db, campaign.picture_id),
    drawing: campaign.drawing,
    minimum: campaign.live_at === null ? goal.minimum : (campaign.minimum_cents ?? goal.minimum),
    optimum: campaign.live_at === null ? goal.optimum : (campaign.optimum_cents ?? goal.optimum),
    raised: await raisedBy(db, campaign.id),
    lines: lines.map(({ label, amount_cents, kind }) => ({ label, amount: amount_cents, kind })),
    rewards: rewards.map(({ id, title, description, price_cents, quantity, taken }) => ({
      id,
      title,
      description,
      price: price_cents,
      quantity,
      taken,
    })),
    ...(await newestUpdates(db, campaign.id)),
    names: await newestNames(db, campaign.id),
    changes: await newestChanges(db, campaign.id),
    ...(await standingOf(db, campaign.id)),
  }
}

async function initiatorName(db: ReadDb, userId: string): Promise<string | null> {
  const user = await db.selectFrom('user').select('name').where('id', '=', userId).executeTakeFirst()
  return user?.name ?? null
}

async function districtName(db: ReadDb, code: string | null): Promise<string | null> {
  if (code === null) return null
  const district = await db.selectFrom('district').select('name').where('code', '=', code).executeTakeFirst()
  return district?.name ?? null
}

async function pictureOf(db: ReadDb, id: string | null): Promise<Picture | null> {
  if (id === null) return null
  const picture = await db
    .selectFrom('picture')
    .select(['content_hash as contentHash', 'width', 'height', 'alt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return picture ?? null
}

async function raisedBy(db: ReadDb, campaignId: string): Promise<Raised> {
  const row = await db
    .selectFrom('campaign_total')
    .leftJoin('campaign_closure', 'campaign_closure.campaign_id', 'campaign_total.campaign_id')
    .select(['held_cents', 'held_count', 'committed_cents', 'committed_count'])
    .select(['counted_cents', 'counted_pledges'])
    .where('campaign_total.campaign_id', '=', campaignId)
    .executeTakeFirst()
  return row ? raisedOf(row) : { total: ZERO, held: ZERO, committed: ZERO, backers: 0 }
}

/** What a campaign has: as counted once its outcome is decided, before that as its total stands. */
export function raisedOf(
  row: Omit<Row<'campaign_total'>, 'campaign_id'> &
    Pick<Row<'campaign_closure'>, 'counted_cents' | 'counted_pledges'>,
): Raised {
  return {
    total: row.counted_cents ?? add(row.held_cents, row.committed_cents),
    held: row.held_cents,
    committed: row.committed_cents,
    backers: row.counted_pledges ?? row.held_count + row.committed_count,
  }
}

async function newestUpdates(
  db: ReadDb,
  campaignId: string,
): Promise<{ updates: PublicUpdate[]; updateCount: number }> {
  const updates = await db
    .selectFrom('campaign_update')
    .select(['id', 'title', 'body', 'published_at as publishedAt'])
    .where('campaign_id', '=', campaignId)
    .orderBy('id', 'desc')
    .limit(UPDATES_SHOWN)
    .execute()
  const { count } = await db
    .selectFrom('campaign_update')
    .select(row => row.fn.countAll<number>().as('count'))
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()
  return { updates, updateCount: count }
}

/** Pledges that stand, once they were accepted: their backers are on the wall. */
const STANDING: readonly PledgeState[] = ['held', 'committed', 'collecting', 'action_required', 'processing']

/** Each state is read along the index by itself, newest first, since one sort over all of them would read all pledges. */
async function newestNames(db: ReadDb, campaignId: string): Promise<(string | null)[]> {
  const found = []
  for (const state of STANDING)
    found.push(
      ...(await db
        .selectFrom('pledge')
        .select(['name', 'name_visible', 'accepted_at'])
        .where('campaign_id', '=', campaignId)
        .where('state', '=', state)
        .where('accepted_at', 'is not', null)
        .orderBy('accepted_at', 'desc')
        .limit(NAMES_SHOWN)
        .execute()),
    )
  return found
    .toSorted((a, b) => (b.accepted_at ?? '').localeCompare(a.accepted_at ?? ''))
    .slice(0, NAMES_SHOWN)
    .map(pledge => (pledge.name_visible === 1 && pledge.name !== '' ? pledge.name : null))
}

async function newestChanges(db: ReadDb, campaignId: string): Promise<TextChange[]> {
  return db
    .selectFrom('campaign_text_change')
    .select(['id', 'field', 'before', 'after', 'changed_at as changedAt'])
    .where('campaign_id', '=', campaignId)
    .orderBy('id', 'desc')
    .limit(CHANGES_SHOWN)
    .execute()
}
