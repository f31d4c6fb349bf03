import { describe, expect, it } from 'vitest'
import { advanceCampaign } from '#app/domain/campaigns/campaigns.server.ts'
import { instant } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** What is said of a campaign that goes ahead, wherever it is named. The minimum is € 400. */

interface Ended {
  initiator: Visitor & { userId: string }
  campaignId: string
  slug: string
}

async function aCampaignThatGoesOn(
  world: TestWorld,
  site: TestSite,
  model: 'all_or_nothing' | 'keep_it_all',
  counted: number,
): Promise<Ended> {
  const initiator = await site.signIn('ine@example.test')
  const { campaignId, slug } = await aLiveCampaign(world, { initiatorId: initiator.userId, model })
  const now = world.clock.now()
  await world.db.inTransaction(async trx => {
    await advanceCampaign(trx, now, { campaignId, fact: 'deadline_passed', actorId: null })
    await advanceCampaign(trx, now, { campaignId, fact: 'minimum_reached', actorId: null })
    await trx
      .insertInto('campaign_closure')
      .values({
        campaign_id: campaignId,
        started_at: instant(now),
        decided_at: instant(now),
        outcome: 'succeeded',
        counted_cents: cents(counted),
        counted_pledges: 3,
      })
      .execute()
  })
  return { initiator, campaignId, slug }
}

const REACHED = { nl: ['Gehaald', 'is gehaald.'], en: ['Made it', 'It made it', 'Reached', 'reached its goal'] }
const WITH_LESS = { nl: ['door met minder', 'door, met minder'], en: ['oes on with less', 'goes on, with less'] }
const KEPT = { nl: ['door met wat er kwam', 'campagne is voorbij'], en: ['oes on with what came in', 'campaign is over'] }

describe('a campaign that goes ahead', () => {
  it.each([
    { of: 'with its minimum', model: 'all_or_nothing', counted: 400_00, said: REACHED, unsaid: [WITH_LESS, KEPT] },
    { of: 'that keeps all, with its minimum', model: 'keep_it_all', counted: 400_00, said: REACHED, unsaid: [WITH_LESS, KEPT] },
    { of: 'after the 80 % conversation', model: 'all_or_nothing', counted: 399_99, said: WITH_LESS, unsaid: [REACHED, KEPT] },
    { of: 'that keeps all, below its minimum', model: 'keep_it_all', counted: 399_99, said: KEPT, unsaid: [REACHED, WITH_LESS] },
  ] as const)('$of is called what it is, on every page and in both languages', async ({ model, counted, said, unsaid }) => {
    const world = await makeTestWorld()
    const site = await openTestSite(world)
    const { initiator, campaignId, slug } = await aCampaignThatGoesOn(world, site, model, counted)
    const team = await site.signIn('thea@example.test', ['treasurer', 'reviewer'])
    const pages: [Visitor, string][] = [
      [site.visitor(), '/'],
      [site.visitor(), '/campaigns?state=ended'],
      [site.visitor(), `/campaigns/${slug}`],
      [initiator, '/my'],
      [initiator, `/my/campaigns/${campaignId}`],
      [team, '/admin'],
      [team, `/admin/campaigns/${campaignId}`],
      [team, `/admin/reviews/${campaignId}`],
    ]
    for (const [visitor, address] of pages)
      for (const language of ['nl', 'en'] as const) {
        const { status, text } = await visitor.get(address, { headers: { 'Accept-Language': language } })
        expect(status, address).toBe(200)
        const body = text.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<!-- -->/g, '')
        expect(said[language].some(words => body.includes(words)), `${address} in ${language}: ${said[language][0]}`).toBe(true)
        for (const words of unsaid.flatMap(other => other[language]))
          expect(body, `${address} in ${language}`).not.toContain(words)
      }
  })
})
