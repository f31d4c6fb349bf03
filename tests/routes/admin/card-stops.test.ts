import { beforeEach, describe, expect, it } from 'vitest'
import { REFUSED_CARDS } from '#app/domain/brakes/brake.ts'
import { recordRefusedCardInCheckout } from '#app/domain/brakes/brakes.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { requirePledge } from '#app/domain/pledges/pledges.server.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** T15 · the desk's page of what the fraud brake has stopped, over HTTP, and what the stop does to who gives. */

const PAGE = '/admin/card-stops'

let town: Town
let slug: string
let stopId: string
let treasurer: Visitor

/** A campaign in which one card too many was refused. */
beforeEach(async () => {
  town = await openTown()
  const { world } = town
  const campaign = await aLiveCampaign(world)
  slug = campaign.slug
  const { pledgeId } = await pledgeTo(world, campaign.campaignId, { method: 'card' })
  const pledge = await requirePledge(world.db.read, pledgeId)
  await world.db.inTransaction(async trx => {
    for (let n = 0; n <= REFUSED_CARDS.campaign.most; n += 1)
      await recordRefusedCardInCheckout(trx, world.clock.now(), { eventId: `evt_${n}`, pledge })
  })
  stopId = (await stops())[0]?.id ?? ''
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
})

const stops = () => town.world.db.read.selectFrom('card_stop').selectAll().execute()

const lift = (reason: string, by = treasurer) => by.post(PAGE, { stopId, [`reason-${stopId}`]: reason })

/** Somebody who means well, with a card or by bank. */
const give = (method: 'card' | 'bank') => {
  const pledge = randomIds.next()
  const token = town.world.links.token('pledge-form', pledge)
  const form = { pledge, token, amount: '1710', method, email: 'ans@example.test', name: 'Ans' }
  return town.site.visitor().post(`/campaigns/${slug}/pledge`, form)
}

describe('T15 · a campaign that the brake has stopped', () => {
  it('takes no cards and goes on by bank, until a treasurer lifts the stop with a reason', async () => {
    const refused = await give('card')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await give('bank')).status).toBe(303)
    const page = await treasurer.get(PAGE)
    expect(page.text).toContain('Er is één stop op kaarten')
    expect(page.text).toContain(`${REFUSED_CARDS.campaign.most + 1} geweigerde kaarten.`)
    expect((await lift('Het was een feestavond.')).status).toBe(303)
    const after = await treasurer.get(PAGE)
    expect(after.text).toContain('Er staan geen kaarten stil')
    expect(after.text).toContain('Opgeheven door thea@example.test')
    expect(after.text).toContain('Het was een feestavond.')
    expect((await give('card')).status).toBe(303)
    await treasurer.get(`/language/en?returnTo=${PAGE}`)
    expect((await treasurer.get(PAGE)).text).toContain('No cards stand still')
  })

  it('is not lifted without a reason, twice, or by who may only look', async () => {
    const empty = await lift('  ')
    expect([empty.status, empty.text.includes('Schrijf waarom.')]).toEqual([422, true])
    const long = await lift('x'.repeat(1_001))
    expect([long.status, long.text.includes('x'.repeat(1_001))]).toEqual([422, true])
    const admin = await town.site.signIn('anna@example.test', ['admin'])
    const seen = await admin.get(PAGE)
    expect(seen.text).toContain('Een penningmeester kan de stop opheffen.')
    expect(seen.text).not.toContain('Hef de stop op')
    expect((await lift('Zomaar.', admin)).status).toBe(403)
    expect((await stops())[0]?.lifted_at).toBeNull()
    await lift('Het was een feestavond.')
    const again = await lift('Nog eens.')
    expect([again.status, again.text.includes('Deze stop was al voorbij.')]).toEqual([409, true])
    expect((await stops())[0]?.lift_reason).toBe('Het was een feestavond.')
  })

  it('goes on by itself after an hour, and the page says that it ended so', async () => {
    await town.sandbox.control.advance('61m')
    const back = await town.site.signIn('thea@example.test')
    expect((await back.get(PAGE)).text).toContain('Vanzelf geëindigd.')
    expect((await give('card')).status).toBe(303)
  })
})
