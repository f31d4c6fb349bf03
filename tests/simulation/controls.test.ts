import { describe, expect, it } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { STORIES } from './crash-stories.ts'
import { live } from './live.ts'
import { scheduleOf } from './part.ts'
import { suspensionForgotten } from './suspension-forgotten.ts'
import { tell } from './tell.ts'
import { withoutDeduplication, withSidesSwapped } from './write-plugins.ts'

/**
 * Controls: the simulator can fail. In each a single wrong thing is done, through a seam that exists, and schedules are
 * lived through until it is found. Seeds in which nothing is wrong without it.
 */
const FIRST_SEED = 1
const SLOW = { timeout: 240_000 }

/** Every transaction of the process, with something done to it. */
function inEachTransaction(
  change: (inTransaction: TestWorld['db']['inTransaction']) => TestWorld['db']['inTransaction'],
): (world: TestWorld) => TestWorld {
  return world => ({ ...world, db: { ...world.db, inTransaction: change(world.db.inTransaction) } })
}

/** No duplicate is recognised: a payment that is told twice is kept twice. */
function deduplicationOff(): (world: TestWorld) => TestWorld {
  const plugin = withoutDeduplication()
  return inEachTransaction(inTransaction => work => inTransaction(trx => work(trx.withPlugin(plugin))))
}

/** No lease lasts: whoever looks for a job may take one that another is doing. */
const lockOff = inEachTransaction(
  inTransaction => work =>
    inTransaction(async trx => {
      const result = await work(trx)
      await trx.updateTable('job').set({ leased_until: null }).where('leased_until', 'is not', null).execute()
      return result
    }),
)

/** What was done before something went wrong is kept. */
const commitInsteadOfRollback = inEachTransaction(inTransaction => async work => {
  const outcome = await inTransaction(async trx => {
    try {
      return { ok: true, value: await work(trx) } as const
    } catch (error) {
      return { ok: false, error } as const
    }
  })
  if (!outcome.ok) throw outcome.error
  return outcome.value
})

const sidesSwapped = inEachTransaction(
  inTransaction => work => inTransaction(trx => work(trx.withPlugin(withSidesSwapped()))),
)

/** At one door nobody asks whether the campaign is suspended. */
const suspensionForgottenAt = (door: 'pledge' | 'payout') => {
  const plugin = suspensionForgotten(door)
  return inEachTransaction(inTransaction => work => inTransaction(trx => work(trx.withPlugin(plugin))))
}

/** A gateway of which one method answers something else. */
function changed<M extends keyof PaymentGateway>(
  method: M,
  change: (call: PaymentGateway[M]) => PaymentGateway[M],
): (world: TestWorld) => TestWorld {
  return world => ({
    ...world,
    gateway: new Proxy(world.gateway, {
      get: (target, name) => (name === method ? change(target[method]) : Reflect.get(target, name)),
    }),
  })
}

/** Every second letter is handed to the mail server twice. */
function lettersTwice(world: TestWorld): TestWorld {
  const { postman } = world
  const send: typeof postman.send = async mail => {
    await postman.send(mail)
    return postman.send(mail)
  }
  return { ...world, postman: { ...postman, send } }
}

/** A refund that Stripe refuses to know is taken for one that arrived. */
const refundsNeverSent = changed('refund', () => async ({ refundId, paymentIntentId, amount }) => ({
  ok: true,
  value: {
    stripeRefundId: `re_${refundId}`,
    ...{ refundId, paymentIntentId, amount },
    state: 'succeeded',
    failure: null,
  },
}))

describe('the simulator', SLOW, () => {
  it.each([
    {
      wrong: 'deduplication off',
      within: 40,
      inside: deduplicationOff,
      sign: /I10, the payment \w+_again_1/,
    },
    {
      wrong: 'the lock on a job off',
      within: 40,
      inside: () => lockOff,
      sign: /I11, \d+ letters came twice/,
    },
    {
      wrong: 'commit instead of rollback',
      within: 300,
      inside: () => commitInsteadOfRollback,
      sign: /I\d+, /,
    },
    { wrong: "a posting's sides swapped", within: 5, inside: () => sidesSwapped, sign: /I2, the entry/ },
    {
      wrong: 'letters handed over twice',
      within: 2,
      inside: () => lettersTwice,
      sign: /I11, \d+ letters came/,
    },
    {
      wrong: 'refunds that are said and not made',
      within: 20,
      inside: () => refundsNeverSent,
      sign: /I10, the refund re_\S+ of \d+ is not at Stripe/,
    },
    {
      wrong: 'a suspension forgotten where pledges begin',
      within: 60,
      inside: () => suspensionForgottenAt('pledge'),
      sign: /suspension, the pledge \S+ was begun while/,
    },
    {
      wrong: 'a suspension forgotten where a payout is made',
      within: 60,
      inside: () => suspensionForgottenAt('payout'),
      sign: /suspension, the settlement \S+ was approved while/,
    },
  ])('finds $wrong within $within schedules', async ({ wrong, within, inside, sign }) => {
    for (let nth = 0; nth < within; nth += 1) {
      const found = (await live(scheduleOf(FIRST_SEED + nth), inside())).wrong.join('\n')
      if (!sign.test(found)) continue
      console.log(`${wrong}: found at the ${nth + 1}th schedule`)
      return
    }
    expect.unreachable(`${wrong} was not found within ${within} schedules`)
  })
})

describe('the stories of a process that dies', SLOW, () => {
  /** A key that is made for each try, and not before the first. */
  const newKeys = (method: keyof PaymentGateway) => (world: TestWorld) => ({
    ...world,
    gateway: new Proxy(world.gateway, {
      get: (target, name) => {
        const call = Reflect.get(target, name) as (request: { key: string }) => unknown
        if (name !== method) return call
        return (request: { key: string }) => call({ ...request, key: `${request.key} ${randomIds.next()}` })
      },
    }),
  })

  it.each([
    // The platform finds the second payment by itself and returns it; the backer was charged twice all the same.
    [
      'chargeSavedCard',
      'the deadline of a campaign that made it, and a card that is charged',
      '"payments":[2500,2500,40000],"refunds":[2500]',
    ],
    ['refund', 'the refund of one', 'at Stripe is not in our books'],
    ['transfer', 'a payout', 'the transfer null of 37580 is not at Stripe'],
  ] as const)('find a %s whose key is made anew for each try', async (method, name, sign) => {
    const story = STORIES.find(told => told.name === name)
    if (!story) throw new Error(`No story is called ${name}.`)
    const whole = await tell(story, 0, newKeys(method))
    expect(whole.end.wrong).toEqual([])
    const nth = whole.passed.indexOf(`after Stripe ${method}`) + 1
    const { passed, end } = await tell(story, nth, newKeys(method))
    expect(passed.at(-1)).toBe(`after Stripe ${method}`)
    expect(end).not.toEqual(whole.end)
    expect(JSON.stringify(end)).toContain(sign)
  })
})
