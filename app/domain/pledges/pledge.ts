import type { Collection, FundingModel, PledgeMethod, PledgeState } from '#db/schema.ts'
import type { LetterName } from '#emails/catalog.ts'
import { add, cents, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * What a pledge is: the state table of money.md 1.4. One row for each arrow: from which state, by which fact, to
 * which state, and what it asks for (a journal entry, a letter, the reward set free, the card forgotten).
 */

/** Something that happened, as the platform knows it after looking. */
export type PledgeFact =
  | 'checkout-opened'
  | 'checkout-ended'
  | 'payment-processing'
  | 'payment-succeeded'
  | 'payment-failed'
  | 'card-saved'
  | 'withdrawn'
  | 'campaign-failed'
  | 'campaign-canceled'
  | 'collection-started'
  | 'collection-declined'
  | 'recovery-ended'
  | 'refund-decided'
  | 'part-refunded'
  | 'refund-succeeded'
  | 'dispute-lost'
  | 'part-charged-back'

export interface Arrow {
  /** The row of money.md 1.4. */
  row: string
  from: PledgeState
  fact: PledgeFact
  to: PledgeState
  /** The journal entry that must be booked in the same transaction. */
  entry: 'payment' | 'surplus' | 'refund' | 'dispute' | null
  letter: LetterName | null
  freesReward: boolean
  forgetsCard: boolean
}

type Asks = Partial<Pick<Arrow, 'entry' | 'letter' | 'freesReward' | 'forgetsCard'>>

const arrow = (
  row: string,
  from: PledgeState,
  fact: PledgeFact,
  to: PledgeState,
  asks: Asks = {},
): Arrow => ({
  row,
  from,
  fact,
  to,
  entry: null,
  letter: null,
  freesReward: false,
  forgetsCard: false,
  ...asks,
})

const paid: Asks = { entry: 'payment', letter: 'pledge-receipt' }
const over: Asks = { freesReward: true }
const forget: Asks = { freesReward: true, forgetsCard: true }
const payBack: Asks = { entry: 'refund', freesReward: true }

// prettier-ignore
export const ARROWS: readonly Arrow[] = [
  arrow('1',  'draft',           'checkout-opened',     'checkout_open'),
  arrow('1a', 'draft',           'checkout-ended',      'abandoned',       over),
  arrow('1b', 'checkout_open',   'checkout-opened',     'checkout_open'),
  arrow('2',  'checkout_open',   'payment-succeeded',   'held',            paid),
  arrow('3',  'checkout_open',   'payment-processing',  'processing'),
  arrow('4',  'checkout_open',   'card-saved',          'committed',       { letter: 'card-saved' }),
  arrow('5',  'checkout_open',   'checkout-ended',      'abandoned',       over),
  arrow('6',  'processing',      'payment-succeeded',   'held',            paid),
  arrow('6',  'processing',      'payment-failed',      'abandoned',       over),
  arrow('7',  'committed',       'withdrawn',           'canceled',        { ...forget, letter: 'pledge-withdrawn' }),
  arrow('8',  'committed',       'campaign-failed',     'released',        { ...forget, letter: 'campaign-missed' }),
  arrow('8',  'committed',       'campaign-canceled',   'released',        { ...forget, letter: 'campaign-canceled' }),
  arrow('9',  'committed',       'collection-started',  'collecting'),
  arrow('10', 'collecting',      'payment-succeeded',   'held',            paid),
  arrow('10', 'collecting',      'payment-processing',  'processing'),
  arrow('11', 'collecting',      'collection-declined', 'action_required', { letter: 'card-failed' }),
  arrow('11', 'processing',      'collection-declined', 'action_required', { letter: 'card-failed' }),
  arrow('12', 'action_required', 'collection-started',  'collecting'),
  arrow('13', 'action_required', 'checkout-opened',     'action_required'),
  arrow('13', 'action_required', 'payment-processing',  'processing'),
  arrow('13', 'action_required', 'payment-succeeded',   'held',            paid),
  arrow('14', 'action_required', 'recovery-ended',      'dropped',         { ...forget, letter: 'pledge-dropped' }),
  arrow('14', 'action_required', 'withdrawn',           'canceled',        { ...forget, letter: 'pledge-withdrawn' }),
  arrow('14', 'action_required', 'campaign-canceled',   'released',        { ...forget, letter: 'campaign-canceled' }),
  arrow('15', 'held',            'withdrawn',           'refunding',       { ...payBack, letter: 'pledge-withdrawn' }),
  arrow('15', 'held',            'campaign-failed',     'refunding',       { ...payBack, letter: 'campaign-missed' }),
  arrow('15', 'held',            'campaign-canceled',   'refunding',       { ...payBack, letter: 'campaign-canceled' }),
  arrow('15', 'held',            'refund-decided',      'refunding',       payBack),
  arrow('16', 'held',            'part-refunded',       'held',            { entry: 'refund' }),
  arrow('16', 'refunding',       'refund-succeeded',    'refunded'),
  arrow('17', 'held',            'dispute-lost',        'charged_back',    { entry: 'dispute', freesReward: true }),
  arrow('17', 'held',            'part-charged-back',   'held',            { entry: 'dispute' }),
  arrow('17', 'refunding',       'dispute-lost',        'charged_back',    { entry: 'dispute' }),
  arrow('17', 'refunded',        'dispute-lost',        'charged_back',    { entry: 'dispute' }),
  arrow('18', 'abandoned',       'payment-succeeded',   'refunding',       { entry: 'surplus' }),
  arrow('18', 'canceled',        'payment-succeeded',   'refunding',       { entry: 'surplus' }),
  arrow('18', 'released',        'payment-succeeded',   'refunding',       { entry: 'surplus' }),
  arrow('18', 'dropped',         'payment-succeeded',   'refunding',       { entry: 'surplus' }),
]

/** The arrow that a fact takes from a state; null when the fact changes nothing there. */
export function nextPledge(state: PledgeState, fact: PledgeFact): Arrow | null {
  return ARROWS.find(arrow => arrow.from === state && arrow.fact === fact) ?? null
}

/**
 * What a pledge counts for: money held, or a card committed; only these make up a campaign's total. A promise goes on
 * counting while a bank decides about the payment that is to keep it; a first payment counts when it is there.
 */
export function countsAs(pledge: {
  state: PledgeState
  accepted_at: string | null
}): 'held' | 'committed' | null {
  switch (pledge.state) {
    case 'held':
      return 'held'
    case 'committed':
    case 'collecting':
    case 'action_required':
      return 'committed'
    case 'processing':
      return pledge.accepted_at === null ? null : 'committed'
    default:
      return null
  }
}

/** When the money is taken (money.md 1.2): a card in an all-or-nothing campaign waits for the deadline. */
export function collectionFor(model: FundingModel, method: PledgeMethod): Collection {
  return model === 'all_or_nothing' && method === 'card' ? 'at_deadline' : 'now'
}

/** What the backer pays: the pledge and the tip. */
export function totalOf(pledge: { amount_cents: Cents; tip_cents: Cents }): Cents {
  return add(pledge.amount_cents, pledge.tip_cents)
}

/** What of a pledge and its tip did not go back yet. */
export function leftOf(pledge: {
  amount_cents: Cents
  tip_cents: Cents
  returned_cents: Cents
  returned_tip_cents: Cents
}): { amount: Cents; tip: Cents } {
  return {
    amount: subtract(pledge.amount_cents, pledge.returned_cents),
    tip: subtract(pledge.tip_cents, pledge.returned_tip_cents),
  }
}

/**
 * What of the tip goes with a part of the pledge: the same share, rounded down, and all that is left of it with all
 * that is left of the pledge. However a pledge goes back in parts, its tip goes back whole with the last.
 *
 * @param amount at most `left.amount`
 */
export function tipThatGoesWith(amount: Cents, left: { amount: Cents; tip: Cents }): Cents {
  if (amount >= left.amount) return left.tip
  return cents(Number((BigInt(left.tip) * BigInt(amount)) / BigInt(left.amount)))
}

export interface PledgeLimits {
  least: Cents
  most: Cents
  leastForReward: Cents
}

/** Why an amount is refused, or null. A reward may be given more for than its price, not less. */
export function amountProblem(
  amount: Cents,
  reward: { price: Cents } | null,
  limits: PledgeLimits,
): 'too-little' | 'too-much' | null {
  const least = reward ? cents(Math.max(reward.price, limits.leastForReward)) : limits.least
  if (amount < least) return 'too-little'
  return amount > limits.most ? 'too-much' : null
}

/** A tip is zero unless chosen, and never more than the pledge itself: more is a slip of the finger. */
export function isSensibleTip(tip: Cents, amount: Cents): boolean {
  return tip >= ZERO && tip <= amount
}
