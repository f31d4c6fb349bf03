import { cents, finder, sum } from './facts.ts'
import type { Facts, Finding } from './facts.ts'
import type { Model } from './model.ts'
import { leftOf } from './model.ts'

/** Rows 1 to 18 of money.md 1.4: from, to, and what must have happened. */
const TABLE: readonly [from: string, to: string, fact: string][] = [
  ['draft', 'checkout_open', 'checkout-opened'],
  ['draft', 'abandoned', 'checkout-ended'],
  ['checkout_open', 'checkout_open', 'checkout-opened'],
  ['checkout_open', 'held', 'payment-succeeded'],
  ['checkout_open', 'processing', 'payment-processing'],
  ['checkout_open', 'committed', 'card-saved'],
  ['checkout_open', 'abandoned', 'checkout-ended'],
  ['processing', 'held', 'payment-succeeded'],
  ['processing', 'abandoned', 'payment-failed'],
  ['committed', 'canceled', 'withdrawn'],
  ['committed', 'released', 'campaign-failed'],
  ['committed', 'released', 'campaign-canceled'],
  ['committed', 'collecting', 'collection-started'],
  ['collecting', 'held', 'payment-succeeded'],
  ['collecting', 'processing', 'payment-processing'],
  ['collecting', 'action_required', 'collection-declined'],
  ['processing', 'action_required', 'collection-declined'],
  ['action_required', 'collecting', 'collection-started'],
  ['action_required', 'action_required', 'checkout-opened'],
  ['action_required', 'processing', 'payment-processing'],
  ['action_required', 'held', 'payment-succeeded'],
  ['action_required', 'dropped', 'recovery-ended'],
  ['action_required', 'canceled', 'withdrawn'],
  ['held', 'refunding', 'withdrawn'],
  ['action_required', 'released', 'campaign-canceled'],
  ['held', 'refunding', 'campaign-failed'],
  ['held', 'refunding', 'campaign-canceled'],
  ['held', 'refunding', 'refund-decided'],
  ['held', 'held', 'part-refunded'],
  ['refunding', 'refunded', 'refund-succeeded'],
  ['held', 'charged_back', 'dispute-lost'],
  ['held', 'held', 'part-charged-back'],
  ['refunding', 'charged_back', 'dispute-lost'],
  ['refunded', 'charged_back', 'dispute-lost'],
  ['abandoned', 'refunding', 'payment-succeeded'],
  ['canceled', 'refunding', 'payment-succeeded'],
  ['released', 'refunding', 'payment-succeeded'],
  ['dropped', 'refunding', 'payment-succeeded'],
]

const ARROWS = new Set(TABLE.map(arrow => arrow.join(' ')))

/** I9: pledges move only along the arrows, one after the other, and stand where the last one ended. */
export function alongTheArrows({ pledges, transitions }: Facts): Finding[] {
  const wrong = finder('I9')
  const findings: Finding[] = []
  const stands = new Map<string, string>()
  for (const { pledge_id: id, from_state: from, to_state: to, fact, n } of transitions) {
    const before = stands.get(String(id)) ?? 'draft'
    if (from !== before)
      findings.push(wrong(`the pledge ${id} steps from ${from} at ${n}, and stood at ${before}`))
    if (!ARROWS.has(`${from} ${to} ${fact}`))
      findings.push(wrong(`the pledge ${id} went from ${from} to ${to} because of ${fact}`))
    stands.set(String(id), String(to))
  }
  for (const [id, { state }] of pledges)
    if (state !== (stands.get(id) ?? 'draft'))
      findings.push(
        wrong(`the pledge ${id} is ${state}, and its last step ended at ${stands.get(id) ?? 'draft'}`),
      )
  return findings
}

const COMMITTED = ['committed', 'collecting', 'action_required']

/** I4: a campaign's total is what its pledges hold and commit. */
export function campaignTotals(model: Model): Finding[] {
  const wrong = finder('I4')
  const { totals, pledges, settlements } = model.evidence
  return totals.flatMap(total => {
    const own = [...pledges.values()].filter(({ campaign_id: of }) => of === total.campaign_id)
    const held = own.filter(({ state }) => state === 'held')
    // A promise is one while a bank decides about the payment that is to keep it.
    const committed = own.filter(
      ({ state, accepted_at: promised }) =>
        COMMITTED.includes(String(state)) || (state === 'processing' && promised !== null),
    )
    const left = held.map(({ id }) => leftOf(model, String(id)))
    const ought = {
      held_cents: sum(left.map(({ amount }) => amount)),
      held_count: held.length,
      committed_cents: sum(committed.map(pledge => cents(pledge, 'amount_cents'))),
      committed_count: committed.length,
    }
    const settled = [...settlements.values()].filter(
      ({ campaign_id: of, approved_at: at }) => of === total.campaign_id && at !== null,
    )
    const inBooks =
      (model.credit.get(`campaign_funds_held:${total.campaign_id}`) ?? 0) +
      sum(settled.map(settlement => cents(settlement, 'funds_cents')))
    return [
      ...Object.entries(ought)
        .filter(([column, value]) => total[column] !== value)
        .map(([column, value]) =>
          wrong(`${column} of the campaign ${total.campaign_id} is ${total[column]}, not ${value}`),
        ),
      // After a payout a refund is owed by the initiator: then the books hold more than is left, never less.
      ...(inBooks >= ought.held_cents
        ? []
        : [
            wrong(`the books hold ${inBooks} for the campaign ${total.campaign_id}, not ${ought.held_cents}`),
          ]),
    ]
  })
}

/** I5: a reward is taken by those who hold it, and never more often than it exists. */
export function rewards({ rewards: all, pledges }: Facts): Finding[] {
  const wrong = finder('I5')
  return all.flatMap(({ id, taken, quantity }) => {
    const holders = [...pledges.values()].filter(
      pledge => pledge.reward_id === id && pledge.reward_reserved === 1,
    )
    return [
      ...(taken === holders.length
        ? []
        : [wrong(`the reward ${id} is taken ${taken} times and held by ${holders.length}`)]),
      ...(quantity === null || holders.length <= Number(quantity)
        ? []
        : [wrong(`the reward ${id} is sold ${holders.length} times of ${quantity}`)]),
    ]
  })
}

/** I5 at rest: whose pledge has ended without the reward, has set it free. */
export function rewardsAreFree({ pledges }: Facts): Finding[] {
  const wrong = finder('I5')
  return [...pledges.values()]
    .filter(({ reward_reserved: has, state }) => has === 1 && state !== 'held')
    .map(({ id, state }) => wrong(`the pledge ${id} is ${state} and still has its reward`))
}
