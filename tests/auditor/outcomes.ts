import type { BookRow } from './books.ts'
import { cents, finder } from './facts.ts'
import type { Finding } from './facts.ts'
import { creditOf } from './model.ts'
import type { Model } from './model.ts'

/**
 * I9 for campaigns: all-or-nothing succeeded with its minimum; or after its 80 % conversation with the minimum that was
 * explained, which is never less than 80 % of the first. Keep-what-you-raise succeeded with anything at all.
 */
export function outcomes({ evidence }: Model): Finding[] {
  const wrong = finder('I9')
  const { campaigns, closures, nearMisses } = evidence
  return closures.flatMap(closure => {
    const campaign = campaigns.get(String(closure.campaign_id))
    if (!campaign || closure.outcome === null || closure.outcome === 'canceled') return []
    const nearMiss = nearMisses.find(({ campaign_id: of }) => of === campaign.id)
    const ought = cents(closure, 'counted_cents') >= leastOf(campaign, nearMiss) ? 'succeeded' : 'failed'
    const stands = [ought, 'canceled'].includes(String(campaign.state))
    return closure.outcome === ought && stands
      ? []
      : [
          wrong(
            `the campaign ${campaign.id} is ${campaign.state}, decided as ${closure.outcome} with ${closure.counted_cents}; it ought to have ${ought}`,
          ),
        ]
  })
}

function leastOf(campaign: BookRow, nearMiss: BookRow | undefined): number {
  if (campaign.funding_model === 'keep_it_all') return 1
  const minimum = cents(campaign, 'minimum_cents')
  if (!nearMiss) return minimum
  if (nearMiss.explained_at === null) return Infinity
  return Math.max(cents(nearMiss, 'minimum_cents'), Math.ceil((minimum * 80) / 100))
}

/** At rest nothing is held for a campaign that gave everything back. */
export function nothingIsHeldBack(model: Model): Finding[] {
  const wrong = finder('I4')
  return [...model.evidence.campaigns.values()]
    .filter(({ state }) => state === 'failed' || state === 'canceled')
    .flatMap(({ id, state }) =>
      [`campaign_funds_held:${id}`, `tips_held:${id}`]
        .filter(account => creditOf(model, account) !== 0)
        .map(account => wrong(`${account} holds ${creditOf(model, account)} of a campaign that is ${state}`)),
    )
}
