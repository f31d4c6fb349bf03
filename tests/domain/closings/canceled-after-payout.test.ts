import { beforeEach, describe, expect, it } from 'vitest'
import { whatWouldGoBack } from '#app/domain/closings/closings.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { stopCampaign } from '#app/domain/payouts/payouts.server.ts'
import type { CampaignState } from '#db/schema.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** What goes back of a canceled campaign when a part of it is gone already, or comes in only after it was canceled. */

let town: Town

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
})

const stop = async (campaignId: string) => {
  const by = { campaignId, by: 'team', actorId: await aUser(town.world, 'Ada') } as const
  const reason = 'De drukker stopt ermee.'
  await town.world.db.inTransaction(trx => stopCampaign(trx, town.world.clock.now(), { ...by, reason }))
}

describe('succeeded → canceled after a payout', () => {
  /** € 400 with a tip of € 3, and € 20, were paid out; € 21 with a tip of € 2 came in after that and is still held. */
  async function aHalfPaidOutCampaign() {
    const { campaignId, pledgeIds } = await anApprovedSettlement(town)
    await town.settle()
    const become = (state: CampaignState) =>
      town.world.db.inTransaction(trx =>
        trx
          .updateTable('campaign')
          .set({ state, ends_at: '2027-01-01T00:00:00.000Z' })
          .where('id', '=', campaignId)
          .execute(),
      )
    await become('live')
    const late = await pledgeTo(town.world, campaignId, { amount: 21_00, tip: 200 })
    await payByBank(late.checkoutUrl)
    await town.settle()
    await become('succeeded')
    const [big = '', small = ''] = pledgeIds
    return { campaignId, big, small, late: late.pledgeId }
  }

  const refunds = async () => {
    const rows = await town.world.db.read
      .selectFrom('refund')
      .select(['pledge_id', 'amount_cents', 'tip_cents'])
      .where('reason', '=', 'campaign_canceled')
      .execute()
    return Object.fromEntries(rows.map(row => [row.pledge_id, [row.amount_cents, row.tip_cents]]))
  }

  it('what is held goes back pro rata and each tip whole, the rest is shown as the initiator’s debt', async () => {
    const { campaignId, big, small, late } = await aHalfPaidOutCampaign()
    expect(await whatWouldGoBack(town.world.db.read, campaignId)).toEqual({ left: 21_00, owed: 420_00 })
    await stop(campaignId)
    await town.settle()
    // Of each euro five cents are left. The tips go back to the cent, also the one that was the platform's by then.
    expect(await refunds()).toEqual({
      [big]: [19_05 + 3_00, 3_00],
      [small]: [95, 0],
      [late]: [1_00 + 2_00, 2_00],
    })
    for (const account of ['campaign_funds_held', 'tips_held'] as const)
      expect(await balance(town.world.db.read, `${account}:${campaignId}`)).toBe(0)
    expect(await balance(town.world.db.read, 'tip_income')).toBe(0)
    expect(await stateOf(town.world, big)).toBe('held')
    await town.pass('1d')
    expect(Object.keys(await refunds())).toHaveLength(3)
  })
})

describe('live → canceled while a payment is under way', () => {
  it('that comes in after everybody was paid back goes back as well', async () => {
    const { campaignId } = await aLiveCampaign(town.world)
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 20_00, tip: 200 })
    // No webhook and no list of events tells of the payment, and Stripe does not answer when the Checkout is to be ended.
    town.sandbox.machine.settings.webhooks.dropShare = 1
    const unheard = { kind: 'error_before', times: 1_000 } as const
    town.sandbox.control.fault({ method: 'GET', path: '^/v1/events', ...unheard })
    town.sandbox.control.fault({ method: 'POST', path: '/expire$', ...unheard })
    await payByBank(checkoutUrl)
    await stop(campaignId)
    await town.settle()
    await town.pass('1h')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    for (const account of ['campaign_funds_held', 'tips_held'] as const)
      expect(await balance(town.world.db.read, `${account}:${campaignId}`)).toBe(0)
  })
})
