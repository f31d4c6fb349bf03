import { beforeEach, describe, expect, it } from 'vitest'
import { floatLeft, refundsThatWait, sendRefund, withdraw } from '#app/domain/payments/payments.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** A refund of money that was paid out already is fronted by the platform, and never by other backers (R1, I15). */

let town: Town
let treasurer: string
let approver: string
let two: string
/** The pledges of the campaign that is paid out, oldest first. */
let paidOut: string[]

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 20_00)
  await town.settle()
  const one = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
  await onboard(town, one.initiatorId)
  paidOut = [await pay(one.campaignId, 400_00), await pay(one.campaignId, 30_00)]
  const other = await aLiveCampaign(town.world, { deadline: '2026-11-26', title: 'Andere' })
  await onboard(town, other.initiatorId)
  two = other.campaignId
  await pay(two, 500_00)
  await town.pass('4d')
  treasurer = await aMember(town.world, 'Thea', 'treasurer')
  approver = await aMember(town.world, 'Aad', 'approver')
  await payOut(one.campaignId)
})

async function pay(campaignId: string, amount: number): Promise<string> {
  const reward = await town.world.db.read
    .selectFrom('reward')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .orderBy('price_cents')
    .executeTakeFirstOrThrow()
  const pledge = await pledgeTo(town.world, campaignId, { amount, rewardId: reward.id })
  await payByBank(pledge.checkoutUrl)
  await town.settle()
  return pledge.pledgeId
}

async function payOut(campaignId: string) {
  await propose(town.world, campaignId, treasurer)
  const approved = await approve(town.world, approver)
  await town.settle()
  await town.pass('1d')
  return approved
}

const withdrawFrom = (pledgeId = '') =>
  town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
const float = () => floatLeft(town.world.db.read)
const waiting = () => refundsThatWait(town.world.db.read)
const broken = async () =>
  (await verifyLedger(town.world.db.read)).invariants.filter(({ holds }) => !holds).map(({ id }) => id)
const states = async () =>
  (
    await town.world.db.read
      .selectFrom('refund')
      .select('state')
      .orderBy('decided_at')
      .orderBy('id')
      .execute()
  ).map(({ state }) => state)

describe('R1 · a refund of what was paid out', () => {
  it('waits for cover, leaves the float as it was, and holds up no other payout', async () => {
    const before = await float()
    await withdrawFrom(paidOut[0])
    await town.settle()
    expect(await states()).toEqual(['decided'])
    expect(await waiting()).toMatchObject([{ fronted: 400_00, isOut: false, isDisputed: false }])
    expect(await float()).toBe(before)
    expect(await broken()).toEqual([])
    expect(await payOut(two)).toMatchObject({ ok: true })
    const held = await town.stripe.balance.retrieve()
    expect(held.available[0]?.amount ?? 0).toBeGreaterThanOrEqual(0)
  })

  it('is sent within an hour after the float was topped up, and the float is less by it', async () => {
    const before = await float()
    await withdrawFrom(paidOut[0])
    await town.settle()
    await topUp(town.sandbox, 400_00)
    await town.settle()
    await town.pass('2h')
    expect(await stateOf(town.world, paidOut[0] ?? '')).toBe('refunded')
    expect(await waiting()).toEqual([])
    expect(await float()).toBe(before)
    expect(await broken()).toEqual([])
  })

  it('lets the oldest go first: a smaller one does not overtake it', async () => {
    await withdrawFrom(paidOut[0])
    await town.settle()
    await withdrawFrom(paidOut[1])
    await topUp(town.sandbox, 100_00)
    await town.settle()
    await town.pass('2h')
    expect(await states()).toEqual(['decided', 'decided'])
    await topUp(town.sandbox, 330_00)
    await town.settle()
    await town.pass('2h')
    await town.pass('2h')
    expect(await states()).toEqual(['succeeded', 'succeeded'])
    expect(await broken()).toEqual([])
  })

  it('does not let two that are sent at once use the same float', async () => {
    await withdrawFrom(paidOut[0])
    await withdrawFrom(paidOut[1])
    await topUp(town.sandbox, 400_00)
    await town.settle()
    const both = await waiting()
    await Promise.all(both.map(({ refundId }) => sendRefund(town.world, refundId)))
    expect(await float()).toBeGreaterThanOrEqual(0)
    expect(await broken()).toEqual([])
  })

  it('is told of after three days, and again after eleven, until it is sent', async () => {
    await withdrawFrom(paidOut[0])
    await town.settle()
    const told = async () =>
      (
        await town.world.db.read
          .selectFrom('discrepancy')
          .select('kind')
          .where('resolved_at', 'is', null)
          .orderBy('kind')
          .execute()
      ).map(({ kind }) => kind)
    await town.pass('2d')
    expect(await told()).toEqual([])
    await town.pass('2d')
    expect(await told()).toEqual(['refund-waits-for-cover'])
    await town.pass('8d')
    expect(await told()).toEqual(['refund-waits-for-cover', 'refund-waits-too-long'])
    await town.pass('1d')
    const letters = await town.world.db.read
      .selectFrom('letter')
      .select('name')
      .where('name', '=', 'discrepancy-overdue')
      .execute()
    expect(letters).toHaveLength(2)
    await topUp(town.sandbox, 400_00)
    await town.settle()
    await town.pass('1d')
    await town.pass('1d')
    expect(await told()).toEqual([])
  })
})

describe('R3 · a fronted refund that failed', () => {
  it('waits for cover again before its next attempt', async () => {
    await topUp(town.sandbox, 400_00)
    await town.pass('2h')
    await withdrawFrom(paidOut[0])
    town.sandbox.control.trigger(
      `charges/${(await town.stripe.charges.list({ limit: 100 })).data.find(({ amount }) => amount === 400_00)?.id}/refund-course`,
      { course: 'fails_later' },
    )
    await town.settle()
    const before = await float()
    await town.pass('12h')
    expect(await broken()).toEqual([])
    expect(await float()).toBe(before)
    await town.pass('3d')
    expect(await broken()).toEqual([])
    expect(await float()).toBeGreaterThanOrEqual(0)
  })
})
