import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { OWN, suggestionsWithin } from '#app/domain/pledges/pledge-input.ts'
import type { PledgeLimits } from '#app/domain/pledges/pledge.ts'
import { isId, randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { amount } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { isUnpaid } from './begun-pledge.server.ts'
import type { FormAtHand, PledgeIdentity } from './pledge-view.ts'

/** Which pledge a form is for, and what stands in it. */

export function limitsOf({ world }: SiteContext): PledgeLimits {
  return {
    least: cents(world.config.PLEDGE_MIN_CENTS),
    most: cents(world.config.PLEDGE_MAX_CENTS),
    leastForReward: cents(world.config.REWARD_MIN_CENTS),
  }
}

/** The pledge that a form is for: made with the form, so that sending it twice is one pledge. */
export function newIdentity({ world }: SiteContext): PledgeIdentity {
  const pledge = randomIds.next()
  return { pledge, token: world.links.token('pledge-form', pledge) }
}

/**
 * The pledge that `?pledge=…&k=…` names, when this form of this campaign made it: the backer turned back at Checkout,
 * or it ended unpaid.
 */
export async function pledgeTakenUp(
  request: Request,
  context: SiteContext,
  campaignId: string,
): Promise<PledgeInCampaign | null> {
  const { searchParams } = new URL(request.url)
  const { world } = context
  const id = searchParams.get('pledge') ?? ''
  if (!isId(id) || !world.links.isToken('pledge-form', id, searchParams.get('k') ?? '')) return null
  const pledge = await findPledge(world.db.read, id)
  return pledge?.campaign_id === campaignId ? pledge : null
}

interface FormFor {
  campaign: PublicCampaign
  /** The pledge that the form goes on with. */
  taken: PledgeInCampaign | null
  /** The pledge beside which the form makes another. */
  beside: PledgeInCampaign | null
  language: Language
}

/** The form as it opens: empty, with a reward that was chosen on the campaign's page, or as it was left. */
export function formAtHand(
  request: Request,
  context: SiteContext,
  { campaign, taken, beside, language }: FormFor,
): FormAtHand {
  const fresh = newIdentity(context)
  const limits = limitsOf(context)
  if (!taken) {
    const wanted = new URL(request.url).searchParams.get('reward')
    const reward = campaign.rewards.find(({ id }) => id === wanted)
    const values = reward ? { reward: reward.id, ...amountFields(reward.price, limits, language) } : { reward: '' }
    return { identity: fresh, values, heldRewardId: null, isTakenUp: false, beside: beside && besideIt(beside) }
  }
  return {
    identity: isUnpaid(taken) ? { pledge: taken.id, token: context.world.links.token('pledge-form', taken.id) } : fresh,
    values: {
      ...amountFields(taken.amount_cents, limits, language),
      reward: taken.reward_id ?? '',
      tip: String(taken.tip_cents),
      method: taken.method,
      email: taken.email,
      name: taken.name,
      anonymous: taken.name !== '' && taken.name_visible === 0 ? 'yes' : '',
      message: taken.message,
    },
    heldRewardId: taken.reward_reserved === 1 ? taken.reward_id : null,
    isTakenUp: true,
    beside: null,
  }
}

/** @returns what the form tells of a pledge beside which another is made */
export function besideIt(begun: PledgeInCampaign): NonNullable<FormAtHand['beside']> {
  return { pledgeId: begun.id, isPaid: !isUnpaid(begun) }
}

/** An amount as the fields hold it: one of the suggestions, or typed. */
function amountFields(value: Cents, limits: PledgeLimits, language: Language) {
  if (suggestionsWithin(limits).includes(value)) return { amount: String(value), own: '' }
  return { amount: OWN, own: amount(value, language) }
}
