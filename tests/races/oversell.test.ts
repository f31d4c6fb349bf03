import { describe, expect, it } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import { syncCheckout } from '#app/domain/payments/payments.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { aLiveCampaign, aPledgeRow } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { openWebProcesses, otherProcess } from '#tests/support/web-processes.ts'

/**
 * Two hundred buyers at once for ten pieces of a reward, over HTTP: never more than ten are sold, and ten when enough
 * pay, however many let their Checkout run out. RACE_ROUNDS says how often; `npm run races` does a hundred.
 */

const BUYERS = 200
const PIECES = 10
const RUN_OUT = 4
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 2)

async function shop() {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway, settings: { TRUSTED_PROXIES: '1' } })
  const { campaignId, slug } = await aLiveCampaign(world)
  const { id: rewardId } = await world.db.read
    .selectFrom('reward')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('quantity', 'is not', null)
    .executeTakeFirstOrThrow()
  await world.db.inTransaction(trx =>
    trx.updateTable('reward').set({ quantity: PIECES }).where('id', '=', rewardId).execute(),
  )
  const taken = async () => {
    const reward = world.db.read.selectFrom('reward').select('taken').where('id', '=', rewardId)
    return (await reward.executeTakeFirstOrThrow()).taken
  }
  return { gateway, world, campaignId, slug, rewardId, taken }
}

type Shop = Awaited<ReturnType<typeof shop>>

/** Everybody sends the form at once, each from a home of their own. @returns how many had each answer */
async function everybodyBuys({ world, slug, rewardId }: Shop): Promise<Record<number, number>> {
  const siteOf = await openWebProcesses(world)
  const answers = await Promise.all(
    Array.from({ length: BUYERS }, (_, buyer) => {
      const pledge = randomIds.next()
      const token = world.links.token('pledge-form', pledge)
      const who = { email: `b${buyer}@example.test`, name: `Koper ${buyer}` }
      return siteOf(buyer)
        .visitor()
        .post(
          `/campaigns/${slug}/pledge`,
          { pledge, token, reward: rewardId, amount: '7100', method: 'bank', ...who },
          { headers: { 'X-Forwarded-For': `10.0.${buyer}.1` } },
        )
    }),
  )
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** What Stripe says of each Checkout that is open is looked at, as the worker does. */
async function lookAtCheckouts({ world }: Shop): Promise<void> {
  const open = await world.db.read
    .selectFrom('checkout_session')
    .select('id')
    .where('state', '=', 'open')
    .execute()
  await Promise.all(open.map(({ id }) => syncCheckout(world, id)))
}

describe('a reward of which there are ten', () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'is sold ten times to two hundred buyers at once, though some let it go: round %i',
    async () => {
      const at = await shop()
      expect(await everybodyBuys(at)).toEqual({ 303: PIECES, 422: BUYERS - PIECES })
      expect(await at.taken()).toBe(PIECES)
      const first = at.gateway.checkouts.map(({ reading }) => reading.sessionId)
      expect(first).toHaveLength(PIECES)
      for (const sessionId of first.slice(0, RUN_OUT)) at.gateway.expire(sessionId)
      for (const sessionId of first.slice(RUN_OUT)) at.gateway.complete(sessionId)
      await lookAtCheckouts(at)
      expect(await at.taken()).toBe(PIECES - RUN_OUT)

      expect(await everybodyBuys(at)).toEqual({ 303: RUN_OUT, 422: BUYERS - RUN_OUT })
      for (const { reading } of at.gateway.checkouts.slice(PIECES)) at.gateway.complete(reading.sessionId)
      await lookAtCheckouts(at)
      expect(await at.taken()).toBe(PIECES)
      const held = await at.world.db.read
        .selectFrom('pledge')
        .select('id')
        .where('state', '=', 'held')
        .where('reward_id', '=', at.rewardId)
        .execute()
      expect(held).toHaveLength(PIECES)
      expect((await verifyLedger(at.world.db.read)).holds).toBe(true)
    },
    120_000,
  )

  it('would be sold more often, were it not one conditional update: what is left is looked up first', async () => {
    const { world, campaignId, rewardId } = await shop()
    const processes = [world, otherProcess(world)]
    const sold = await Promise.allSettled(
      Array.from({ length: BUYERS }, async (_, buyer) => {
        const { db } = processes[buyer % 2] ?? world
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
      }),
    )
    expect(sold.filter(one => one.status === 'fulfilled').length).toBeGreaterThan(PIECES)
  }, 120_000)
})
