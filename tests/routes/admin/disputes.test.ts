import { beforeEach, describe, expect, it } from 'vitest'
import { debtOf } from '#app/domain/debts/debts.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { decide, dispute } from '#tests/support/disputing.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** The treasurer's pages of disputes, debts and coverage, over HTTP. */

let town: Town
let treasurer: Visitor & { userId: string }

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 2_000_00)
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
})

async function aDispute(): Promise<{ id: string; pledgeId: string }> {
  const { campaignId } = await aLiveCampaign(town.world, { title: 'Een bank aan de singel' })
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 50_00, tip: 500 })
  await payByBank(checkoutUrl)
  await town.settle()
  return { id: await dispute(town, pledgeId), pledgeId }
}

describe('disputes at the desk', () => {
  it('stand in a queue with their last day, and each with what is known of its pledge', async () => {
    expect((await treasurer.get('/admin/disputes')).text).toContain('Er is niets betwist')
    const { id, pledgeId } = await aDispute()
    const { text: queue } = await treasurer.get('/admin/disputes')
    expect(queue).toContain('€\u00a055,00 voor Een bank aan de singel')
    expect(queue).toContain('Antwoorden kan tot')
    const { text } = await treasurer.get(`/admin/disputes/${id}`)
    for (const known of [
      pledgeId,
      'fraudulent',
      'the payment succeeded',
      'the receipt, with a link to withdraw',
    ])
      expect(text).toContain(known)
  })

  it('are answered with evidence once, by a treasurer, with a name', async () => {
    const { id, pledgeId } = await aDispute()
    const page = `/admin/disputes/${id}`
    expect((await treasurer.post(page, { deed: 'contest', evidence: ' ' })).status).toBe(422)
    const approver = await town.site.signIn('aad@example.test', ['approver'])
    expect((await approver.post(page, { deed: 'accept' })).status).toBe(403)
    expect((await treasurer.post(page, { deed: 'contest', evidence: 'winning_evidence' })).status).toBe(303)
    const again = await treasurer.post(page, { deed: 'accept' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('Een collega heeft al geantwoord')
    await town.settle()
    await town.pass('1h')
    const back = await town.site.signIn('thea@example.test')
    expect((await back.get(page)).text).toContain('Gewonnen')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('can be given up', async () => {
    const { id, pledgeId } = await aDispute()
    expect((await treasurer.post(`/admin/disputes/${id}`, { deed: 'accept' })).status).toBe(303)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect((await treasurer.get('/admin/disputes/du_nothing')).status).toBe(404)
  })
})

describe('coverage at the desk', () => {
  it('says what is held, what is owed, and what an initiator owes; a debt is written off with a reason', async () => {
    const { campaignId, pledgeIds, initiatorId } = await aSucceededCampaign(town)
    await town.pass('2d')
    await propose(town.world, campaignId, await aUser(town.world, 'Ties'))
    await approve(town.world, await aUser(town.world, 'Anke'))
    await town.pass('3d')
    await decide(town, await dispute(town, pledgeIds[1] ?? ''), 'lose')
    const back = await town.site.signIn('thea@example.test')
    const { text } = await back.get('/admin/coverage')
    expect(text).toContain('Tegoed bij Stripe')
    expect(text).toContain('is €\u00a020,00 schuldig')
    expect((await back.get(`/admin/coverage?debt=${campaignId}`)).text).toContain('Schrijf het af')
    const post = (reason: string, deed = 'write-off') =>
      back.post(`/admin/coverage?debt=${campaignId}`, { campaignId, deed, reason })
    expect((await post(' ')).status).toBe(422)
    const initiator = await town.world.db.read
      .selectFrom('user')
      .select('email')
      .where('id', '=', initiatorId)
      .executeTakeFirstOrThrow()
    const desk = await town.site.signIn(initiator.email)
    expect((await desk.get(`/my/campaigns/${campaignId}`)).text).toContain('Je staat €\u00a020,00 in de min')
    expect((await post('Failliet')).status).toBe(303)
    expect(await debtOf(town.world.db.read, campaignId)).toBe(0)
    expect((await post('Failliet')).status).toBe(409)
    expect((await back.get('/admin/coverage')).text).toContain('Niemand is iets schuldig')
  })
})
