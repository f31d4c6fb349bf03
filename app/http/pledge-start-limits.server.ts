import { networkOf } from './client-address.server.ts'
import { countOne } from './rate-limits.server.ts'
import type { SiteContext } from './site-context.server.ts'

/** A pledge that is about to open a Checkout. */
export interface PledgeStart {
  pledgeId: string
  campaignId: string
  /** `card` when a card can be tried in its Checkout, whatever else can. */
  method: 'bank' | 'card'
  /** All that leads to another Checkout when it changes. */
  content: string
}

/**
 * Counts a pledge of this network and of this campaign. A double click, or a form that is sent again because nothing
 * seemed to happen, leads to the Checkout that is there already and is counted once; every change is counted.
 *
 * @returns null, or in how many seconds it may be tried again
 */
export async function secondsUntilPledgeMayStart(
  context: SiteContext,
  start: PledgeStart,
): Promise<number | null> {
  const { pledgeId, campaignId, method } = start
  const network = networkOf(context.address)
  const wait = await countOne(context, 'starts-of-pledge', pledgeId)
  if (wait !== null) return wait
  return context.limits.countChange(
    pledgeId,
    JSON.stringify([network, start]),
    async () =>
      (await countOne(context, `${method}-pledge-starts-from-network`, network)) ??
      (await countOne(context, 'pledge-starts-for-campaign', campaignId)),
  )
}
