import { Kysely } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { expect, it } from 'vitest'
import { openCheckout } from '#app/domain/payments/payments.server.ts'
import type { Tables } from '#db/schema.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { begin, pledgeTo } from '#tests/support/pledging.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Lets `meanwhile` run once, after a query of this table was answered and before whoever asked goes on. */
function afterLookingAt(table: string, meanwhile: () => Promise<unknown>): KyselyPlugin {
  const looks = new WeakSet<object>()
  let isOver = false
  return {
    transformQuery: ({ node, queryId }) => {
      if (JSON.stringify(node).includes(`"${table}"`)) looks.add(queryId)
      return node
    },
    transformResult: async ({ result, queryId }) => {
      if (!isOver && looks.has(queryId)) {
        isOver = true
        await meanwhile()
      }
      return result
    },
  }
}

const pledgeId = '01981f2a-0000-7000-8000-000000000001'

/** A pledge that was begun, and somebody slow who opens its Checkout while `meanwhile` happens between two looks. */
async function slowly(table: string, meanwhile: (world: TestWorld, campaignId: string) => Promise<unknown>) {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway })
  const { campaignId } = await aLiveCampaign(world)
  await begin(world, campaignId, { pledgeId })
  const { read } = world.db
  if (!(read instanceof Kysely)) throw new TypeError('What reads is no Kysely any more.')
  let faster: unknown
  const slow: Kysely<Tables> = read.withPlugin(
    afterLookingAt(table, async () => {
      faster = await meanwhile(world, campaignId)
    }),
  )
  const slower = await openCheckout({ ...world, db: { ...world.db, read: slow } }, pledgeId)
  const sessions = await read.selectFrom('checkout_session').select(['n', 'state']).orderBy('n').execute()
  return { gateway, slower, faster, sessions }
}

it('a form that is sent twice keeps the Checkout that opened between two looks of the slower one', async () => {
  const { gateway, slower, faster, sessions } = await slowly('checkout_session', world =>
    openCheckout(world, pledgeId),
  )
  expect(slower).toMatchObject({ ok: true })
  expect(slower).toEqual(faster)
  expect(gateway.checkouts).toHaveLength(1)
  expect(sessions).toEqual([{ n: 1, state: 'open' }])
})

it('a form that was changed meanwhile keeps its Checkout: the slower one is overtaken', async () => {
  const { slower, faster, sessions } = await slowly('pledge', (world, campaignId) =>
    pledgeTo(world, campaignId, { pledgeId, amount: 20_00 }),
  )
  expect(faster).toMatchObject({ pledgeId })
  expect(slower).toEqual({ ok: false, reason: 'overtaken' })
  expect(sessions).toContainEqual({ n: 2, state: 'open' })
})
