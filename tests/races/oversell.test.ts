import { describe, expect, it, onTestFinished } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { aLiveCampaign, aPledgeRow } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { onPostgres } from '#tests/support/test-database.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/**
 * Two hundred buyers at once for ten pieces of a reward: ten get one, always. RACE_ROUNDS says how often; on
 * PostgreSQL the buyers come through three processes' worth of connections.
 */

const BUYERS = 200
const PIECES = 10
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 2)

async function shop() {
  const world = await makeTestWorld({ gateway: createFakeGateway() })
  const { campaignId } = await aLiveCampaign(world)
  const { id: rewardId } = await world.db.read
    .selectFrom('reward')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('quantity', 'is not', null)
    .executeTakeFirstOrThrow()
  await world.db.inTransaction(trx =>
    trx.updateTable('reward').set({ quantity: PIECES }).where('id', '=', rewardId).execute(),
  )
  const tills = onPostgres ? [world, anotherTill(world), anotherTill(world)] : [world]
  const tillOf = (buyer: number) => tills[buyer % tills.length] ?? world
  return { world, campaignId, rewardId, tillOf }
}

/** The same world through connections of its own. */
function anotherTill(world: TestWorld): TestWorld {
  const db = openDatabase(world.database.address)
  onTestFinished(() => db.close())
  return { ...world, db }
}

const buyers = <T>(buy: (buyer: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: BUYERS }, (_, buyer) => buy(buyer)))

describe('a reward of which there are ten', () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'is sold ten times to two hundred buyers at once, round %i',
    async () => {
      const { world, campaignId, rewardId, tillOf } = await shop()
      const bought = await buyers(buyer =>
        pledgeTo(tillOf(buyer), campaignId, { rewardId, amount: 71_00, email: `b${buyer}@example.test` }),
      )
      const refusals = new Set(bought.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : [])))
      expect(refusals).toEqual(new Set(['Error: Not started: not-accepted']))
      expect(bought.filter(one => one.status === 'fulfilled')).toHaveLength(PIECES)
      const { taken } = await world.db.read
        .selectFrom('reward')
        .select('taken')
        .where('id', '=', rewardId)
        .executeTakeFirstOrThrow()
      expect(taken).toBe(PIECES)
      expect((await verifyLedger(world.db.read)).holds).toBe(true)
    },
    120_000,
  )

  it('would be sold more often, were it not one conditional update: what is left is looked up first', async () => {
    const { world, campaignId, rewardId, tillOf } = await shop()
    const sold = await buyers(async buyer => {
      const { db } = tillOf(buyer)
      const { taken } = await db.read
        .selectFrom('reward')
        .select('taken')
        .where('id', '=', rewardId)
        .executeTakeFirstOrThrow()
      if (taken >= PIECES) throw new Error('sold out')
      await db.inTransaction(trx =>
        trx
          .updateTable('reward')
          .set({ taken: taken + 1 })
          .where('id', '=', rewardId)
          .execute(),
      )
      return aPledgeRow(world, { campaignId, email: `b${buyer}-${randomIds.next()}@example.test` })
    })
    expect(sold.filter(one => one.status === 'fulfilled').length).toBeGreaterThan(PIECES)
  }, 120_000)
})
