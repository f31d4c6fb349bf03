import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { post } from '#app/domain/ledger/ledger.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'
import { whatIsWrong } from './accounted-for.ts'
import { STORIES } from './crash-stories.ts'
import type { Schedule } from './schedule.ts'
import { liveThrough, PAYS_BY_BANK } from './story.ts'
import { tell } from './tell.ts'

/**
 * Controls: the simulations can fail. In each a single wrong thing is done, through a seam that exists, and the same
 * look that finds nothing wrong after any weather must find it.
 */

/** A pledge with a tip and a reward that is held, one that was withdrawn, and a campaign that is paid out. */
const QUIET: Schedule = {
  seed: 1,
  hasBigBacker: true,
  deeds: [
    {
      deed: 'pledge',
      amount: 7_100,
      tip: 200,
      method: 'bank',
      reward: true,
      opens: true,
      pays: PAYS_BY_BANK,
    },
    { deed: 'pledge', amount: 1_710, tip: 0, method: 'bank', reward: false, opens: true, pays: PAYS_BY_BANK },
    { deed: 'live', span: '1m' },
    { deed: 'withdraw', who: 2 },
  ],
}

/** Lives quietly, does the wrong thing after or within, and looks. */
async function foundAfter(
  wrong: { inside?: (world: TestWorld) => TestWorld; then?: (town: Town) => Promise<unknown> } = {},
): Promise<string> {
  const town = await openTown({
    webhooks: 'calm',
    booksMayBreak: true,
    ...(wrong.inside && { inside: wrong.inside }),
  })
  await liveThrough(town, QUIET)
  await wrong.then?.(town)
  return (await whatIsWrong(town)).join('\n')
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

/** A town lives for weeks in each. */
const SLOW = { timeout: 60_000 }

describe('what looks whether all is accounted for', SLOW, () => {
  it('finds nothing after a quiet life', async () => {
    expect(await foundAfter()).toBe('')
  })

  it('finds a cent that was booked by no rule', async () => {
    const then = ({ world }: Town) =>
      world.db.inTransaction(trx =>
        post(trx, world.clock.now(), {
          kind: 'by-hand',
          source: { type: 'balance_transaction', id: 'txn_of_nobody' },
          occurredAt: world.clock.now(),
          postings: [{ debit: 'stripe_balance', credit: 'tip_income', amount: cents(1) }],
        }),
      )
    const found = await foundAfter({ then })
    expect(found).toContain('I2, ')
    expect(found).toContain('I10, ')
    expect(found).toContain("Stripe's balance less the journal is -1 cents")
  })

  it('finds money that left Stripe and that nobody agreed to', async () => {
    const then = async (town: Town) => {
      const account = town.sandbox.machine.look(draft => draft.all('v2_account'))[0]?.id ?? ''
      await stripeOf(town).transfers.create({ amount: 100, currency: 'eur', destination: account })
    }
    const found = await foundAfter({ then })
    expect(found).toContain('at Stripe is not in our rows')
    expect(found).toContain('suspense has not returned to zero: 100 cents')
  })

  it('finds money that went back by hand', async () => {
    const then = async (town: Town) => {
      const charge = town.sandbox.machine
        .look(draft => draft.all('charge', ''))
        .find(({ amount }) => amount === 7_300)
      await stripeOf(town).refunds.create({ charge: charge?.id ?? '', amount: 50 })
      await town.pass('1d')
    }
    expect(await foundAfter({ then })).toContain('is held: 7300 paid less 50 returned is not 7300')
  })

  it('finds a payment that is told of under two names, and so booked twice', async () => {
    let times = 0
    const twoNames = changed('readPayment', read => async id => {
      const payment = await read(id)
      times += 1
      return times === 2 ? { ...payment, paymentIntentId: `${id}_again` } : payment
    })
    expect(await foundAfter({ inside: twoNames })).toMatch(/payment pi_\w+_again of \d+ is not at Stripe/)
  })

  it('finds a letter that is sent twice', async () => {
    const twice = (world: TestWorld): TestWorld => ({
      ...world,
      postman: {
        ...world.postman,
        send: async mail => {
          await world.postman.send(mail)
          return world.postman.send(mail)
        },
      },
    })
    expect(await foundAfter({ inside: twice })).toMatch(/\d+ letters were sent again/)
  })

  it('finds a promise that was forgotten', async () => {
    const forget = ({ world }: Town) =>
      world.db.inTransaction(trx => trx.deleteFrom('letter').where('name', '=', 'pledge-receipt').execute())
    expect(await foundAfter({ then: forget })).toContain('the letters of pledge')
  })

  it('finds a reward that is free though somebody holds it', async () => {
    const free = ({ world }: Town) =>
      world.db.inTransaction(trx => trx.updateTable('reward').set({ taken: 0 }).execute())
    const found = await foundAfter({ then: free })
    expect(found).toContain('I5, ')
    expect(found).toContain('is taken 0 times and held by 1')
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
    ['refund', 'the refund of one', 'does not add up: refund-failed'],
    ['transfer', 'a payout', 'transfer null of 40000 is not at Stripe'],
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

function stripeOf({ sandbox }: Town): Stripe {
  const { hostname, port } = new URL(sandbox.url)
  return new Stripe(sandbox.apiKey, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
  })
}
