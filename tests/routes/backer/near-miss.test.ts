import { beforeEach, describe, expect, it } from 'vitest'
import { REFUSED_CARDS } from '#app/domain/brakes/brake.ts'
import { recordRefusedCardInCheckout } from '#app/domain/brakes/brakes.server.ts'
import { requirePledge } from '#app/domain/pledges/pledges.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** The 80 % conversation through its pages: the initiator explains, a backer answers by the link of the letter. */

const EXPLANATION = 'We drukken op dunner papier en bezorgen met de bakfiets in plaats van met een auto.'

let town: Town
let campaign: { campaignId: string; initiatorId: string; slug: string }
let pledgeId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  campaign = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
  const pledge = await pledgeTo(town.world, campaign.campaignId, { amount: 350_00 })
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.pass('1d')
})

async function explain(fields: Record<string, string>) {
  const { email } = await town.world.db.read
    .selectFrom('user')
    .select('email')
    .where('id', '=', campaign.initiatorId)
    .executeTakeFirstOrThrow()
  const visitor = await town.site.signIn(email)
  return visitor.post(`/my/campaigns/${campaign.campaignId}/near-miss`, fields)
}

const PLAN = { explanation: EXPLANATION, 'amount-1': '260', 'amount-2': '80,00' }

/** The page of the letter's link, as a path. */
function answerPath(): string {
  return town.world.links.answerNearMiss(pledgeId).replace(town.world.config.PUBLIC_URL, '')
}

/** The hidden fields with which the form of adding comes. */
function addFields(html: string): { pledge: string; token: string } {
  const valueOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
  return { pledge: valueOf('pledge'), token: valueOf('token') }
}

async function answers(): Promise<string[]> {
  const rows = await town.world.db.read.selectFrom('near_miss_answer').select('answer').orderBy('n').execute()
  return rows.map(({ answer }) => answer)
}

describe('the initiator', () => {
  it('gets back what was typed, with what is wrong, and nothing is kept', async () => {
    const wrong = await explain({ ...PLAN, 'amount-2': 'tachtig' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('tachtig')
    expect(wrong.text).toContain(EXPLANATION)
    expect((await explain({ ...PLAN, 'amount-1': '0' })).text).toContain('onder 80 procent')
    const nearMiss = await town.world.db.read.selectFrom('near_miss').selectAll().executeTakeFirstOrThrow()
    expect(nearMiss.explained_at).toBeNull()
  })

  it('explains once; the campaign’s page then shows the plan to everybody', async () => {
    const page = `/campaigns/${campaign.slug}`
    expect((await town.site.visitor().get(page)).text).toContain('Net niet gehaald')
    expect((await explain(PLAN)).status).toBe(303)
    expect((await explain(PLAN)).status).toBe(303)
    const { text } = await town.site.visitor().get(page)
    expect(text).toContain('dunner papier')
    expect(text).toContain('340')
    const lines = await town.world.db.read.selectFrom('near_miss_line').selectAll().execute()
    expect(lines).toHaveLength(2)
  })
})

describe('everybody', () => {
  it('reads that it goes on with less, and never that the minimum was reached', async () => {
    const page = `/campaigns/${campaign.slug}`
    await explain(PLAN)
    const talking = await town.site.visitor().get(page)
    expect(talking.text).toContain('Gaat door met minder, als genoeg donateurs blijven')
    expect(talking.text).not.toContain('Alles of niets')
    await town.pass('6d')
    const { text } = await town.site.visitor().get(page)
    expect(text).toContain('Het gaat door, met minder')
    expect(text).not.toContain('Het minimum is gehaald')
    expect(text).not.toContain('Alles of niets')
  })

  it('reads of a campaign that keeps what it raises that it is over, not that it reached anything', async () => {
    const { db } = town.world
    await db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ state: 'succeeded', funding_model: 'keep_it_all' })
        .where('id', '=', campaign.campaignId)
        .execute(),
    )
    const { text } = await town.site.visitor().get(`/campaigns/${campaign.slug}`)
    expect(text).toContain('De campagne is voorbij')
    expect(text).not.toContain('Het minimum is gehaald')
  })
})

