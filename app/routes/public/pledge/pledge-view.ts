import type { FundingModel } from '#db/schema.ts'
import type { PublicCampaign, PublicReward } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'

/** What the pieces of the pledge page are given. */

export interface PledgeIdentity {
  pledge: string
  token: string
}

/** A form, and what stands in it. */
export interface FormAtHand {
  identity: PledgeIdentity
  values: FormValues
  /** The reward that this pledge has reserved already: it is not sold out for this backer. */
  heldRewardId: string | null
  /** Whether it was begun before and not paid. */
  isTakenUp: boolean
  /** Another pledge that this browser made a moment ago, beside which this one will stand. */
  beside: { pledgeId: string; isPaid: boolean } | null
}

/** Why nothing was done with a form in which no field is wrong. */
export type PledgeNotice = 'not-read' | 'stripe-down' | 'stripe-refused' | 'too-many' | 'second' | 'cards-stopped' | 'cards-stopped-here'

/** A form that was sent and came back. */
export interface ReturnedForm extends FormAtHand {
  errors: FormErrors
  notice: PledgeNotice | null
}

/** What the page tells of the campaign. */
export interface CampaignForPledge {
  title: string
  slug: string
  initiatorName: string | null
  raised: Cents
  minimum: Cents
  backers: number
  deadline: string
  daysLeft: number
  fundingModel: FundingModel
}

export interface OfferedReward {
  id: string
  title: string
  description: string
  price: Cents
  quantity: number | null
  /** How many can still be chosen; null when there is no limit. */
  left: number | null
}

/** The rewards as this backer may choose them. */
export function offerOf(campaign: Pick<PublicCampaign, 'rewards'>, heldRewardId: string | null): OfferedReward[] {
  return campaign.rewards.map(reward => ({
    id: reward.id,
    title: reward.title,
    description: reward.description,
    price: reward.price,
    quantity: reward.quantity,
    left: leftOf(reward, heldRewardId),
  }))
}

function leftOf({ id, quantity, taken }: PublicReward, heldRewardId: string | null): number | null {
  return quantity === null ? null : Math.max(0, quantity - taken + (id === heldRewardId ? 1 : 0))
}
