import type { CampaignState, FundingModel } from '#db/schema.ts'
import { DAY_MS } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'

/** Keep-what-you-raise is paid out from this day on, counted from going live, before its end (money.md, decision 11). */
export const FIRST_PAYOUT_DAY = 14

/** And while it goes on only from this amount on: a payout costs two people's time. At its end whatever is there. */
export const LEAST_WHILE_LIVE = cents(250_00)

/** The instant from which on a keep-what-you-raise campaign may be paid out while it goes on. */
export function firstPayoutAt(liveAt: Instant): Instant {
  return new Date(Date.parse(liveAt) + FIRST_PAYOUT_DAY * DAY_MS).toISOString()
}

/**
 * Why a campaign cannot be paid out now; null when it can.
 *
 * @param funds what would be paid out of what it holds
 */
export function settlementRefusal(
  campaign: { state: CampaignState; model: FundingModel | null; liveAt: Instant | null },
  funds: Cents,
  now: Instant,
): 'campaign-not-succeeded' | 'too-early' | 'too-little' | null {
  if (campaign.state === 'succeeded') return null
  if (campaign.state !== 'live' || campaign.model !== 'keep_it_all' || campaign.liveAt === null)
    return 'campaign-not-succeeded'
  if (now < firstPayoutAt(campaign.liveAt)) return 'too-early'
  return funds < LEAST_WHILE_LIVE ? 'too-little' : null
}
