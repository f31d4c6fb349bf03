import type { Theme } from './act.ts'
import type { Deed } from './schedule.ts'

const deed = (act: string, details: object = {}): Deed => ({ act, details })

const CARD = { prefers: 'card', bank: 'ideal', outcome: 'authorise', card: '4242424242424242' }
const PLEDGE = { amount: 9_000, tip: 200, method: 'card', reward: false, opens: true, pays: CARD }
/** A pledge with the reward of which there are two, paid at once. */
const WITH_REWARD = deed('pledge', { ...PLEDGE, reward: true })
/** A card that is good once it is set up, and refused when it is charged. */
const REFUSED_LATER = deed('pledge', { ...PLEDGE, pays: { ...CARD, card: '4000000000000341' } })
const UNPAID = deed('pledge', { ...PLEDGE, method: 'bank', pays: null })
const WHOLE_PAYOUT = deed('propose a payout', { wanted: null, approved: true })
const days = (...spans: string[]): Deed[] => spans.map(span => deed('live long', { span }))

/** As long as Stripe tries. */
const NO_REFUND_ARRIVES = [
  ...[0, 1, 2, 3, 4, 5].map(which => deed('no refund arrives', { which })),
  ...[0, 1, 2].map(who => deed('refund by decision', { who })),
  ...days('3d', '3d', '3d', '3d'),
]
/** An account from which payments come back. */
const TO_A_CLOSED_ACCOUNT = [
  deed('say where a refund by bank must go', { which: 0, iban: 'NL55ABNA4171690404' }),
  deed('a file for the bank', { approved: true, handedIn: false }),
]
const WHAT_CAME_IN = [
  deed('somebody pays into the bank account', { amount: 5_000 }),
  ...days('3d'),
  deed('book statements of the bank', { from: 0, last: 0, dress: { version: '08', batches: 'details' } }),
]

/**
 * The way to where a theme begins, which a schedule drawn at random would hardly ever find: to a payout something must
 * have been raised, and a week must go by before a refund that does not arrive is paid by bank.
 */
export const WAYS: Readonly<Record<Theme, { first?: readonly Deed[]; then?: readonly Deed[] }>> = {
  pledges: {
    first: [
      UNPAID,
      deed('go to the bank', { who: 0, aims: true }),
      deed('live', { span: '5m' }),
      deed('answer at the bank', { who: 0, outcome: 'authorise' }),
    ],
  },
  conversation: {
    then: [...days('2h'), deed('explain how it is done with less', { plan: [250_00, 80_00] }), ...days('2h')],
  },
  bank: { then: [...NO_REFUND_ARRIVES, ...TO_A_CLOSED_ACCOUNT] },
  payouts: {
    then: [
      ...days('1d'),
      deed('propose a payout', { wanted: 100_00, approved: true }),
      ...days('3d'),
      deed('propose a payout', { wanted: null, approved: false }),
    ],
  },
  parts: {
    first: [
      deed('live for two weeks'),
      WHOLE_PAYOUT,
      deed('live', { span: '2h' }),
      deed('refund a part', { who: 0, amount: 500 }),
      WITH_REWARD,
    ],
  },
  goods: {
    first: [WITH_REWARD, WITH_REWARD],
    then: [...days('1d'), WHOLE_PAYOUT, ...days('1d'), deed('deliver the rewards')],
  },
  end: { first: [REFUSED_LATER, UNPAID], then: days('1d') },
  months: { then: WHAT_CAME_IN },
}
