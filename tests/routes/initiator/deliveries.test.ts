import { beforeEach, describe, expect, it } from 'vitest'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { lettersOf, pledgeTo } from '#tests/support/pledging.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** An initiator notes that rewards were delivered, over HTTP; from that day on 14 days of withdrawing are left. */

let town: Town
let initiator: Visitor
let page: string
let rewardId: string
let pledgeIds: string[]

/** A campaign that succeeded, with two backers of one reward. */
beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  const { world } = town
  const { campaignId, initiatorId } = await aLiveCampaign(world, { deadline: '2026-11-24' })
  page = `/my/campaigns/${campaignId}/deliveries`
  const reward = await world.db.read
    .selectFrom('reward')
    .select(['id', 'price_cents'])
    .where('campaign_id', '=', campaignId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  rewardId = reward.id
  pledgeIds = []
  for (const amount of [400_00, 25_00]) {
    const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId, {
      rewardId,
      amount: Math.max(amount, reward.price_cents),
    })
    await payByBank(checkoutUrl)
    pledgeIds.push(pledgeId)
  }
  await town.pass('1d')
  const { email } = await world.db.read
    .selectFrom('user')
    .select('email')
    .where('id', '=', initiatorId)
    .executeTakeFirstOrThrow()
  initiator = await town.site.signIn(email)
})

const delivered = () =>
  town.world.db.read
    .selectFrom('reward_delivery')
    .select(['pledge_id', 'delivered_on'])
    .orderBy('pledge_id')
    .execute()

const note = (who: string, day: string, by = initiator) => by.post(page, { reward: rewardId, who, day })

describe('rewards that were delivered', () => {
  it('are noted for one backer and then for the rest; the backer reads until when they may withdraw', async () => {
    const [first = '', second = ''] = pledgeIds
    expect((await initiator.get(page)).text).toContain('0 van 2 bezorgd.')
    const manage = (id: string) => {
      const { pathname, search } = new URL(town.world.links.managePledge(id))
      return town.site.visitor().get(pathname + search)
    }
    const noted = await note(first, '2026-11-25')
    expect([noted.status, noted.headers.location]).toEqual([303, `${page}?noted=yes`])
    const between = await initiator.get(`${page}?noted=yes`)
    expect(between.text).toContain('Genoteerd')
    expect(between.text).toContain('1 van 2 bezorgd.')
    expect((await manage(first)).text).toContain('9 december 2026')
    expect((await manage(second)).text).not.toContain('9 december 2026')
    expect((await note('all', '2026-11-25')).status).toBe(303)
    expect((await initiator.get(page)).text).toContain('Alles is bezorgd.')
    await initiator.get(`/language/en?returnTo=${page}`)
    expect((await initiator.get(page)).text).toContain('2 of 2 delivered.')
    expect((await delivered()).map(({ delivered_on }) => delivered_on)).toEqual(['2026-11-25', '2026-11-25'])
  })

  it('are not noted twice, nor for a day to come or before the campaign, and what was typed stays', async () => {
    const [first = ''] = pledgeIds
    const cases: [day: string, sentence: string][] = [
      ['', 'Vul een dag in.'],
      ['2026-02-30', 'Vul een dag in.'],
      ['2026-11-26', 'Vul een dag in die al geweest is.'],
      ['2026-01-01', 'De campagne was toen nog niet begonnen.'],
    ]
    for (const [day, sentence] of cases) {
      const refused = await note(first, day)
      expect([day, refused.status, refused.text.includes(sentence)]).toEqual([day, 422, true])
      expect(refused.text).toContain(`value="${day}"`)
    }
    expect(await delivered()).toEqual([])
    await note(first, '2026-11-25')
    const again = await note(first, '2026-11-24')
    expect([again.status, again.text.includes('Dit was al genoteerd.')]).toEqual([422, true])
    expect(await delivered()).toEqual([{ pledge_id: first, delivered_on: '2026-11-25' }])
  })

  it('are not noted before they were pledged: for several at once nothing, and it says how many', async () => {
    const [first = '', second = ''] = pledgeIds
    await town.pass('2d')
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('pledge')
        .set({ accepted_at: '2026-11-26T09:00:00.000Z' })
        .where('id', '=', second)
        .execute(),
    )
    const all = await note('all', '2026-11-25')
    const one = 'Een toezegging is later gedaan dan die dag. Er is niets genoteerd.'
    expect([all.status, all.text.includes(one)]).toEqual([422, true])
    expect(await delivered()).toEqual([])
    expect((await note(first, '2026-11-25')).status).toBe(303)
    expect((await note(second, '2026-11-25')).status).toBe(422)
    // On the very day, and nothing about it was said before.
    expect(await lettersOf(town.world, second)).not.toContain('reward-delivered')
    expect((await note(second, '2026-11-26')).status).toBe(303)
    await town.settle()
    const letter = town.world.postman.sent.findLast(({ subject }) => subject.includes('is bezorgd'))
    expect(letter?.text).toContain('donderdag 26 november 2026')
    expect(letter?.text).toContain('tot en met donderdag 10 december 2026')
    expect(letter?.text).toContain(town.world.links.managePledge(second))
    expect(letter?.text).toContain('Niet ontvangen')
  })

  it('are noted by the campaign’s own initiator alone, with the form of the page', async () => {
    const other = await town.site.signIn('otto@example.test')
    expect((await other.get(page)).status).toBe(404)
    expect((await note('all', '2026-11-25', other)).status).toBe(404)
    expect((await town.site.visitor().get(page)).headers.location).toContain('/sign-in')
    expect((await note('everyone', '2026-11-25')).status).toBe(400)
    const elsewhere = { reward: '01a20cde-30a4-71d7-9052-606d8b2dbcf7', who: 'all', day: '2026-11-25' }
    expect((await initiator.post(page, elsewhere)).status).toBe(404)
    expect(await delivered()).toEqual([])
  })
})
