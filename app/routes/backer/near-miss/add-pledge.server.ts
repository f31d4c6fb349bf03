import { isId } from '#app/domain/ids.ts'
import { cents, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { answerNearMiss } from '#app/domain/closings/closings.server.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { beginPledge, openCheckout } from '#app/domain/payments/payments.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import { secondsUntilPledgeMayStart } from '#app/http/pledge-start-limits.server.ts'
import { badRequest } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { readAddition } from './answer-input.ts'
import type { AddForm, AddProblems } from './answer-input.ts'

/** What came of adding: on to Checkout, or why not. Nothing was paid then. */
export type Added =
  | { outcome: 'to-checkout'; url: string }
  | { outcome: 'problems'; problems: AddProblems }
  | { outcome: 'too-many' | 'unavailable'; retryAfter: string }
  | { outcome: 'over' | 'refused' }

export function limitsOf({ world }: SiteContext): { least: Cents; most: Cents } {
  return { least: cents(world.config.PLEDGE_MIN_CENTS), most: cents(world.config.PLEDGE_MAX_CENTS) }
}

/**
 * Begins a second pledge beside the one whose backer was asked, with the same name and address, and opens its
 * Checkout. The form carries the new pledge's id, so that a double click adds once.
 */
export async function addPledge(
  context: SiteContext,
  beside: PledgeInCampaign,
  form: AddForm,
): Promise<Added> {
  const { world } = context
  if (!isId(form.pledge) || !world.links.isToken('pledge-form', form.pledge, form.token)) throw badRequest()
  const limits = limitsOf(context)
  const read = readAddition(form, limits)
  if (!read.ok) return { outcome: 'problems', problems: read.problems }
  const { amount, method } = read
  const start = { pledgeId: form.pledge, campaignId: beside.campaign_id, method, content: String(amount) }
  const wait = await secondsUntilPledgeMayStart(context, start)
  if (wait !== null) return { outcome: 'too-many', retryAfter: String(wait) }
  const input = {
    amount,
    method,
    tip: ZERO,
    rewardId: null,
    email: beside.email,
    name: beside.name,
    nameVisible: beside.name_visible === 1,
    message: '',
  }
  try {
    const answered = await world.db.inTransaction(trx =>
      answerNearMiss(trx, world.clock.now(), { pledgeId: beside.id, answer: 'add' }),
    )
    if (!answered.ok) return { outcome: 'over' }
    const started = await beginPledge(world, {
      pledgeId: form.pledge,
      campaignId: beside.campaign_id,
      language: beside.language,
      input,
      limits: { ...limits, leastForReward: cents(world.config.REWARD_MIN_CENTS) },
      byInvitation: true,
    })
    if (!started.ok) return { outcome: started.reason === 'campaign-not-open' ? 'over' : 'refused' }
    const opened = await openCheckout(world, started.pledge.id)
    return opened.ok ? { outcome: 'to-checkout', url: opened.url } : { outcome: 'refused' }
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    world.log.warn({ event: 'checkout.unavailable', requestId: context.requestId, err: error })
    return { outcome: 'unavailable', retryAfter: '30' }
  }
}
