import { beforeEach, describe, expect, it } from 'vitest'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** An initiator stops a campaign for good, over HTTP: one page asks, its post does, and everybody is paid back. */

const REASON = 'De drukker is gestopt.'

let town: Town

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
})

async function initiatorOf(initiatorId: string): Promise<Visitor> {
  const { email } = await town.world.db.read
    .selectFrom('user')
    .select('email')
    .where('id', '=', initiatorId)
    .executeTakeFirstOrThrow()
  return town.site.signIn(email)
}

const stateOfCampaign = async (id: string) =>
  (await town.world.db.read.selectFrom('campaign').select('state').where('id', '=', id).executeTakeFirst())
    ?.state

const pageOf = (campaignId: string) => `/my/campaigns/${campaignId}/cancellation`

describe('stopping a campaign', () => {
  it('says what goes back, does so with a reason, and tells it on its own page, in both languages', async () => {
    const { campaignId, initiatorId, slug } = await aLiveCampaign(town.world)
    const bank = await pledgeTo(town.world, campaignId, { amount: 20_00 })
    await payByBank(bank.checkoutUrl)
    const card = await pledgeTo(town.world, campaignId, { amount: 10_00, method: 'card' })
    await payByCard(card.checkoutUrl, '4242424242424242')
    await town.settle()
    const initiator = await initiatorOf(initiatorId)
    const page = pageOf(campaignId)
    const asked = await initiator.get(page)
    expect(asked.text).toContain('We houden €\u00a020,00 vast. Dat gaat helemaal terug.')
    const stopped = await initiator.post(page, { deed: 'cancel', reason: REASON })
    expect([stopped.status, stopped.headers.location]).toEqual([303, page])
    await town.settle()
    expect(await stateOfCampaign(campaignId)).toBe('canceled')
    expect(await stateOf(town.world, bank.pledgeId)).toBe('refunded')
    expect(await stateOf(town.world, card.pledgeId)).toBe('released')
    const over = await initiator.get(page)
    expect(over.text).toContain('Gestopt')
    expect(over.text).toContain(REASON)
    expect(over.text).not.toContain('Stop voorgoed')
    const english = await town.site
      .visitor()
      .get(`/campaigns/${slug}`, { headers: { 'Accept-Language': 'en' } })
    expect([english.status, english.text.includes(REASON)]).toEqual([200, true])
    expect((await town.site.visitor().get(`/campaigns/${slug}/pledge`)).text).not.toContain('name="amount"')
    const letter = town.world.postman.sent.find(({ text }) => text.includes(REASON))
    expect(letter).toBeDefined()
  })

  it('is not done without a reason or by another form, and keeps what was typed', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    const initiator = await initiatorOf(initiatorId)
    const page = pageOf(campaignId)
    const empty = await initiator.post(page, { deed: 'cancel', reason: ' ' })
    expect([empty.status, empty.text.includes('Schrijf op waarom het stopt.')]).toEqual([422, true])
    const long = await initiator.post(page, { deed: 'cancel', reason: 'x'.repeat(1_001) })
    expect([long.status, long.text.includes('x'.repeat(1_001))]).toEqual([422, true])
    expect((await initiator.post(page, { deed: 'suspend', reason: REASON })).status).toBe(400)
    expect((await initiator.post(page, { deed: 'cancel', reason: REASON, by: 'team' })).status).toBe(400)
    expect(await stateOfCampaign(campaignId)).toBe('live')
  })

  it('is for its own initiator, once', async () => {
    const { campaignId, initiatorId } = await aLiveCampaign(town.world)
    const other = await town.site.signIn('otto@example.test')
    const page = pageOf(campaignId)
    expect((await other.get(page)).status).toBe(404)
    expect((await other.post(page, { deed: 'cancel', reason: REASON })).status).toBe(404)
    expect(await stateOfCampaign(campaignId)).toBe('live')
    const initiator = await initiatorOf(initiatorId)
    expect((await initiator.post(page, { deed: 'cancel', reason: REASON })).status).toBe(303)
    expect((await initiator.post(page, { deed: 'cancel', reason: 'Toch anders.' })).status).toBe(409)
    expect((await initiator.get(page)).text).toContain(REASON)
  })

  it('that succeeded is for an admin only: the page says so and the post changes nothing', async () => {
    const { campaignId, initiatorId } = await aSucceededCampaign(town)
    const initiator = await initiatorOf(initiatorId)
    const page = pageOf(campaignId)
    expect((await initiator.get(page)).text).toContain('Stoppen kan dan alleen een beheerder.')
    const refused = await initiator.post(page, { deed: 'cancel', reason: REASON })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Stoppen kan dan alleen een beheerder.')
    expect(await stateOfCampaign(campaignId)).toBe('succeeded')
    const admin = await town.site.signIn('anna@example.test', ['admin'])
    const stop = `/admin/campaigns/${campaignId}/stop`
    expect((await admin.get(stop)).text).toContain('We houden €\u00a0420,00 vast.')
    expect((await admin.post(stop, { deed: 'cancel', reason: REASON })).status).toBe(303)
    expect(await stateOfCampaign(campaignId)).toBe('canceled')
    expect((await admin.get(stop)).text).toContain(REASON)
    await town.settle()
    await town.pass('5d')
  })
})

describe('stopping for a while, by an admin', () => {
  it('takes no pledges, says why, and takes them again when it is lifted', async () => {
    const { campaignId, slug } = await aLiveCampaign(town.world)
    const admin = await town.site.signIn('anna@example.test', ['admin'])
    const stop = `/admin/campaigns/${campaignId}/stop`
    expect((await admin.post(stop, { deed: 'suspend', reason: '' })).status).toBe(422)
    expect((await admin.post(stop, { deed: 'suspend', reason: 'We zoeken iets uit.' })).status).toBe(303)
    expect((await admin.get(stop)).text).toContain('Deze campagne neemt geen toezeggingen aan sinds')
    const closed = await town.site.visitor().get(`/campaigns/${slug}`)
    expect(closed.text).toContain('We zoeken iets uit.')
    expect((await town.site.visitor().get(`/campaigns/${slug}/pledge`)).text).not.toContain('name="amount"')
    const treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
    expect((await treasurer.post(stop, { deed: 'lift' })).status).toBe(403)
    expect((await admin.post(stop, { deed: 'lift' })).status).toBe(303)
    expect((await town.site.visitor().get(`/campaigns/${slug}/pledge`)).text).toContain('name="amount"')
  })
})
