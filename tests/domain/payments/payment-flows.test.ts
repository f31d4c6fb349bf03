import { beforeEach, describe, expect, it } from 'vitest'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { openCheckout, prepareRecovery, withdraw } from '#app/domain/payments/payments.server.ts'
import { proveBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Money in and out, each way that money.md 1.4 draws, against the sandbox over HTTP with its webhooks shuffled
 * and doubled. After each test the books must hold (`openTown` looks), and here they must equal Stripe's.
 */

let town: Town
let campaignId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  await town.settle()
  campaignId = (await aLiveCampaign(town.world)).campaignId
})

async function expectEqualToStripe(): Promise<void> {
  await town.settle()
  expect(await proveBalance(town.world)).toBe(0)
  expect(await balance(town.world.db.read, 'stripe_clearing')).toBe(0)
}

describe('paid now (row 2)', () => {
  it('row 2 · is held, booked once, and the receipt promised once, though Stripe tells it several times', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 1710, tip: 200 })
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await balance(town.world.db.read, `campaign_funds_held:${campaignId}`)).toBe(1710)
    expect(await balance(town.world.db.read, `tips_held:${campaignId}`)).toBe(200)
    expect(await lettersOf(town.world, pledgeId)).toEqual(['pledge-receipt'])
    await expectEqualToStripe()
  })

  it('is held after a first try failed and another succeeded', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId)
    await payByBank(checkoutUrl, 'fail')
    await payByBank(checkoutUrl, 'close')
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('checkout_open')
    await payByBank(checkoutUrl)
    await expectEqualToStripe()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('is held without any webhook: the backfill finds the events', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId)
    town.sandbox.machine.settings.webhooks.dropShare = 1
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    await expectEqualToStripe()
  })

  it('is held without webhook or list of events: the sweep looks at what is open too long', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId)
    town.sandbox.machine.settings.webhooks.dropShare = 1
    town.sandbox.control.fault({ method: 'GET', path: '^/v1/events', kind: 'error_before', times: 1_000 })
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('checkout_open')
    await town.pass('2h')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    await expectEqualToStripe()
  })
})

describe('a Checkout that ends (row 5)', () => {
  it('rows 1b and 5 · gives the reward back, and an old session never touches a newer one', async () => {
    const reward = await limitedReward()
    const first = await pledgeTo(town.world, campaignId, { rewardId: reward, amount: 7100 })
    expect(await takenOf(reward)).toBe(1)
    const second = await pledgeTo(town.world, campaignId, {
      pledgeId: first.pledgeId,
      rewardId: reward,
      amount: 8000,
    })
    expect(second.checkoutUrl).not.toBe(first.checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, first.pledgeId)).toBe('checkout_open')
    expect(await takenOf(reward)).toBe(1)
    await town.pass('2h')
    expect(await stateOf(town.world, first.pledgeId)).toBe('abandoned')
    expect(await takenOf(reward)).toBe(0)
  })

  it('row 1b · is ended when the backer asks for another amount, so that nobody pays twice', async () => {
    const first = await pledgeTo(town.world, campaignId, { amount: 1710 })
    const second = await pledgeTo(town.world, campaignId, { pledgeId: first.pledgeId, amount: 2500 })
    await expect(payByBank(first.checkoutUrl)).rejects.toThrow('answered')
    await payByBank(second.checkoutUrl)
    await expectEqualToStripe()
    expect(await balance(town.world.db.read, `campaign_funds_held:${campaignId}`)).toBe(2500)
  })

  it('row 1 · is the same Checkout when the same form is posted again, also twice at once', async () => {
    const first = await pledgeTo(town.world, campaignId)
    const again = await Promise.all(
      Array.from({ length: 5 }, () => pledgeTo(town.world, campaignId, { pledgeId: first.pledgeId })),
    )
    expect(new Set(again.map(({ checkoutUrl }) => checkoutUrl))).toEqual(new Set([first.checkoutUrl]))
  })

  it('never sells the last piece twice', async () => {
    const reward = await limitedReward()
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => pledgeTo(town.world, campaignId, { rewardId: reward, amount: 7100 })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await takenOf(reward)).toBe(2)
  })
})

