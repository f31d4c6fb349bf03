import { beforeEach, describe, expect, it } from 'vitest'
import { cancelCampaign, liftSuspension, suspendCampaign } from '#app/domain/closings/closings.server.ts'
import type { Canceler } from '#app/domain/closings/closings.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { withdraw, withdrawalOf } from '#app/domain/payments/payments.server.ts'
import { stopCampaign } from '#app/domain/payouts/payouts.server.ts'
import { recordDelivery, requirePledge } from '#app/domain/pledges/pledges.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement, approve, propose } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aMember, aUser } from '#tests/support/campaigns.ts'
import { begin, lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { aSucceededCampaign, onboard } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Stopping a campaign: before it succeeded, after a payout, for a while, and by the platform's own rule. */

let town: Town

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
})

function stop(campaignId: string, by: Canceler, actorId: string | null, reason = 'De drukker stopt ermee.') {
  return town.world.db.inTransaction(trx =>
    stopCampaign(trx, town.world.clock.now(), { campaignId, by, actorId, reason }),
  )
}

async function stateOfCampaign(id: string): Promise<string> {
  const row = await town.world.db.read
    .selectFrom('campaign')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.state
}

describe('live → canceled', () => {
  it('by the initiator: what is held goes back, cards are forgotten, each with a letter that says why', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    const bank = await pledgeTo(town.world, campaignId, { amount: 20_00, tip: 200 })
    await payByBank(bank.checkoutUrl)
    const card = await pledgeTo(town.world, campaignId, { amount: 10_00, method: 'card' })
    await payByCard(card.checkoutUrl, '4242424242424242')
    await town.settle()
    expect(await stop(campaignId, 'initiator', initiatorId)).toEqual({
      ok: true,
      left: 20_00,
      owedByInitiator: 0,
    })
    await town.settle()
    expect(await stateOfCampaign(campaignId)).toBe('canceled')
    expect(await stateOf(town.world, bank.pledgeId)).toBe('refunded')
    expect(await stateOf(town.world, card.pledgeId)).toBe('released')
    expect(await lettersOf(town.world, bank.pledgeId)).toContain('campaign-canceled')
    expect(await lettersOf(town.world, card.pledgeId)).toContain('campaign-canceled')
    expect(await stop(campaignId, 'initiator', initiatorId)).toEqual({
      ok: false,
      reason: 'not-in-this-state',
    })
  })

  it('a payment that was under way when it was canceled goes back too', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 20_00 })
    town.sandbox.machine.settings.webhooks.dropShare = 1
    await payByBank(checkoutUrl)
    await stop(campaignId, 'initiator', initiatorId)
    await town.settle()
    await town.pass('2h')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await balance(town.world.db.read, `campaign_funds_held:${campaignId}`)).toBe(0)
  })

  it('only with a reason, and by nobody else’s initiator', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    expect(await stop(campaignId, 'initiator', initiatorId, '  ')).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    const other = await aUser(town.world, 'Otto')
    expect(await stop(campaignId, 'initiator', other)).toEqual({ ok: false, reason: 'no-such-campaign' })
    expect(await stateOfCampaign(campaignId)).toBe('live')
  })
})

describe('succeeded → canceled', () => {
  it('before any payout everybody gets everything, by the team alone', async () => {
    const { campaignId, initiatorId, pledgeIds } = await aSucceededCampaign(town)
    expect(await stop(campaignId, 'initiator', initiatorId)).toEqual({ ok: false, reason: 'only-by-team' })
    const proposed = await propose(town.world, campaignId, await aMember(town.world, 'Thea', 'treasurer'))
    expect(proposed.ok).toBe(true)
    expect(await stop(campaignId, 'team', await aUser(town.world, 'Ada'))).toMatchObject({
      left: 420_00,
      owedByInitiator: 0,
    })
    await town.settle()
    await town.pass('5d')
    for (const id of pledgeIds) expect(await stateOf(town.world, id)).toBe('refunded')
    expect(await approve(town.world, await aMember(town.world, 'Aad', 'approver'))).toBeNull()
  })
})

