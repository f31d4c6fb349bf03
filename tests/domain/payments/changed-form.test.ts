import { beforeEach, describe, expect, it } from 'vitest'
import { openCheckout, withdraw } from '#app/domain/payments/payments.server.ts'
import { ensurePayoutAccount, sendTransfer } from '#app/domain/payouts/payouts.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { begin, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Proves that what is paid is what was shown: a form that is sent again with something else in it changes nothing once
 * the backer was first at Stripe, whether we know of it yet or not.
 */

let town: Town
let campaignId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  campaignId = (await aLiveCampaign(town.world)).campaignId
  await town.settle()
})

const pledgeOf = (id: string) =>
  town.world.db.read.selectFrom('pledge').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('a form that is sent again with something else in it', () => {
  it('changes nothing when the first was paid, also before any webhook came: paid is paid', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 50_00 })
    await payByBank(checkoutUrl)
    const again = await begin(town.world, campaignId, { pledgeId, amount: 100_00 })
    expect(again).toEqual({ ok: false, reason: 'already-decided' })
    expect(await pledgeOf(pledgeId)).toMatchObject({ state: 'held', amount_cents: 50_00 })
    await town.settle()
    expect(await town.world.db.read.selectFrom('refund').selectAll().execute()).toEqual([])
  })

  it('changes nothing when a card was saved: it is charged by the terms that its holder saw', async () => {
    const wanted = { amount: 48_00, method: 'card' as const, email: 'ans@example.test' }
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, wanted)
    await payByCard(checkoutUrl, '4242424242424242')
    const again = await begin(town.world, campaignId, {
      ...{ pledgeId, amount: 90_00, method: 'bank', email: 'kim@example.test' },
    })
    expect(again).toEqual({ ok: false, reason: 'already-decided' })
    const pledge = await pledgeOf(pledgeId)
    expect(pledge).toMatchObject({ state: 'committed', amount_cents: 48_00, method: 'card' })
    expect(pledge).toMatchObject({ email: 'ans@example.test', collection: 'at_deadline' })
    expect(pledge.customer_id).not.toBeNull()
  })

  it('opens another Checkout when nothing was paid, and the first can no longer be paid', async () => {
    const first = await pledgeTo(town.world, campaignId, { amount: 50_00 })
    const second = await pledgeTo(town.world, campaignId, { pledgeId: first.pledgeId, amount: 100_00 })
    expect(second.checkoutUrl).not.toBe(first.checkoutUrl)
    await expect(payByBank(first.checkoutUrl)).rejects.toThrow()
    await payByBank(second.checkoutUrl)
    await town.settle()
    expect(await pledgeOf(first.pledgeId)).toMatchObject({ state: 'held', amount_cents: 100_00 })
  })

  it('leaves everything as it was when it cannot be taken: the Checkout stays open, and the reward reserved', async () => {
    const { id: rewardId } = await town.world.db.read
      .selectFrom('reward')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('quantity', '=', 2)
      .executeTakeFirstOrThrow()
    const wanted = { amount: 75_00, rewardId }
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, wanted)
    expect(await begin(town.world, campaignId, { ...wanted, pledgeId, amount: 50_00 })).toMatchObject({
      reason: 'not-accepted',
    })
    await town.settle()
    expect(await pledgeOf(pledgeId)).toMatchObject({ state: 'checkout_open', reward_reserved: 1 })
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('keeps its Checkout when it asks for a reward that has sold out meanwhile', async () => {
    const reward = await town.world.db.read
      .selectFrom('reward')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('quantity', '=', 2)
      .executeTakeFirstOrThrow()
    for (let sold = 0; sold < 2; sold += 1)
      await pledgeTo(town.world, campaignId, { amount: 75_00, rewardId: reward.id })
    const { pledgeId } = await pledgeTo(town.world, campaignId)
    expect(await begin(town.world, campaignId, { pledgeId, amount: 75_00, rewardId: reward.id })).toEqual({
      ...{ ok: false, reason: 'not-accepted', problems: { reward: 'sold-out' } },
    })
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('checkout_open')
  })

  it('is taken up again when Stripe fell silent while the first Checkout was ended', async () => {
    const { pledgeId } = await pledgeTo(town.world, campaignId, { amount: 50_00 })
    town.sandbox.control.fault({ path: '/expire$', kind: 'error_after', method: 'POST' })
    await expect(begin(town.world, campaignId, { pledgeId, amount: 100_00 })).rejects.toThrow('no answer')
    await town.settle()
    const { checkoutUrl } = await pledgeTo(town.world, campaignId, { pledgeId, amount: 100_00 })
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await pledgeOf(pledgeId)).toMatchObject({ state: 'held', amount_cents: 100_00 })
  })

  it('by fifteen at once ends as one pledge with one open Checkout, by the terms of that one', async () => {
    const { pledgeId } = await pledgeTo(town.world, campaignId)
    const amounts = Array.from({ length: 15 }, (_, index) => 20_00 + index)
    const outcomes = await Promise.all(
      amounts.map(async amount => {
        const begun = await begin(town.world, campaignId, { pledgeId, amount })
        const opened = begun.ok ? await openCheckout(town.world, pledgeId) : begun
        return opened.ok ? opened.url : opened.reason
      }),
    )
    expect(new Set(outcomes.filter(outcome => !outcome.startsWith('http')))).not.toContain(
      'campaign-not-open',
    )
    await town.settle()
    const open = town.sandbox.machine.look(draft =>
      draft.all('checkout_session', '').filter(({ status }) => status === 'open'),
    )
    expect(open).toHaveLength(1)
    expect(open[0]?.amount_total).toBe((await pledgeOf(pledgeId)).amount_cents)
    expect(await stateOf(town.world, pledgeId)).toBe('checkout_open')
  })
})

describe('a fault that Stripe keeps under its key', () => {
  const break_ = (path: string) => town.sandbox.control.fault({ path, kind: 'error_after', method: 'POST' })

  it.each(['^/v1/customers$', '^/v1/checkout/sessions$'])(
    'does not keep a backer from the Checkout: the same form is taken (%s)',
    async path => {
      break_(path)
      const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId)
      await payByBank(checkoutUrl)
      await town.settle()
      expect(await stateOf(town.world, pledgeId)).toBe('held')
      const made = town.sandbox.machine.look(draft => draft.all('checkout_session', ''))
      expect(made).toHaveLength(1)
    },
  )

  it('does not keep a transfer from being known: it was made once, and is found', async () => {
    const { settlementId } = await anApprovedSettlement(town)
    break_('^/v1/transfers$')
    expect(await sendTransfer(town.world, settlementId)).toBe('transferred')
    expect(town.sandbox.machine.look(draft => draft.all('transfer', ''))).toHaveLength(1)
  })

  it('does not keep a card from being forgotten: that it is gone already is a success', async () => {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { method: 'card' })
    await payByCard(checkoutUrl, '4242424242424242')
    await town.settle()
    break_('/detach$')
    await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
    await town.settle()
    await town.pass('2h')
    expect(
      await town.world.db.read.selectFrom('job').select('key').where('kind', '=', 'detach-card').execute(),
    ).toEqual([])
  })

  it('does not keep an initiator from a payout account', async () => {
    const id = await aUser(town.world, 'Ine Initiator')
    break_('^/v2/core/accounts$')
    const initiator = { id, email: 'ine@example.test', name: 'Ine', language: 'nl' as const }
    expect(await ensurePayoutAccount(town.world, initiator)).toMatchObject({ ok: true })
  })
})
