import { beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { openCheckout, sweepOpenObjects, syncPayment } from '#app/domain/payments/payments.server.ts'
import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import type { FakeGateway } from '#tests/support/fake-gateway.ts'
import { begin, lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/**
 * A payment on which the bank decides later, and a Checkout that Stripe never opened (money.md 1.4, rows 1a, 3 and 6).
 * The sandbox's banks decide at once, so that a gateway in memory says here what Stripe would.
 */

let world: TestWorld
let gateway: FakeGateway
let campaignId: string
let rewardId: string
/** What the bank says of the payment now. */
let bankSays: PaymentReading['state']

beforeEach(async () => {
  bankSays = 'processing'
  gateway = createFakeGateway()
  const { readPayment } = gateway
  gateway.readPayment = async id => ({ ...(await readPayment(id)), state: bankSays })
  world = await makeTestWorld({ gateway })
  campaignId = (await aLiveCampaign(world)).campaignId
  const reward = await world.db.read
    .selectFrom('reward')
    .select('id')
    .where('quantity', '=', 2)
    .executeTakeFirstOrThrow()
  rewardId = reward.id
})

const taken = async () => {
  const reward = await world.db.read
    .selectFrom('reward')
    .select('taken')
    .where('id', '=', rewardId)
    .executeTakeFirstOrThrow()
  return reward.taken
}
const held = () => balance(world.db.read, `campaign_funds_held:${campaignId}`)

describe('a payment on which the bank decides later', () => {
  let pledgeId: string

  beforeEach(async () => {
    pledgeId = (await pledgeTo(world, campaignId, { rewardId, amount: 7100 })).pledgeId
    gateway.complete('cs_1')
    expect(await syncPayment(world, 'pi_cs_1')).toBe('processing')
  })

  it('row 3 · is processing: nothing is booked, nobody is written to, and the reward stays reserved', async () => {
    expect(await stateOf(world, pledgeId)).toBe('processing')
    expect(await held()).toBe(0)
    expect(await lettersOf(world, pledgeId)).toEqual([])
    expect(await taken()).toBe(1)
    expect(await syncPayment(world, 'pi_cs_1')).toBe('nothing-new')
    world.clock.advance(3 * 24 * 60 * MINUTE_MS)
    await sweepOpenObjects(world)
    expect(await stateOf(world, pledgeId)).toBe('processing')
  })

  it.each(['a webhook', 'the sweep'])('row 6 · becomes held when the bank says yes, told by %s', async by => {
    bankSays = 'succeeded'
    await (by === 'the sweep' ? sweepOpenObjects(world) : syncPayment(world, 'pi_cs_1'))
    expect(await stateOf(world, pledgeId)).toBe('held')
    expect(await held()).toBe(7100)
    expect(await lettersOf(world, pledgeId)).toEqual(['pledge-receipt'])
    expect(await taken()).toBe(1)
  })

  it.each(['declined', 'canceled'] as const)(
    'row 6 · is abandoned when the bank says no (%s), and the reward is free again',
    async no => {
      bankSays = no
      expect(await syncPayment(world, 'pi_cs_1')).toBe('ended')
      expect(await stateOf(world, pledgeId)).toBe('abandoned')
      expect(await held()).toBe(0)
      expect(await taken()).toBe(0)
    },
  )
})

describe('row 1a · a Checkout that Stripe never opened', () => {
  it('keeps its reward for 35 minutes, in which the same form may be sent again, and then sets it free', async () => {
    const pledgeId = randomIds.next()
    gateway.isDown = true
    await begin(world, campaignId, { pledgeId, rewardId, amount: 7100 })
    await expect(openCheckout(world, pledgeId)).rejects.toThrow('switched the gateway off')
    world.clock.advance(35 * MINUTE_MS)
    expect(await sweepOpenObjects(world)).toBe(0)
    expect([await stateOf(world, pledgeId), await taken()]).toEqual(['draft', 1])
    world.clock.advance(1)
    expect(await sweepOpenObjects(world)).toBe(1)
    expect([await stateOf(world, pledgeId), await taken()]).toEqual(['abandoned', 0])
  })
})
