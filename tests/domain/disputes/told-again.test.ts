import { beforeEach, expect, it } from 'vitest'
import { syncDispute, syncFraudWarning } from '#app/domain/disputes/disputes.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { aTreasurer, chargeOf, decide, dispute } from '#tests/support/disputing.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** What Stripe told before is told once more, or late: it changes nothing, and nobody is written to again. */

let town: Town
let pledgeId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 2_000_00)
  await aTreasurer(town)
  const { campaignId } = await aLiveCampaign(town.world)
  const pledge = await pledgeTo(town.world, campaignId, { amount: 50_00 })
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.settle()
})

const lettersNamed = (name: string) =>
  town.world.db.read.selectFrom('letter').select('dedup_key').where('name', '=', name).execute()

it.each(['win', 'lose', 'prevent'] as const)(
  'row 17 · a dispute that was read while it was open, and is recorded after somebody recorded its end (%s)',
  async how => {
    const { gateway, db } = town.world
    const id = await dispute(town, pledgeId)
    const whileOpen = await gateway.readDispute(id)
    await decide(town, id, how)
    const all = () => db.read.selectFrom('dispute').selectAll().execute()
    const ended = await all()
    const late: PaymentGateway = { ...gateway, readDispute: async () => whileOpen }
    expect(await syncDispute({ ...town.world, gateway: late }, id)).toBe('nothing-new')
    expect(await all()).toEqual(ended)
    expect(await lettersNamed('dispute-opened')).toHaveLength(1)
  },
)

it('row 17 · an inquiry that is recorded after it became a dispute leaves the dispute open', async () => {
  const { gateway, db } = town.world
  const id = await dispute(town, pledgeId, { kind: 'inquiry' })
  const asInquiry = await gateway.readDispute(id)
  await decide(town, id, 'escalate')
  const late: PaymentGateway = { ...gateway, readDispute: async () => asInquiry }
  expect(await syncDispute({ ...town.world, gateway: late }, id)).toBe('nothing-new')
  const { state, status } = await db.read.selectFrom('dispute').selectAll().executeTakeFirstOrThrow()
  expect([state, status]).toEqual(['open', 'needs_response'])
})

it('row 15 · an early fraud warning that is looked at again gives nothing back a second time', async () => {
  const { campaignId } = await aLiveCampaign(town.world, { model: 'keep_it_all', title: 'Een tuin' })
  const card = await pledgeTo(town.world, campaignId, { amount: 30_00, method: 'card' })
  await payByCard(card.checkoutUrl, '4242424242424242')
  await town.settle()
  const charge = await chargeOf(town, card.pledgeId)
  const { id } = town.sandbox.control.trigger(`charges/${charge}/warn`) as { id: string }
  await town.settle()
  expect(await syncFraudWarning(town.world, id)).toBe('nothing-new')
  expect(await town.world.db.read.selectFrom('refund').select('amount_cents').execute()).toEqual([
    { amount_cents: 30_00 },
  ])
  expect(await lettersNamed('fraud-warning')).toHaveLength(1)
})
