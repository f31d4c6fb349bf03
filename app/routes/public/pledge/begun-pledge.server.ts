import { isId } from '#app/domain/ids.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import { cookie, PLEDGE_COOKIE, readCookie } from '#app/http/cookies.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'

/** As long as a Checkout lasts: after that there is nothing to go on with. */
const REMEMBERED_SECONDS = 32 * 60
const ID_LENGTH = 36

/** Which pledge of a campaign this browser began last, and the proof that it did: `{id}_{token}`. */
export function rememberPledge({ world }: SiteContext, campaignId: string, pledgeId: string): string {
  const token = world.links.token('pledge-form', pledgeId)
  return cookie(`${PLEDGE_COOKIE}-${campaignId}`, `${pledgeId}_${token}`, REMEMBERED_SECONDS)
}

/**
 * The pledge of this campaign that this browser began last, when it may still be paid or was: somebody who opens the
 * form again mostly came back from Checkout, and does not mean to give twice (trust.md F12).
 */
export async function begunPledge(
  request: Request,
  { world }: SiteContext,
  campaignId: string,
): Promise<PledgeInCampaign | null> {
  const kept = readCookie(request.headers.get('Cookie'), `${PLEDGE_COOKIE}-${campaignId}`) ?? ''
  const id = kept.slice(0, ID_LENGTH)
  if (!isId(id) || !world.links.isToken('pledge-form', id, kept.slice(ID_LENGTH + 1))) return null
  const pledge = await findPledge(world.db.read, id)
  if (pledge?.campaign_id !== campaignId) return null
  return BEGUN.includes(pledge.state) ? pledge : null
}

const BEGUN: readonly string[] = ['draft', 'checkout_open', 'processing', 'committed', 'held']

export function isUnpaid({ state }: Pick<PledgeInCampaign, 'state'>): boolean {
  return state === 'draft' || state === 'checkout_open'
}

/** A pledge without whose it is: somebody else may sit at this computer by now. */
export function withoutPerson(pledge: PledgeInCampaign): PledgeInCampaign {
  return { ...pledge, email: '', name: '', name_visible: 1, message: '' }
}