describe('a suspended campaign', () => {
  it('takes no pledges until it is lifted, and what was pledged stays', async () => {
    const { campaignId } = await aLiveCampaign(town.world)
    const actorId = await aUser(town.world, 'Ada')
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 20_00 })
    await payByBank(checkoutUrl)
    await town.settle()
    const now = town.world.clock.now()
    const by = { campaignId, actorId }
    await town.world.db.inTransaction(trx => suspendCampaign(trx, now, { ...by, reason: 'Nepfoto’s.' }))
    await town.world.db.inTransaction(trx => suspendCampaign(trx, now, { ...by, reason: 'Nog eens.' }))
    const other = { pledgeId: '01a20cde-30a4-71d7-9052-606d8b2dbcf7', amount: 10_00 }
    expect(await begin(town.world, campaignId, other)).toEqual({ ok: false, reason: 'campaign-not-open' })
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    await town.world.db.inTransaction(trx => liftSuspension(trx, now, by))
    expect(await begin(town.world, campaignId, other)).toMatchObject({ ok: true })
  })

  it('is not paid out until it is lifted, and what was proposed before is void', async () => {
    const { world } = town
    const { campaignId } = await aSucceededCampaign(town)
    await town.pass('2d')
    const treasurer = await aMember(world, 'Thea Treasurer', 'treasurer')
    const suspension = {
      id: '01a20cde-30a4-71d7-9052-606d8b2dbcf8',
      campaign_id: campaignId,
      reason: 'Nepfoto’s.',
    }
    const by = { suspended_by: treasurer, suspended_at: world.clock.now().toISOString() }
    expect(await propose(world, campaignId, treasurer)).toMatchObject({ ok: true })
    await world.db.inTransaction(trx =>
      trx
        .insertInto('campaign_suspension')
        .values({ ...suspension, ...by, lifted_by: null, lifted_at: null })
        .execute(),
    )
    const approved = await approve(world, await aMember(world, 'Aad Approver', 'approver'))
    expect(approved).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await propose(world, campaignId, treasurer)).toEqual({ ok: false, reason: 'campaign-suspended' })
    await world.db.inTransaction(trx =>
      liftSuspension(trx, world.clock.now(), { campaignId, actorId: treasurer }),
    )
    expect(await propose(world, campaignId, treasurer)).toMatchObject({ ok: true })
  })
})

describe('money that is held too long', () => {
  async function refundedOf(pledgeIds: string[]): Promise<number> {
    const rows = await town.world.db.read
      .selectFrom('pledge')
      .select('returned_cents')
      .where('id', 'in', pledgeIds)
      .execute()
    return rows.reduce((all, { returned_cents }) => all + returned_cents, 0)
  }

  it('raises an alarm on day 80, and goes back on day 85', async () => {
    const { campaignId, pledgeIds } = await aSucceededCampaign(town)
    await town.pass('78d')
    const alarms = () =>
      town.world.db.read
        .selectFrom('discrepancy')
        .select('amount_cents')
        .where('kind', '=', 'held-too-long')
        .execute()
    expect(await alarms()).toEqual([])
    await town.pass('2d')
    expect(await alarms()).toEqual([{ amount_cents: 420_00 }])
    await town.pass('4d')
    expect(await stateOfCampaign(campaignId)).toBe('succeeded')
    await town.pass('1d')
    expect(await stateOfCampaign(campaignId)).toBe('canceled')
    for (const id of pledgeIds) expect(await stateOf(town.world, id)).toBe('refunded')
  }, 60_000)

  it('a tranche of one euro does not end the watch over the rest', async () => {
    const { world } = town
    const { campaignId, pledgeIds } = await aSucceededCampaign(town)
    await town.pass('2d')
    const treasurer = await aMember(world, 'Thea', 'treasurer')
    expect(await propose(world, campaignId, treasurer, cents(1_00))).toMatchObject({ ok: true })
    expect(await approve(world, await aMember(world, 'Aad', 'approver'))).toEqual({ ok: true })
    await town.pass('78d')
    const alarms = await world.db.read
      .selectFrom('discrepancy')
      .select('amount_cents')
      .where('kind', '=', 'held-too-long')
      .execute()
    expect(alarms).toEqual([{ amount_cents: 419_00 }])
    expect(await stateOfCampaign(campaignId)).toBe('succeeded')
    await town.pass('5d')
    expect(await stateOfCampaign(campaignId)).toBe('canceled')
    // What was held went back, to each their share of it; the euro that was paid out is the initiator's debt.
    expect(await balance(world.db.read, `campaign_funds_held:${campaignId}`)).toBe(0)
    expect(await refundedOf(pledgeIds)).toBe(419_00)
    const { owed_by_initiator_cents: owed } = await world.db.read
      .selectFrom('campaign_cancellation')
      .select('owed_by_initiator_cents')
      .executeTakeFirstOrThrow()
    expect(owed).toBe(1_00)
  }, 60_000)

  it('lets what was paid out alone', async () => {
    const { campaignId } = await anApprovedSettlement(town)
    await town.pass('90d')
    expect(await stateOfCampaign(campaignId)).toBe('succeeded')
  }, 60_000)
})

