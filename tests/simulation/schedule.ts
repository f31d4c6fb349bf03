import fc from 'fast-check'

/**
 * What backers, the two people of a payout, the worker, the weather and the clock may do. A schedule is any number of
 * these in any order; `who` picks one of the pledges that were begun by then, counted round.
 */
export type Deed =
  | {
      deed: 'pledge'
      amount: number
      tip: number
      method: 'bank' | 'card'
      reward: boolean
      /** False when the process dies before the Checkout opens. */
      opens: boolean
      /** Null when the backer leaves the Checkout on the screen. */
      pays: Means | null
    }
  /** The form again with other words, before anything was decided. */
  | { deed: 'change'; who: number; amount: number; method: 'bank' | 'card'; opens: boolean }
  /** In the newest Checkout of a pledge or in an older one that is still on a screen. */
  | ({ deed: 'pay'; who: number; older: number } & Means)
  /** Goes to the bank and answers there later, perhaps after the deadline. */
  | { deed: 'go to the bank'; who: number }
  | { deed: 'answer at the bank'; who: number; outcome: BankOutcome }
  | { deed: 'come back from Checkout'; who: number }
  /** Money for a pledge that no Checkout asked for: a second time, too late, or another amount. */
  | { deed: 'pay unasked'; who: number; less: number }
  | { deed: 'withdraw'; who: number }
  /** The link in the letter of a card that was refused. */
  | { deed: 'take another way to pay'; who: number }
  | { deed: 'refund by decision'; who: number }
  | { deed: 'propose a payout' }
  | { deed: 'approve a payout' }
  | { deed: 'do some jobs'; jobs: number }
  | { deed: 'deliver webhooks' }
  | { deed: 'lose webhooks'; share: number }
  | { deed: 'break Stripe'; path: string; kind: 'error_before' | 'error_after' | 'cut' }
  | { deed: 'restart' }
  /** The last day is over, perhaps before anybody has done what was due. */
  | { deed: 'let the deadline pass'; works: boolean }
  /** Time passes, and nobody works. */
  | { deed: 'wait'; span: string }
  /** Time passes, and everything that is due is done. */
  | { deed: 'live'; span: string }

/** What somebody has who pays: a bank and what they do there, and a card. */
export interface Means {
  prefers: 'bank' | 'card'
  bank: 'ideal' | 'bancontact'
  outcome: BankOutcome
  card: Card
}

type BankOutcome = 'authorise' | 'fail' | 'close'

/** Test cards: good; good once set up; refused when charged; asking for its holder always; refused at once. */
type Card = (typeof CARDS)[number]

const CARDS = [
  '4242424242424242',
  '4000002500003155',
  '4000000000000341',
  '4000002760003184',
  '4000000000000002',
] as const

/** A whole schedule, and whether somebody is there from the start whose pledge alone reaches the minimum. */
export interface Schedule {
  seed: number
  hasBigBacker: boolean
  deeds: Deed[]
}

const who = fc.nat({ max: 5 })
const amount = fc.constantFrom(500, 1_710, 7_100, 9_000, 250_00)
const method = fc.constantFrom('bank', 'card')
const deed = <const D extends Deed['deed']>(name: D) => fc.constant(name)

