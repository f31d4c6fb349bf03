import { expect, it } from 'vitest'
import { closeDueCampaigns } from '#app/domain/closings/closings.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { findDiscrepancies } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openDiscrepancies } from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** Proves that what takes too long is told of, with what it is about, and that it goes when it comes right. */

it('a campaign that is not decided a day after its end is among what does not add up, until it is', async () => {
  const world = await makeTestWorld()
  const { campaignId } = await aLiveCampaign(world)
  const found = async () => {
    await findDiscrepancies(world)
    const { discrepancies } = await openDiscrepancies(world.db.read, { limit: 10 })
    return discrepancies.map(({ kind, about }) => [kind, about.campaign?.id])
  }
  world.clock.advance(30 * DAY_MS)
  await closeDueCampaigns(world)
  expect(await found()).toEqual([])
  world.clock.advance(DAY_MS + 1)
  expect(await found()).toEqual([['closing-is-late', campaignId]])
  await world.db.inTransaction(trx =>
    trx
      .updateTable('campaign_closure')
      .set({
        decided_at: world.clock.now().toISOString(),
        outcome: 'failed',
        counted_cents: cents(0),
        counted_pledges: 0,
      })
      .execute(),
  )
  expect(await found()).toEqual([])
})

it('what is still late stays open, however much else is late as well', async () => {
  const world = await makeTestWorld()
  const at = world.clock.now().toISOString()
  const giveUp = (name: string, count: number) =>
    world.db.inTransaction(async trx => {
      for (let n = 0; n < count; n += 1)
        await trx
          .insertInto('job')
          .values({
            ...{ id: `${name}-${n}`, kind: 'send-refund', key: `${name}-${n}`, payload: '{}' },
            ...{ run_at: at, leased_until: null, problem: 'Error', dead_at: at, created_at: at },
          })
          .execute()
    })
  await giveUp('later', 10)
  expect(await findDiscrepancies(world)).toBe(10)
  await giveUp('earlier', 600)
  expect(await findDiscrepancies(world)).toBe(510)
})
