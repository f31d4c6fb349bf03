import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#app/domain/clock.ts'
import { openCheckout, prepareRecovery, syncPayment } from '#app/domain/payments/payments.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * A bank that takes its time (money.md 1.4, rows 3, 6, 10, 13, 14), over HTTP: of a first payment, and of one that is to keep a
 * promise after the card was refused. While it decides the card is not charged and the pledge not dropped beside it.
 */

let town: Town

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  await town.settle()
})

/** The payment of this pledge about which a bank decides now. */
const decidedNow = (pledgeId: string) => {
  const found = town.sandbox.machine.look(draft =>
    draft
      .all('payment_intent')
      .find(({ status, metadata }) => status === 'processing' && metadata.pledge_id === pledgeId),
  )
  if (!found) throw new Error(`No bank decides about pledge ${pledgeId}.`)
  return found.id
}

async function decide(pledgeId: string, decision: 'take' | 'fail'): Promise<void> {
  town.sandbox.control.trigger(`payments/${decidedNow(pledgeId)}/decide`, { decision })
  await town.settle()
}

/** The bank takes longer than the sandbox's day: its own job is put off. */
function keepDeciding(pledgeId: string): void {
  const id = `decide:${decidedNow(pledgeId)}`
  town.sandbox.machine.step(draft => {
    draft.patch('job', id, { dueAtMs: draft.nowMs + 60 * DAY_MS })
  })
}

const totalOf = (campaignId: string) =>
  town.world.db.read
    .selectFrom('campaign_total')
    .select(['held_cents', 'committed_cents', 'committed_count'])
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()

/** How often the saved card of a pledge was charged. */
const charges = (pledgeId: string) =>
  town.sandbox.machine.look(
    draft =>
      draft
        .all('payment_intent')
        .filter(({ metadata }) => metadata.collect_n !== undefined && metadata.pledge_id === pledgeId).length,
  )

const refunds = () => town.world.db.read.selectFrom('refund').selectAll().execute()

describe('a first payment about which the bank decides later', () => {
  async function aWaitingPledge() {
    const { campaignId } = await aLiveCampaign(town.world)
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 17_10 })
    await payByBank(checkoutUrl, 'wait')
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('processing')
    expect(await totalOf(campaignId)).toMatchObject({ held_cents: 0, committed_cents: 0 })
    return { campaignId, pledgeId }
  }

  it('row 3, row 6 · is held when the bank takes it', async () => {
    const { campaignId, pledgeId } = await aWaitingPledge()
    await town.pass('25h')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await totalOf(campaignId)).toMatchObject({ held_cents: 17_10, committed_cents: 0 })
  })

  it('row 6 · is abandoned when the bank refuses it, and nothing was booked', async () => {
    const { campaignId, pledgeId } = await aWaitingPledge()
    await decide(pledgeId, 'fail')
    expect(await stateOf(town.world, pledgeId)).toBe('abandoned')
    expect(await totalOf(campaignId)).toMatchObject({ held_cents: 0, committed_cents: 0 })
  })
})

describe('a payment of recovery about which the bank decides later', () => {
  /** The card of € 5 was refused when the campaign had succeeded; its backer then pays at a bank that takes its time. */
  async function aWaitingRecovery() {
    const campaign = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
    await onboard(town, campaign.initiatorId)
    const bank = await pledgeTo(town.world, campaign.campaignId, { amount: 400_00 })
    await payByBank(bank.checkoutUrl)
    const card = await pledgeTo(town.world, campaign.campaignId, { amount: 5_00, method: 'card' })
    await payByCard(card.checkoutUrl, '4000000000000341')
    await town.settle()
    await town.pass('1d')
    const { pledgeId } = card
    expect(await stateOf(town.world, pledgeId)).toBe('action_required')
    expect(await prepareRecovery(town.world, pledgeId)).toBe(true)
    const opened = await openCheckout(town.world, pledgeId)
    if (!opened.ok) throw new Error(opened.reason)
    await payByBank(opened.url, 'wait')
    keepDeciding(pledgeId)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('processing')
    return { campaignId: campaign.campaignId, pledgeId }
  }

  it('row 10, row 13 · goes on counting as promised, and is held when the bank takes it, though the week is over', async () => {
    const { campaignId, pledgeId } = await aWaitingRecovery()
    expect(await totalOf(campaignId)).toEqual({
      held_cents: 400_00,
      committed_cents: 5_00,
      committed_count: 1,
    })
    await town.pass('9d')
    expect(await stateOf(town.world, pledgeId)).toBe('processing')
    expect(charges(pledgeId), 'on no day was the card charged beside it').toBe(1)
    await decide(pledgeId, 'take')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await totalOf(campaignId)).toMatchObject({ held_cents: 405_00, committed_cents: 0 })
    expect(await refunds()).toEqual([])
  })

  it('row 11, row 12 · goes back to where it was when the bank refuses it: told once more, its card is tried again, and the term goes on', async () => {
    const { campaignId, pledgeId } = await aWaitingRecovery()
    await town.pass('4d')
    const before = (await lettersOf(town.world, pledgeId)).filter(name => name === 'card-failed').length
    await decide(pledgeId, 'fail')
    expect(await stateOf(town.world, pledgeId)).toBe('action_required')
    expect((await lettersOf(town.world, pledgeId)).filter(name => name === 'card-failed')).toHaveLength(
      before + 1,
    )
    expect(await totalOf(campaignId)).toMatchObject({ committed_cents: 5_00 })
    expect(charges(pledgeId)).toBe(1)
    await town.pass('2h')
    expect(charges(pledgeId), 'the try of the third day was waiting').toBe(2)
    await town.pass('3d')
    expect(await stateOf(town.world, pledgeId)).toBe('dropped')
    expect(charges(pledgeId), 'the sixth day').toBe(3)
  })

  it('row 14 · is dropped when the bank refuses it after the week, and not before', async () => {
    const { pledgeId } = await aWaitingRecovery()
    await town.pass('8d')
    expect(await stateOf(town.world, pledgeId)).toBe('processing')
    await decide(pledgeId, 'fail')
    await town.pass('2h')
    expect(await stateOf(town.world, pledgeId)).toBe('dropped')
    expect(await refunds()).toEqual([])
  })

  it('is not touched by the end of the payment before, which is told late', async () => {
    const { pledgeId } = await aWaitingRecovery()
    const [canceled] = town.sandbox.machine.look(draft =>
      draft
        .all('payment_intent')
        .filter(({ status, metadata }) => status === 'canceled' && metadata.pledge_id === pledgeId),
    )
    expect(canceled).toBeDefined()
    expect(await syncPayment(town.world, canceled?.id ?? '')).toBe('nothing-new')
    expect(await stateOf(town.world, pledgeId)).toBe('processing')
  })
})