describe('a backer', () => {
  beforeEach(async () => {
    await explain(PLAN)
    await town.settle()
  })

  it('sees the question without signing in; looking, however often, changes nothing', async () => {
    const visitor = town.site.visitor()
    const first = await visitor.get(answerPath())
    expect(first.status).toBe(200)
    expect(first.text).toContain('dunner papier')
    await visitor.get(`${answerPath()}&answer=withdraw`)
    expect(await answers()).toEqual([])
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('is let in by the link of the letter alone', async () => {
    const letter = town.world.postman.sent.find(({ html }) => html.includes('/answer?k='))
    expect(letter?.html).toContain(answerPath().split('?k=')[1])
    const visitor = town.site.visitor()
    const manage = town.world.links.token('manage-pledge', pledgeId)
    expect((await visitor.get(`/pledges/${pledgeId}/answer?k=${manage}`)).status).toBe(404)
    expect(
      (await visitor.post(`/pledges/${pledgeId}/answer?k=${manage}`, { answer: 'withdraw' })).status,
    ).toBe(404)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('stays, and then withdraws after all: the money goes back at once', async () => {
    const visitor = town.site.visitor()
    expect((await visitor.post(answerPath(), { answer: 'stay' })).status).toBe(303)
    expect((await visitor.post(answerPath(), { answer: 'withdraw' })).status).toBe(303)
    await town.settle()
    expect(await answers()).toEqual(['stay', 'withdraw'])
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect((await visitor.get(answerPath())).text).toContain('Deze toezegging is ingetrokken')
  })

  it('adds a second pledge with one form, however often it is sent', async () => {
    const visitor = town.site.visitor()
    const form = {
      answer: 'add',
      amount: '10,00',
      method: 'bank',
      ...addFields((await visitor.get(answerPath())).text),
    }
    const first = await visitor.post(answerPath(), form)
    expect(first.status).toBe(303)
    const checkoutUrl = String(first.headers.location)
    expect((await visitor.post(answerPath(), form)).headers.location).toBe(checkoutUrl)
    await payByBank(checkoutUrl)
    await town.settle()
    expect(await stateOf(town.world, form.pledge)).toBe('held')
    const pledges = await town.world.db.read.selectFrom('pledge').select('email').execute()
    expect(pledges).toHaveLength(2)
    expect(new Set(pledges.map(({ email }) => email)).size).toBe(1)
  })

  it('adds no card while cards are stopped (T15), and by bank as ever', async () => {
    const { world } = town
    const pledge = await requirePledge(world.db.read, pledgeId)
    await world.db.inTransaction(async trx => {
      for (let n = 0; n <= REFUSED_CARDS.campaign.most; n += 1)
        await recordRefusedCardInCheckout(trx, world.clock.now(), { eventId: `evt_tried_${n}`, pledge })
    })
    const visitor = town.site.visitor()
    const form = { answer: 'add', amount: '10,00', ...addFields((await visitor.get(answerPath())).text) }
    const braked = await visitor.post(answerPath(), { ...form, method: 'card' })
    expect(braked.status).toBe(429)
    expect(braked.text).toContain('Met iDEAL of Bancontact wel')
    expect(braked.text).toContain('value="10,00"')
    const opened = await world.db.read.selectFrom('checkout_session').select('id').execute()
    expect(opened).toHaveLength(1)
    expect((await visitor.post(answerPath(), { ...form, method: 'bank' })).status).toBe(303)
  })

  it('gets a wrong amount back as it was typed, and adds nothing', async () => {
    const visitor = town.site.visitor()
    const identity = addFields((await visitor.get(answerPath())).text)
    const wrong = await visitor.post(answerPath(), { answer: 'add', amount: '1,00', method: '', ...identity })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('value="1,00"')
    expect(wrong.text).toContain('Geef minstens')
    expect(await answers()).toEqual([])
  })

  it('is told when the time is over, and nothing changes', async () => {
    await town.sandbox.control.advance('6d')
    const visitor = town.site.visitor()
    expect((await visitor.get(answerPath())).text).toContain('Kiezen kan niet meer')
    expect((await visitor.post(answerPath(), { answer: 'withdraw' })).status).toBe(409)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })
})
