import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { isId } from '#app/domain/ids.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { beginPledge, openCheckout } from '#app/domain/payments/payments.server.ts'
import { readPledgeForm } from '#app/domain/pledges/pledge-input.ts'
import type { PledgeForm, PledgeInput, PledgeProblems } from '#app/domain/pledges/pledge-input.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign, StartedPledge } from '#app/domain/pledges/pledges.server.ts'
import { askBrake, secondsUntil } from '#app/http/card-brake.server.ts'
import { secondsUntilPledgeMayStart } from '#app/http/pledge-start-limits.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { limitsOf } from './form-at-hand.server.ts'
import type { PledgeNotice } from './pledge-view.ts'

/** What came of a form. */
export type TakenPledge =
  | { outcome: 'to-checkout'; url: string }
  /** It was paid, committed or ended before: the page of that pledge says which. */
  | { outcome: 'already-decided' }
  /** The same form was sent again with something else in it, and that is what the pledge is now. */
  | { outcome: 'overtaken' }
  | { outcome: 'campaign-closed' }
  | RefusedForm

/** A form that goes back to the backer, with everything in it. */
export type RefusedForm =
  { outcome: 'problems'; problems: PledgeProblems } | { outcome: PledgeNotice; retryAfterSeconds?: string }

interface PostedPledge {
  campaign: PublicCampaign
  form: PledgeForm
  /** The pledge that this browser began last. */
  begun: PledgeInCampaign | null
  language: Language
}

/** Takes a posted form: one that is ours, in order, and not too many; then starts the pledge and opens its Checkout. */
export async function takePledge(
  request: Request,
  context: SiteContext,
  posted: PostedPledge,
): Promise<TakenPledge> {
  const { campaign, form, begun } = posted
  if (form.website !== '' || !isOurs(context, form)) return { outcome: 'not-read' }
  const read = readPledgeForm(form, campaign.rewards)
  if (!read.ok) return { outcome: 'problems', problems: read.problems }
  if (begun && begun.id !== form.beside && !(await isKnown(context, form))) return { outcome: 'second' }
  const { input } = read
  const content = JSON.stringify([posted.language, input])
  const start = { pledgeId: form.pledge, campaignId: campaign.id, method: input.method, content }
  const wait = await secondsUntilPledgeMayStart(context, start)
  if (wait !== null) return { outcome: 'too-many', retryAfterSeconds: String(wait) }
  const braked = await askBrake(request, context, start)
  if (!braked.ok)
    return { outcome: BRAKED[braked.reason], retryAfterSeconds: String(secondsUntil(context, braked.until)) }
  return toCheckout(context, posted, input)
}

const BRAKED = {
  'network-stopped': 'cards-stopped-here',
  'campaign-stopped': 'cards-stopped',
  'too-many': 'too-many',
} as const

/** Whether the form is that of a pledge that was begun before: sent again, it makes no second. */
async function isKnown({ world }: SiteContext, { pledge }: PledgeForm): Promise<boolean> {
  return (await findPledge(world.db.read, pledge)) !== null
}

/** Whether the form was made by us for this pledge. */
export function isOurs({ world }: SiteContext, form: PledgeForm): boolean {
  return isId(form.pledge) && world.links.isToken('pledge-form', form.pledge, form.token)
}

async function toCheckout(
  context: SiteContext,
  { campaign, form, language }: PostedPledge,
  input: PledgeInput,
): Promise<TakenPledge> {
  const { world } = context
  const request = { pledgeId: form.pledge, campaignId: campaign.id, language, input, limits: limitsOf(context) }
  try {
    const started = await beginPledge(world, request)
    if (!started.ok) return notStarted(started)
    const opened = await openCheckout(world, started.pledge.id)
    if (opened.ok) return { outcome: 'to-checkout', url: opened.url }
    if (opened.reason === 'refused-by-stripe') return { outcome: 'stripe-refused' }
    return { outcome: opened.reason === 'campaign-not-open' ? 'campaign-closed' : opened.reason }
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    world.log.warn({ event: 'checkout.unavailable', requestId: context.requestId, err: error })
    return { outcome: 'stripe-down', retryAfterSeconds: '30' }
  }
}

function notStarted(started: Extract<StartedPledge, { ok: false }>): TakenPledge {
  switch (started.reason) {
    case 'not-accepted':
      return { outcome: 'problems', problems: started.problems }
    case 'campaign-not-open':
      return { outcome: 'campaign-closed' }
    case 'already-decided':
      return { outcome: 'already-decided' }
    case 'checkout-open':
      return { outcome: 'overtaken' }
  }
}
