import { beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { syncPayment } from '#app/domain/payments/payments.server.ts'
import { proveBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { decide } from '#tests/support/disputing.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Money that was not asked for like this: it goes back by itself (money.md 1.4, rows 2 and 18), or is not booked at all. */

describe('money that does not fit goes back by itself (row 18)', () => {
  let town: Town
  let campaignId: string

  beforeEach(async () => {
    town = await openTown()
    await topUp(town.sandbox, 100_00)
    await town.settle()
    campaignId = (await aLiveCampaign(town.world)).campaignId
  })

  const held = (account: Account) => balance(town.world.db.read, account)

  it('P3 · comes twice: the pledge stays held, the second payment is returned', async () => {
    const pledgeId = await paid()
    await payBehindOurBack(pledgeId, 1710)
    await town.pass('5d')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(1710)
    expect(await held('refunds_payable')).toBe(0)
    await expectEqualToStripe()
  })

  it('row 17 · D3 · a dispute of the second payment is no dispute of the pledge: that stays held, whole', async () => {
    await topUp(town.sandbox, 100_00)
    const pledgeId = await paid()
    const charge = await payBehindOurBack(pledgeId, 1710)
    await town.settle()
    const { id } = town.sandbox.control.trigger(`charges/${charge}/dispute`) as { id: string }
    await town.settle()
    await decide(town, id, 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(1710)
    // It had gone back by itself, so that the platform paid it twice.
    expect(await held('bad_debt')).toBe(1710)
    expect(await held(`dispute_reserve:${campaignId}`)).toBe(0)
    await expectEqualToStripe()
  })

  it('row 18 · comes late, for a pledge that had ended', async () => {
    const { pledgeId } = await pledgeTo(town.world, campaignId)
    await town.pass('2h')
    expect(await stateOf(town.world, pledgeId)).toBe('abandoned')
    await payBehindOurBack(pledgeId, 1710)
    await town.pass('5d')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    await expectEqualToStripe()
  })

  it('row 2 · is another amount than was pledged: returned, and reported', async () => {
    const { pledgeId } = await pledgeTo(town.world, campaignId)
    await payBehindOurBack(pledgeId, 999)
    await town.pass('5d')
    const found = await town.world.db.read.selectFrom('discrepancy').select('kind').execute()
    expect(found).toContainEqual({ kind: 'amount-differs' })
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(0)
    await expectEqualToStripe()
  })

  async function paid(): Promise<string> {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId)
    await payByBank(checkoutUrl)
    await town.settle()
    return pledgeId
  }

  /** A payment for a pledge that our Checkout did not ask for. */
  async function payBehindOurBack(pledgeId: string, amount: number): Promise<string> {
    const { latest_charge: charge } = await town.stripe.paymentIntents.create({
      amount,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      metadata: { pledge_id: pledgeId },
    })
    return typeof charge === 'string' ? charge : ''
  }

  async function expectEqualToStripe(): Promise<void> {
    await town.settle()
    expect(await proveBalance(town.world)).toBe(0)
    expect(await held('stripe_clearing')).toBe(0)
  }
})

describe('money in another currency (row 2)', () => {
  it('row 2 · is never booked as euros, though the number is the same: a person must look', async () => {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({
      gateway: {
        ...gateway,
        readPayment: async id => ({ ...(await gateway.readPayment(id)), currency: 'usd' }),
      },
    })
    const { campaignId } = await aLiveCampaign(world)
    const { pledgeId } = await pledgeTo(world, campaignId)
    gateway.complete('cs_1')
    for (let time = 0; time < 2; time += 1) expect(await syncPayment(world, 'pi_cs_1')).toBe('refused')
    expect(await stateOf(world, pledgeId)).toBe('checkout_open')
    expect(await world.db.read.selectFrom('journal_entry').select('kind').execute()).toEqual([])
    expect(await world.db.read.selectFrom('payment').select('id').execute()).toEqual([])
    expect(await lettersOf(world, pledgeId)).toEqual([])
    const found = await world.db.read
      .selectFrom('discrepancy')
      .select(['kind', 'subject', 'detail'])
      .execute()
    expect(found).toEqual([
      { kind: 'foreign-currency', subject: 'pi_cs_1', detail: JSON.stringify({ currency: 'usd', pledgeId }) },
    ])
  })
})