describe('a card for later (rows 4, 9–14)', () => {
  it('rows 4, 9 and 10 · is saved, counts, and is charged when the campaign succeeds', async () => {
    const pledgeId = await savedCard('4242424242424242')
    expect(await stateOf(town.world, pledgeId)).toBe('committed')
    expect(await counted()).toEqual({ held_cents: 0, committed_cents: 25_00 })
    expect(await balance(town.world.db.read, `campaign_funds_held:${campaignId}`)).toBe(0)
    await reachMinimum()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await lettersOf(town.world, pledgeId)).toEqual([
      'card-saved',
      'campaign-succeeded',
      'pledge-receipt',
    ])
    await expectEqualToStripe()
  })

  it('that asked for 3D Secure when saved is charged without its holder', async () => {
    const pledgeId = await savedCard('4000002500003155')
    await reachMinimum()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    await expectEqualToStripe()
  })

  it('rows 11 and 13 · that is refused gets a letter, and is paid by bank through the recovery link', async () => {
    const pledgeId = await savedCard('4000000000000341')
    await reachMinimum()
    expect(await stateOf(town.world, pledgeId)).toBe('action_required')
    expect(await lettersOf(town.world, pledgeId)).toContain('card-failed')
    expect(await prepareRecovery(town.world, pledgeId)).toBe(true)
    const recovery = await openCheckout(town.world, pledgeId)
    if (!recovery.ok) throw new Error(recovery.reason)
    await payByBank(recovery.url)
    await expectEqualToStripe()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('rows 12 and 14 · that is refused and not answered is tried on the third and sixth day and dropped on the seventh', async () => {
    const pledgeId = await savedCard('4000000000000341')
    await reachMinimum()
    await town.pass('6d')
    expect(await stateOf(town.world, pledgeId)).toBe('action_required')
    expect(await counted()).toEqual({ held_cents: 400_00, committed_cents: 25_00 })
    const { collect_n } = await town.world.db.read
      .selectFrom('pledge')
      .select('collect_n')
      .where('id', '=', pledgeId)
      .executeTakeFirstOrThrow()
    expect(collect_n).toBe(3)
    await town.pass('2d')
    expect(await stateOf(town.world, pledgeId)).toBe('dropped')
    expect(await lettersOf(town.world, pledgeId)).toContain('pledge-dropped')
    // It leaves the total, and its campaign stays what it was.
    expect(await counted()).toEqual({ held_cents: 400_00, committed_cents: 0 })
    const campaign = await town.world.db.read.selectFrom('campaign').select('state').executeTakeFirstOrThrow()
    expect(campaign.state).toBe('succeeded')
    expect(cardsKept()).toEqual([])
    await expectEqualToStripe()
  })
})

describe('paid back (rows 7, 8, 15, 16)', () => {
  it('rows 15 and 16 · a backer withdraws money that is held: it comes back whole, tip included', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { tip: 200 })
    await payByBank(checkoutUrl)
    await town.settle()
    await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
    await town.pass('2d')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await lettersOf(town.world, pledgeId)).toEqual([
      'pledge-receipt',
      'pledge-withdrawn',
      'pledge-refunded',
    ])
    expect(await balance(town.world.db.read, 'refunds_payable')).toBe(0)
    await expectEqualToStripe()
  })

  it('row 7 · a backer withdraws a saved card: it is forgotten at Stripe', async () => {
    const pledgeId = await savedCard('4242424242424242')
    await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('canceled')
    expect(cardsKept()).toEqual([])
  })

  it('rows 8 and 15 · a campaign that missed pays everybody back, and nothing is left on it', async () => {
    const paid = await pledgeTo(town.world, campaignId, { tip: 100 })
    await payByBank(paid.checkoutUrl)
    const saved = await savedCard('4242424242424242')
    await town.pass('20d')
    expect(await stateOf(town.world, paid.pledgeId)).toBe('refunded')
    expect(await stateOf(town.world, saved)).toBe('released')
    expect(cardsKept()).toEqual([])
    for (const account of ['campaign_funds_held', 'tips_held', 'initiator_payable'] as const)
      expect(await balance(town.world.db.read, `${account}:${campaignId}`)).toBe(0)
    expect(await balance(town.world.db.read, 'refunds_payable')).toBe(0)
    expect(await lettersOf(town.world, paid.pledgeId)).toContain('campaign-missed')
    await expectEqualToStripe()
  })
})

/** What counts for the target. */
const counted = () =>
  town.world.db.read
    .selectFrom('campaign_total')
    .select(['held_cents', 'committed_cents'])
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()

/** The cards that Stripe still keeps for a backer. */
const cardsKept = () =>
  town.sandbox.machine.look(draft => draft.all('payment_method').filter(method => method.customer !== null))

async function savedCard(number: string): Promise<string> {
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { method: 'card', amount: 2500 })
  await payByCard(checkoutUrl, number)
  await town.settle()
  return pledgeId
}

/** One big pledge by bank reaches the minimum of € 400, and the deadline passes. */
async function reachMinimum(): Promise<void> {
  const { checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 400_00 })
  await payByBank(checkoutUrl)
  await town.pass('19d')
}

async function limitedReward(): Promise<string> {
  const { id } = await town.world.db.read
    .selectFrom('reward')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('quantity', '=', 2)
    .executeTakeFirstOrThrow()
  return id
}

async function takenOf(rewardId: string): Promise<number> {
  const { taken } = await town.world.db.read
    .selectFrom('reward')
    .select('taken')
    .where('id', '=', rewardId)
    .executeTakeFirstOrThrow()
  return taken
}
