import { beforeEach, describe, expect, it } from 'vitest'
import { cancelCampaign, suspendCampaign } from '#app/domain/closings/closings.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { openCheckout } from '#app/domain/payments/payments.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { begin, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Stripe opens a Checkout while something happens to the campaign (trust.md F14): who comes back from Stripe finds it
 * stopped, and what was opened there is ended before anybody pays in it.
 */

let town: Town
let campaignId: string
let actorId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  campaignId = (await aLiveCampaign(town.world, { deadline: '2026-11-24' })).campaignId
  actorId = await aUser(town.world, 'Ada')
})

const HAPPENINGS: Record<string, () => Promise<unknown>> = {
  'is suspended': () =>
    town.world.db.inTransaction(trx =>
      suspendCampaign(trx, town.world.clock.now(), { campaignId, actorId, reason: 'Nepfoto’s.' }),
    ),
  'is canceled': () =>
    town.world.db.inTransaction(trx =>
      cancelCampaign(trx, town.world.clock.now(), {
        ...{ campaignId, by: 'team', actorId, reason: 'De drukker stopt ermee.' },
      }),
    ),
  'is over': () => town.sandbox.control.advance('15h'),
}

describe('a Checkout that Stripe opens while its campaign', () => {
  it.each(Object.keys(HAPPENINGS))('%s is shown to nobody, and is ended', async what => {
    const pledgeId = randomIds.next()
    expect(await begin(town.world, campaignId, { pledgeId })).toMatchObject({ ok: true })
    let url = ''
    const { gateway } = town.world
    const meanwhile: PaymentGateway = {
      ...gateway,
      openCheckout: async request => {
        const opened = await gateway.openCheckout(request)
        if (opened.ok) url = opened.value.url
        await HAPPENINGS[what]?.()
        return opened
      },
    }
    expect(await openCheckout({ ...town.world, gateway: meanwhile }, pledgeId)).toEqual({
      ok: false,
      reason: 'campaign-not-open',
    })
    await town.settle()
    await expect(payByBank(url)).rejects.toThrow('answered')
    await town.pass('36m')
    expect(await stateOf(town.world, pledgeId)).toBe('abandoned')
  })
})
