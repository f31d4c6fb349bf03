import { beforeEach, describe, expect, it } from 'vitest'
import { cancelCampaign } from '#app/domain/closings/closings.server.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import {
  collectPledge,
  dropPledge,
  openCheckout,
  prepareRecovery,
  releasePledge,
  syncPayment,
} from '#app/domain/payments/payments.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { losing } from '#tests/support/lossy-gateway.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * A saved card that is refused (money.md 1.4, rows 11–14): however the refusal becomes known it begins the same week,
 * and what is told late of one try touches no other.
 */

let town: Town
let pledgeId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  const { campaignId } = await aLiveCampaign(town.world)
  const pledge = await pledgeTo(town.world, campaignId, { method: 'card', amount: 2500 })
  pledgeId = pledge.pledgeId
  await payByCard(pledge.checkoutUrl, '4000000000000341')
  await town.settle()
})

const collectWith = (gateway: PaymentGateway) => collectPledge({ ...town.world, gateway }, pledgeId)

const theWeek = () => [
  `remind-of-recovery:${pledgeId}:2`,
  `collect-pledge:${pledgeId}:3`,
  `remind-of-recovery:${pledgeId}:4`,
  `collect-pledge:${pledgeId}:6`,
  `drop-pledge:${pledgeId}:7`,
]

async function promised(): Promise<string[]> {
  const jobs = await town.world.db.read.selectFrom('job').select('key').orderBy('run_at').execute()
  return jobs.map(({ key }) => key).filter(key => key.includes(`${pledgeId}:`))
}

async function pledgeNow() {
  return town.world.db.read
    .selectFrom('pledge')
    .selectAll()
    .where('id', '=', pledgeId)
    .executeTakeFirstOrThrow()
}

/** How often Stripe was really asked to charge the card. */
const tries = () =>
  town.sandbox.machine.look(draft =>
    draft.all('payment_intent').filter(({ metadata }) => metadata.collect_n !== undefined),
  ).length

describe('a saved card', () => {
  it('that is refused at once begins a week', async () => {
    await collectWith(town.world.gateway)
    expect((await pledgeNow()).state).toBe('action_required')
    expect(await promised()).toEqual(theWeek())
  })

  it('that is refused later, and is told of by a webhook, begins the same week', async () => {
    const decidesLater = changed(async request => {
      const answer = await town.world.gateway.chargeSavedCard(request)
      if (answer.ok || !answer.refusal.paymentIntentId) throw new Error('The card was not refused.')
      const payment = await town.world.gateway.readPayment(answer.refusal.paymentIntentId)
      return { ok: true, value: { ...payment, state: 'processing' } }
    })
    await collectWith(decidesLater)
    expect((await pledgeNow()).state).toBe('processing')
    await town.settle()
    expect(await pledgeNow()).toMatchObject({ state: 'action_required', decline_code: 'generic_decline' })
    expect(await lettersOf(town.world, pledgeId)).toContain('card-failed')
    expect(await promised()).toEqual(theWeek())
  })

  it('that is tried again is not touched by what is told late of the try before', async () => {
    await collectWith(town.world.gateway)
    const first = (await pledgeNow()).collect_payment_intent_id ?? ''
    await expect(collectWith(losing(town.world.gateway, 'chargeSavedCard', 'answer'))).rejects.toThrow(
      GatewayUnavailable,
    )
    expect(await syncPayment(town.world, first)).toBe('nothing-new')
    await collectWith(town.world.gateway)
    expect(await pledgeNow()).toMatchObject({ state: 'action_required', collect_n: 2 })
    expect(tries()).toBe(2)
  })

  it('is not tried again once its bank says never to', async () => {
    const never = changed(async request => {
      const answer = await town.world.gateway.chargeSavedCard(request)
      return answer.ok
        ? answer
        : { ok: false, refusal: { ...answer.refusal, adviceCode: 'do_not_try_again' } }
    })
    await collectWith(town.world.gateway)
    await collectWith(never)
    await town.pass('6d')
    expect(tries()).toBe(2)
    await town.pass('2d')
    expect((await pledgeNow()).state).toBe('dropped')
  })
})

describe('a refused card before something else begins', () => {
  beforeEach(() => collectWith(town.world.gateway))

  /** What has become at Stripe of the charges of the saved card. */
  const charges = () =>
    town.sandbox.machine.look(draft =>
      draft.all('payment_intent').flatMap(({ metadata, status }) => (metadata.collect_n ? [status] : [])),
    )

  it('row 13 · the refused payment is canceled before another way to pay is opened, so that it cannot succeed beside it', async () => {
    expect(charges()).toEqual(['requires_payment_method'])
    expect(await prepareRecovery(town.world, pledgeId)).toBe(true)
    expect(charges()).toEqual(['canceled'])
    const recovery = await openCheckout(town.world, pledgeId)
    expect(recovery.ok).toBe(true)
  })

  it('row 14 · the refused payment is canceled when the campaign is, and the pledge is released', async () => {
    await release()
    expect(charges()).toEqual(['canceled'])
    expect(await stateOf(town.world, pledgeId)).toBe('released')
  })

  const giveUp = { dropped: () => dropPledge(town.world, pledgeId), released: () => release() }

  it.each(['dropped', 'released'] as const)(
    'row 14 · a recovery Checkout that is still open cannot be paid any more once the pledge is %s',
    async how => {
      const url = await openRecovery()
      await giveUp[how]()
      expect(await stateOf(town.world, pledgeId)).toBe(how)
      await expect(payByBank(url)).rejects.toThrow('answered')
      await town.settle()
      expect(await stateOf(town.world, pledgeId)).toBe(how)
    },
  )

  it.each([
    ['dropped', 'held'],
    // Its campaign is canceled, so that what was paid goes back.
    ['released', 'refunded'],
  ] as const)(
    'row 13 · who paid in the recovery Checkout a moment before is not %s: the payment counts, and is %s in the end',
    async (how, inTheEnd) => {
      const url = await openRecovery()
      town.sandbox.machine.settings.webhooks.dropShare = 1
      await payByBank(url)
      await giveUp[how]()
      expect(await stateOf(town.world, pledgeId)).toBe('held')
      await town.settle()
      expect(await stateOf(town.world, pledgeId)).toBe(inTheEnd)
    },
  )

  /** The campaign is canceled, and what it promised of the pledge is done. */
  async function release(): Promise<void> {
    const by = { by: 'team', actorId: await aUser(town.world, 'Ada'), reason: 'De drukker stopt.' } as const
    const { campaign_id: campaignId } = await pledgeNow()
    await town.world.db.inTransaction(trx =>
      cancelCampaign(trx, town.world.clock.now(), { campaignId, ...by }),
    )
    await releasePledge(town.world, pledgeId)
  }

  async function openRecovery(): Promise<string> {
    await prepareRecovery(town.world, pledgeId)
    const recovery = await openCheckout(town.world, pledgeId)
    if (!recovery.ok) throw new Error(recovery.reason)
    return recovery.url
  }
})

function changed(chargeSavedCard: PaymentGateway['chargeSavedCard']): PaymentGateway {
  return new Proxy(town.world.gateway, {
    get: (target, name) => (name === 'chargeSavedCard' ? chargeSavedCard : Reflect.get(target, name)),
  })
}
