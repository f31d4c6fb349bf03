/** Proves what an initiator may see of who pledged, and that a page of it costs no more when there are many. */
import { describe, expect, test } from 'vitest'
import { backersOf } from '#app/domain/pledges/pledge-queries.server.ts'
import { aLiveCampaign, aPledgeRow } from '#tests/support/campaigns.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function aCampaign() {
  const world = await makeTestWorld()
  const { campaignId } = await aLiveCampaign(world)
  const backer = async (
    name: string,
    more: { state?: 'held' | 'committed'; isNameVisible?: boolean } = {},
  ) => {
    world.clock.advance(1_000)
    return aPledgeRow(world, {
      campaignId,
      name,
      email: `${name || 'x'}@voorbeeld.nl`.toLowerCase(),
      ...more,
    })
  }
  return { world, campaignId, backer }
}

describe('the backers of a campaign', () => {
  test('come newest first, whatever their state, without an address and without a name that is hidden', async () => {
    const { world, campaignId, backer } = await aCampaign()
    await backer('Ans')
    await backer('Bo', { state: 'committed' })
    await backer('Cas', { isNameVisible: false })
    await backer('')
    const { backers, next } = await backersOf(world.db.read, campaignId, { limit: 10 })
    expect(backers.map(({ name, state }) => [name, state])).toEqual([
      [null, 'held'],
      [null, 'held'],
      ['Bo', 'committed'],
      ['Ans', 'held'],
    ])
    expect(backers[0]).toMatchObject({ amount: 1710, message: '', rewardTitle: null, day: '2026-11-24' })
    expect(JSON.stringify(backers)).not.toMatch(/voorbeeld|Cas/)
    expect(next).toBeNull()
  })

  test('are all on the pages together, each once, also when they came in the same millisecond', async () => {
    const { world, campaignId, backer } = await aCampaign()
    const ids = []
    for (let n = 0; n < 7; n += 1)
      ids.push(await backer(`B${n}`, { state: n % 2 === 0 ? 'held' : 'committed' }))
    for (let n = 0; n < 4; n += 1)
      ids.push(await aPledgeRow(world, { campaignId, email: `tie${n}@voorbeeld.nl` }))
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof backersOf>> = await backersOf(world.db.read, campaignId, {
        after,
        limit: 3,
      })
      expect(page.backers.length).toBeLessThanOrEqual(3)
      seen.push(...page.backers.map(({ pledgeId }) => pledgeId))
      after = page.next
    } while (after)
    expect(seen).toEqual(ids.toReversed())
  })

  test('begin at the newest for a key that is no key of ours', async () => {
    const { world, campaignId, backer } = await aCampaign()
    await backer('Ans')
    for (const after of ['', 'x', "2026' or 1=1_x"])
      expect((await backersOf(world.db.read, campaignId, { after, limit: 3 })).backers).toHaveLength(1)
  })
})
