import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { CampaignState, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { ZERO } from '../money.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { deadlineProblem, goals, missingForReview, nextCampaign } from './campaign.ts'
import type { DeadlineProblem, Missing } from './campaign.ts'
import { budgetLines } from './budget-and-rewards.server.ts'
import { dayInCity, endOfDeadline } from './deadline.server.ts'
import { initiatedCampaign } from './initiated-campaign.server.ts'
import type { Owned } from './initiated-campaign.server.ts'
import { freeSlug, slugOf } from './slug.ts'

/** Inside the campaigns module: from the initiator's hands into the reviewer's, and onto the street. */

/**
 * Hands a campaign to the reviewers. The goals are taken from the budget, and what the platform asks is fixed:
 * a later change of the settings changes nothing for this campaign.
 *
 * @returns `incomplete` with every thing that is not right yet
 */
export async function submit(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  conditions: { platformFeeBp: number; costsPassedOn: boolean },
): Promise<
  | { ok: true }
  | { ok: false; reason: 'no-such-campaign' | 'not-in-this-state' }
  | { ok: false; reason: 'incomplete'; missing: Missing[] }
> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  const { campaign } = found
  const state = nextCampaign(campaign.state, 'submitted')
  if (state === null) return { ok: false, reason: 'not-in-this-state' }
  const missing = await missingOf(trx, now, campaign)
  if (missing.length > 0) return { ok: false, reason: 'incomplete', missing }
  const { minimum, optimum } = goals(await goalLines(trx, campaign.id))
  await trx
    .updateTable('campaign')
    .set({
      state,
      minimum_cents: minimum,
      optimum_cents: optimum,
      platform_fee_bp: conditions.platformFeeBp,
      costs_passed_on: conditions.costsPassedOn ? 1 : 0,
      submitted_at: instant(now),
      updated_at: instant(now),
    })
    .where('id', '=', campaign.id)
    .execute()
  await recordAudit(trx, now, {
    actorId: owned.initiatorId,
    action: 'campaign.submitted',
    subject: { type: 'campaign', id: campaign.id },
    detail: { minimumCents: minimum, optimumCents: optimum, ...conditions },
  })
  return { ok: true }
}

/** What still stands between this campaign and its review. */
export async function missingOf(db: ReadDb, now: Date, campaign: Row<'campaign'>): Promise<Missing[]> {
  const draft = {
    title: campaign.title,
    intro: campaign.intro,
    story: campaign.story,
    collectiveReturn: campaign.collective_return,
    districtCode: campaign.district_code,
    deadline: campaign.deadline,
    fundingModel: campaign.funding_model,
    lines: await goalLines(db, campaign.id),
  }
  return missingForReview(draft, dayInCity(now))
}

async function goalLines(db: ReadDb, campaignId: string) {
  const lines = await budgetLines(db, campaignId)
  return lines.map(line => ({ amountCents: line.amount_cents, kind: line.kind }))
}

export type ReviewDecision = 'approved' | 'needs_work' | 'refused'

export interface Review {
  campaignId: string
  reviewerId: string
  decision: ReviewDecision
  /** For the initiator. May be empty only when it is approved. */
  reason: string
  /** Whether the platform can bear one more live campaign now (the float of money.md 1.2). Asked before the transaction. */
  mayGoLive: { ok: true } | { ok: false; reason: 'float-too-small' }
}

export type NotReviewed = {
  ok: false
  reason:
    | 'no-such-campaign'
    | 'not-in-this-state'
    | 'own-campaign'
    | 'reason-missing'
    | 'payout-account-not-active'
    | 'float-too-small'
    | DeadlineProblem
}

/**
 * Decides about a campaign in review, with a reason, and tells the initiator by letter. Approved is live at
 * once; therefore nothing is approved whose initiator cannot be paid yet.
 */
export async function review(
  trx: WriteDb,
  now: Date,
  given: Review,
): Promise<{ ok: true; state: CampaignState } | NotReviewed> {
  const campaign = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .selectAll('campaign')
    .select(['user.email as initiator_email', 'user.language as initiator_language'])
    .where('campaign.id', '=', given.campaignId)
    .executeTakeFirst()
  if (!campaign) return { ok: false, reason: 'no-such-campaign' }
  const fact = ({ approved: 'approved', needs_work: 'sent_back', refused: 'refused' } as const)[
    given.decision
  ]
  const state = nextCampaign(campaign.state, fact)
  if (state === null) return { ok: false, reason: 'not-in-this-state' }
  if (campaign.initiator_id === given.reviewerId) return { ok: false, reason: 'own-campaign' }
  const reason = given.reason.trim()
  if (reason === '' && given.decision !== 'approved') return { ok: false, reason: 'reason-missing' }
  if (given.decision === 'approved') {
    const obstacle = await obstacleToLive(trx, now, campaign, given.mayGoLive)
    if (obstacle) return { ok: false, reason: obstacle }
    await goLive(trx, now, campaign)
  } else
    await trx
      .updateTable('campaign')
      .set({ state, updated_at: instant(now) })
      .where('id', '=', campaign.id)
      .execute()
  const reviewId = await keepReview(trx, now, { ...given, reason })
  await promiseLetter(trx, now, {
    name: 'review-result',
    dedupKey: reviewId,
    to: campaign.initiator_email,
    language: campaign.initiator_language,
    props: { campaignId: campaign.id, campaignTitle: campaign.title, decision: given.decision, reason },
  })
  return { ok: true, state }
}

async function obstacleToLive(
  trx: WriteDb,
  now: Date,
  campaign: Row<'campaign'>,
  mayGoLive: Review['mayGoLive'],
): Promise<NotReviewed['reason'] | null> {
  const account = await trx
    .selectFrom('payout_account')
    .select('state')
    .where('user_id', '=', campaign.initiator_id)
    .executeTakeFirst()
  if (account?.state !== 'active') return 'payout-account-not-active'
  if (!mayGoLive.ok) return mayGoLive.reason
  return deadlineProblem(campaign.deadline ?? '', dayInCity(now))
}

/** Puts a campaign on the street: its address is fixed, its end is an instant, and its total stands at nothing. */
async function goLive(trx: WriteDb, now: Date, campaign: Row<'campaign'>): Promise<void> {
  if (campaign.deadline === null) throw new Error(`A campaign in review has a deadline: ${campaign.id}`)
  const slug = slugOf(campaign.title)
  const alike = await trx.selectFrom('campaign').select('slug').where('slug', 'like', `${slug}%`).execute()
  await trx
    .updateTable('campaign')
    .set({
      state: 'live',
      slug: freeSlug(slug, new Set(alike.flatMap(each => each.slug ?? []))),
      ends_at: endOfDeadline(campaign.deadline),
      live_at: instant(now),
      updated_at: instant(now),
    })
    .where('id', '=', campaign.id)
    .execute()
  await trx
    .insertInto('campaign_total')
    .values({
      campaign_id: campaign.id,
      held_cents: ZERO,
      held_count: 0,
      committed_cents: ZERO,
      committed_count: 0,
    })
    .execute()
}

async function keepReview(trx: WriteDb, now: Date, given: Review): Promise<string> {
  const id = randomIds.next()
  await trx
    .insertInto('campaign_review')
    .values({
      id,
      campaign_id: given.campaignId,
      reviewer_id: given.reviewerId,
      decision: given.decision,
      reason: given.reason,
      decided_at: instant(now),
    })
    .execute()
  await recordAudit(trx, now, {
    actorId: given.reviewerId,
    action: `campaign.${given.decision}`,
    subject: { type: 'campaign', id: given.campaignId },
    detail: { reviewId: id },
  })
  return id
}
