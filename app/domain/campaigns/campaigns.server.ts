import type { WriteDb } from '#db/database.server.ts'
import type { CampaignState, LanguageCode } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { recordAudit } from '../users/users.server.ts'
import { deadlineProblem, nextCampaign } from './campaign.ts'
import type { CampaignFact, DeadlineProblem } from './campaign.ts'
import type { IdeaInput, PlaceInput, StartInput } from './campaign-input.ts'
import { dayInCity, endOfDeadline } from './deadline.server.ts'
import { initiatedCampaign, keepTextChange } from './initiated-campaign.server.ts'
import type { NotSaved, Owned } from './initiated-campaign.server.ts'

/** What can be done with a campaign. Each verb is one part of the transaction that the caller opened. */

export { saveBudget, saveRewards } from './budget-and-rewards.server.ts'
export { attachPicture, describePicture } from './campaign-pictures.server.ts'
export { review, submit } from './review.server.ts'
export { dayInCity, endOfDeadline } from './deadline.server.ts'
export { afterDays, afterWorkingDays } from './working-days.server.ts'
export type { NotSaved, Owned } from './initiated-campaign.server.ts'
export type { NotReviewed, Review } from './review.server.ts'

/** Begins a draft. The same id by the same initiator again is the same draft. */
export async function startCampaign(
  trx: WriteDb,
  now: Date,
  start: StartInput & { initiatorId: string; language: LanguageCode },
): Promise<{ ok: true; campaignId: string } | { ok: false; reason: 'id-taken' }> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('campaign')
    .values({
      id: start.campaignId,
      initiator_id: start.initiatorId,
      state: 'draft',
      language: start.language,
      title: start.title,
      intro: '',
      story: '',
      collective_return: '',
      created_at: instant(now),
      updated_at: instant(now),
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) {
    const own = await initiatedCampaign(trx, start)
    return own ? { ok: true, campaignId: start.campaignId } : { ok: false, reason: 'id-taken' }
  }
  await recordAudit(trx, now, {
    actorId: start.initiatorId,
    action: 'campaign.started',
    subject: { type: 'campaign', id: start.campaignId },
    detail: {},
  })
  return { ok: true, campaignId: start.campaignId }
}

/** Keeps the words of the first step. After the first pledge what they were stays public beside what they are. */
export async function saveIdea(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  idea: IdeaInput,
): Promise<{ ok: true } | NotSaved> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  for (const field of ['title', 'intro', 'story'] as const)
    await keepTextChange(trx, now, found, { field, before: found.campaign[field], after: idea[field] })
  await trx
    .updateTable('campaign')
    .set({
      title: idea.title,
      intro: idea.intro,
      story: idea.story,
      drawing: idea.drawing,
      updated_at: instant(now),
    })
    .where('id', '=', found.campaign.id)
    .execute()
  return { ok: true }
}

/**
 * Keeps district, deadline and funding model.
 *
 * @returns `frozen` when it would change a deadline or model after the first pledge
 */
export async function savePlace(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  place: PlaceInput,
): Promise<{ ok: true } | NotSaved | { ok: false; reason: DeadlineProblem }> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  const { campaign } = found
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  const isChanged = place.deadline !== campaign.deadline || place.fundingModel !== campaign.funding_model
  const isOnTheStreet = campaign.live_at !== null
  if (isChanged) {
    const isEmptied = isOnTheStreet && (place.deadline === null || place.fundingModel === null)
    if (!found.editable.terms || isEmptied) return { ok: false, reason: 'frozen' }
    const problem = place.deadline && problemOfDeadline(place.deadline, campaign.live_at, now)
    if (problem) return { ok: false, reason: problem }
  }
  await trx
    .updateTable('campaign')
    .set({
      district_code: place.districtCode ?? (isOnTheStreet ? campaign.district_code : null),
      deadline: place.deadline,
      funding_model: place.fundingModel,
      ends_at: isOnTheStreet && place.deadline ? endOfDeadline(place.deadline) : campaign.ends_at,
      updated_at: instant(now),
    })
    .where('id', '=', campaign.id)
    .execute()
  return { ok: true }
}

/** Not before today, and not too far from the day it went live (or would go live: today). */
function problemOfDeadline(deadline: string, liveAt: string | null, now: Date): DeadlineProblem | null {
  const today = dayInCity(now)
  if (deadline < today) return 'deadline-passed'
  return deadlineProblem(deadline, liveAt === null ? today : dayInCity(new Date(liveAt)))
}

/**
 * Records what the clock or the money decided about a campaign, or that it is canceled. The total of a campaign
 * and what becomes of its pledges are others' work; this is only the state.
 *
 * @returns `not-in-this-state` when the fact means nothing now: repeating it is harmless
 */
export async function advanceCampaign(
  trx: WriteDb,
  now: Date,
  step: {
    campaignId: string
    fact: Exclude<CampaignFact, 'submitted' | 'sent_back' | 'refused' | 'approved'>
    /** Null: a job. */
    actorId: string | null
  },
): Promise<
  { ok: true; state: CampaignState } | { ok: false; reason: 'no-such-campaign' | 'not-in-this-state' }
> {
  const campaign = await trx
    .selectFrom('campaign')
    .select('state')
    .where('id', '=', step.campaignId)
    .executeTakeFirst()
  if (!campaign) return { ok: false, reason: 'no-such-campaign' }
  const state = nextCampaign(campaign.state, step.fact)
  if (state === null) return { ok: false, reason: 'not-in-this-state' }
  await trx
    .updateTable('campaign')
    .set({ state, updated_at: instant(now) })
    .where('id', '=', step.campaignId)
    .execute()
  await recordAudit(trx, now, {
    actorId: step.actorId,
    action: `campaign.${step.fact}`,
    subject: { type: 'campaign', id: step.campaignId },
    detail: { from: campaign.state, to: state },
  })
  return { ok: true, state }
}
