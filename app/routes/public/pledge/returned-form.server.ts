import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { amountField } from '#app/domain/pledges/pledge-input.ts'
import type { PledgeForm } from '#app/domain/pledges/pledge-input.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { besideIt, limitsOf, newIdentity } from './form-at-hand.server.ts'
import type { ReturnedForm } from './pledge-view.ts'
import { problemSentences } from './problem-sentences.ts'
import { isOurs } from './take-pledge.server.ts'
import type { RefusedForm } from './take-pledge.server.ts'

interface Returned {
  campaign: PublicCampaign
  form: PledgeForm
  begun: PledgeInCampaign | null
  refused: RefusedForm
}

/**
 * The form as it was, with what is wrong. One that was not made by us gets a new pledge, so that it is taken when it is
 * sent again.
 */
export async function returnedForm(
  request: Request,
  context: SiteContext,
  { campaign, form, begun, refused }: Returned,
): Promise<ReturnedForm> {
  const { pledge, token, website: _, beside: __, ...values } = form
  const isKnown = isOurs(context, form)
  const kept = isKnown ? await findPledge(context.world.db.read, pledge) : null
  const facts = {
    amountField: amountField(form),
    reward: campaign.rewards.find(({ id }) => id === form.reward) ?? null,
    limits: limitsOf(context),
  }
  const hasProblems = refused.outcome === 'problems'
  return {
    identity: isKnown ? { pledge, token } : newIdentity(context),
    values,
    heldRewardId: kept?.reward_reserved === 1 ? kept.reward_id : null,
    isTakenUp: false,
    beside: begun && begun.id !== pledge ? besideIt(begun) : null,
    errors: hasProblems ? problemSentences(refused.problems, facts, languageOf(request)) : {},
    notice: hasProblems ? null : refused.outcome,
  }
}

const ANSWERS_LATER: readonly RefusedForm['outcome'][] = ['too-many', 'cards-stopped', 'cards-stopped-here']

/** How the answer is sent: after how long to come back, where waiting helps. */
export function answerTo(refused: RefusedForm): ResponseInit {
  const isLater = ANSWERS_LATER.includes(refused.outcome)
  if (refused.outcome === 'problems' || !(isLater || refused.outcome === 'stripe-down')) return { status: 422 }
  const headers = { 'Retry-After': refused.retryAfterSeconds ?? '60' }
  return { status: isLater ? 429 : 503, headers }
}
