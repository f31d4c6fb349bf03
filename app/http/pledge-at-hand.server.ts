import { isId } from '#app/domain/ids.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import { notFound } from './responses.server.ts'
import type { SiteContext } from './site-context.server.ts'
import { backerOf } from './visitor.server.ts'

/**
 * The pledge that a signed link is for.
 *
 * @throws Response 404 when the link was altered, is for another pledge, or for another purpose
 */
export async function pledgeAtHand(
  request: Request,
  context: SiteContext,
  pledgeId = '',
  purpose: 'manage-pledge' | 'pledge-thanks' | 'near-miss' = 'manage-pledge',
): Promise<PledgeInCampaign> {
  if (!isId(pledgeId)) throw notFound()
  backerOf(request, context, pledgeId, purpose)
  const pledge = await findPledge(context.world.db.read, pledgeId)
  if (!pledge) throw notFound()
  return pledge
}