describe('keep-what-you-raise', () => {
  it('is paid out from the 14th day, from € 250; at its end whatever is there', async () => {
    const { world } = town
    const campaign = await aLiveCampaign(world, { deadline: '2027-01-10' })
    await world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ funding_model: 'keep_it_all' })
        .where('id', '=', campaign.campaignId)
        .execute(),
    )
    await onboard(town, campaign.initiatorId)
    const treasurer = await aMember(world, 'Thea', 'treasurer')
    const approver = await aMember(world, 'Aad', 'approver')
    const give = async (amount: number) => {
      const { checkoutUrl } = await pledgeTo(world, campaign.campaignId, { amount, tip: 100 })
      await payByBank(checkoutUrl)
      await town.settle()
    }
    await give(249_99)
    await town.pass('13d')
    expect(await propose(world, campaign.campaignId, treasurer)).toEqual({ ok: false, reason: 'too-early' })
    await town.pass('1d')
    expect(await propose(world, campaign.campaignId, treasurer)).toEqual({ ok: false, reason: 'too-little' })
    await give(5_00)
    const little = await propose(world, campaign.campaignId, treasurer, cents(249_99))
    expect(little).toEqual({ ok: false, reason: 'too-little' })
    expect(await propose(world, campaign.campaignId, treasurer)).toMatchObject({ ok: true })
    expect(await approve(world, approver)).toEqual({ ok: true })
    // The tips are the platform's only once it succeeded.
    expect(await balance(world.db.read, `tips_held:${campaign.campaignId}`)).toBe(200)
    await town.pass('3d')
    await give(10_00)
    expect(await propose(world, campaign.campaignId, treasurer)).toEqual({ ok: false, reason: 'too-little' })
    await town.pass('31d')
    expect(await stateOfCampaign(campaign.campaignId)).toBe('succeeded')
    expect(await propose(world, campaign.campaignId, treasurer)).toMatchObject({ ok: true })
  }, 60_000)
})

describe('withdrawing a pledge with a reward', () => {
  async function withReward() {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
    await onboard(town, initiatorId)
    const reward = await town.world.db.read
      .selectFrom('reward')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('title', '=', 'Een steen')
      .executeTakeFirstOrThrow()
    const pledges: string[] = []
    for (const rewardId of [reward.id, undefined]) {
      const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, {
        amount: 400_00,
        tip: 300,
        rewardId,
      })
      await payByBank(checkoutUrl)
      pledges.push(pledgeId)
    }
    await town.pass('3d')
    const [bought = '', gift = ''] = pledges
    const deliver = (day: string) =>
      town.world.db.inTransaction(trx =>
        recordDelivery(trx, town.world.clock.now(), {
          campaignId,
          initiatorId,
          rewardId: reward.id,
          pledgeId: null,
          day,
        }),
      )
    const mayWithdraw = async (id: string) =>
      withdrawalOf(await requirePledge(town.world.db.read, id), town.world.clock.now()).ok
    return { campaignId, bought, gift, deliver, mayWithdraw }
  }

  it('ends 14 days after it was delivered; a gift without a reward ended at the deadline', async () => {
    const { bought, gift, deliver, mayWithdraw } = await withReward()
    expect([await mayWithdraw(bought), await mayWithdraw(gift)]).toEqual([true, false])
    expect(await deliver('2026-11-28')).toEqual({ ok: false, reason: 'day-to-come' })
    expect(await deliver('2026-11-23')).toEqual({ ok: false, reason: 'before-live' })
    expect(await deliver('2026-02-30')).toEqual({ ok: false, reason: 'not-a-day' })
    expect(await deliver('2026-11-27')).toEqual({ ok: true, pledges: 1 })
    expect(await deliver('2026-11-27')).toEqual({ ok: false, reason: 'nobody-left' })
    await town.pass('14d')
    expect(await mayWithdraw(bought)).toBe(true)
    await town.pass('1d')
    expect(await mayWithdraw(bought)).toBe(false)
  })

  it('after a payout makes the initiator’s debt, and the tip goes back with it', async () => {
    const { campaignId, bought, deliver } = await withReward()
    expect(
      await propose(town.world, campaignId, await aMember(town.world, 'Thea', 'treasurer')),
    ).toMatchObject({ ok: true })
    expect(await approve(town.world, await aMember(town.world, 'Aad', 'approver'))).toEqual({ ok: true })
    await town.settle()
    await deliver('2026-11-27')
    await topUp(town.sandbox, 500_00)
    await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), bought))
    await town.pass('5d')
    expect(await balance(town.world.db.read, `initiator_receivable:${campaignId}`)).toBe(400_00)
    expect(await stateOf(town.world, bought)).toBe('refunded')
    expect(await lettersOf(town.world, bought)).toContain('pledge-withdrawn')
  })
})

describe('draft → canceled', () => {
  it('a campaign that never went live needs no closing', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ state: 'draft', live_at: null })
        .where('id', '=', campaignId)
        .execute(),
    )
    const request = { campaignId, by: 'initiator', actorId: initiatorId, reason: 'Toch niet.' } as const
    const canceled = await town.world.db.inTransaction(trx =>
      cancelCampaign(trx, town.world.clock.now(), request),
    )
    expect(canceled).toEqual({ ok: true, left: 0, owedByInitiator: 0 })
    await town.settle()
    expect(await town.world.db.read.selectFrom('campaign_closure').selectAll().execute()).toEqual([])
  })
})