const change = fc.record({ deed: deed('change'), who, amount, method, opens: fc.boolean() })
const outcome = fc.constantFrom<BankOutcome[]>('authorise', 'authorise', 'authorise', 'fail', 'close')
const means = {
  prefers: method,
  bank: fc.constantFrom<Means['bank'][]>('ideal', 'bancontact'),
  outcome,
  card: fc.constantFrom(...CARDS),
}
const pay = fc.record({ deed: deed('pay'), who, older: fc.constantFrom(0, 0, 0, 1), ...means })
const pledge = fc.record({
  deed: deed('pledge'),
  amount,
  tip: fc.constantFrom(0, 0, 200),
  method,
  reward: fc.boolean(),
  opens: fc.constantFrom(true, true, true, false),
  pays: fc.option(fc.record(means), { freq: 2 }),
})
const goToBank = fc.record({ deed: deed('go to the bank'), who })
const answerAtBank = fc.record({ deed: deed('answer at the bank'), who, outcome })
const comeBack = fc.record({ deed: deed('come back from Checkout'), who })
const payUnasked = fc.record({ deed: deed('pay unasked'), who, less: fc.constantFrom(0, 0, 1) })
const withdraw = fc.record({ deed: deed('withdraw'), who })
const takeAnotherWay = fc.record({ deed: deed('take another way to pay'), who })
const refund = fc.record({ deed: deed('refund by decision'), who })
const propose = fc.record({ deed: deed('propose a payout') })
const approve = fc.record({ deed: deed('approve a payout') })
const work = fc.record({ deed: deed('do some jobs'), jobs: fc.integer({ min: 1, max: 12 }) })
const deliver = fc.record({ deed: deed('deliver webhooks') })
const lose = fc.record({ deed: deed('lose webhooks'), share: fc.constantFrom(0, 0.5, 1) })
const breakStripe = fc.record({
  deed: deed('break Stripe'),
  path: fc.constantFrom(
    '^/v1/checkout/sessions',
    '^/v1/customers',
    '^/v1/refunds',
    '^/v1/payment_intents',
    '^/v1/transfers',
  ),
  kind: fc.constantFrom('error_before', 'error_after', 'cut'),
})
const restart = fc.record({ deed: deed('restart') })
const wait = fc.record({ deed: deed('wait'), span: fc.constantFrom('20s', '90s', '20m', '40m', '5h') })
const live = fc.record({ deed: deed('live'), span: fc.constantFrom('1m', '5m', '20m', '2h') })
const waitLong = fc.record({ deed: deed('wait'), span: fc.constantFrom('5h', '24h', '72h') })
const liveLong = fc.record({ deed: deed('live'), span: fc.constantFrom('2h', '1d', '3d') })
const passDeadline = fc.record({ deed: deed('let the deadline pass'), works: fc.boolean() })

/** What may happen at any time, and to anything. */
const anyTime = [
  { weight: 2, arbitrary: comeBack },
  { weight: 1, arbitrary: payUnasked },
  { weight: 3, arbitrary: work },
  { weight: 2, arbitrary: deliver },
  { weight: 1, arbitrary: lose },
  { weight: 1, arbitrary: breakStripe },
  { weight: 1, arbitrary: restart },
  { weight: 1, arbitrary: refund },
]

const before = fc.array(
  fc.oneof(
    ...anyTime,
    { weight: 7, arbitrary: pledge },
    { weight: 2, arbitrary: change },
    { weight: 12, arbitrary: pay },
    { weight: 2, arbitrary: goToBank },
    { weight: 2, arbitrary: answerAtBank },
    { weight: 2, arbitrary: withdraw },
    { weight: 3, arbitrary: wait },
    { weight: 4, arbitrary: live },
  ),
  { minLength: 6, maxLength: 24, size: 'max' },
)

const afterwards = fc.array(
  fc.oneof(
    ...anyTime,
    { weight: 4, arbitrary: pay },
    { weight: 1, arbitrary: answerAtBank },
    { weight: 1, arbitrary: withdraw },
    { weight: 4, arbitrary: takeAnotherWay },
    { weight: 2, arbitrary: propose },
    { weight: 2, arbitrary: approve },
    { weight: 2, arbitrary: waitLong },
    { weight: 4, arbitrary: liveLong },
  ),
  { maxLength: 14, size: 'max' },
)

export const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    seed: fc.nat(),
    hasBigBacker: fc.constantFrom(true, true, false),
    before,
    deadline: passDeadline,
    afterwards,
  })
  .map(({ seed, hasBigBacker, before, deadline, afterwards }) => ({
    seed,
    hasBigBacker,
    deeds: [...before, deadline, ...afterwards],
  }))
