import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { openCheckout } from '#app/domain/payments/payments.server.ts'
import { startPledge } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeState } from '#db/schema.ts'
import type { TestWorld } from './test-world.ts'

/** What a backer asks for; a pledge of € 17,10 by bank when nothing is said. */
export interface Wanted {
  pledgeId?: string
  amount?: number
  tip?: number
  method?: 'bank' | 'card'
  rewardId?: string
  email?: string
}

export const LIMITS = { least: cents(500), most: cents(1_000_000), leastForReward: cents(200) }

/** Starts a pledge and opens its Checkout, through the same two calls as the pledge page. */
export async function pledgeTo(
  world: TestWorld,
  campaignId: string,
  wanted: Wanted = {},
): Promise<{ pledgeId: string; checkoutUrl: string }> {
  const pledgeId = wanted.pledgeId ?? randomIds.next()
  const started = await world.db.inTransaction(trx =>
    startPledge(trx, world.clock.now(), {
      pledgeId,
      campaignId,
      language: 'nl',
      limits: LIMITS,
      input: {
        amount: cents(wanted.amount ?? 1710),
        tip: cents(wanted.tip ?? 0),
        rewardId: wanted.rewardId ?? null,
        method: wanted.method ?? 'bank',
        email: wanted.email ?? `backer-${pledgeId.slice(-6)}@example.test`,
        name: 'Ans',
        nameVisible: true,
        message: '',
      },
    }),
  )
  if (!started.ok) throw new Error(`Not started: ${started.reason}`)
  const opened = await openCheckout(world, pledgeId)
  if (!opened.ok) throw new Error(`Not opened: ${opened.reason}`)
  return { pledgeId, checkoutUrl: opened.url }
}

export async function stateOf(world: TestWorld, pledgeId: string): Promise<PledgeState> {
  const { state } = await world.db.read
    .selectFrom('pledge')
    .select('state')
    .where('id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  return state
}

/** The names of the letters that were promised to a pledge's backer, in order. */
export async function lettersOf(world: TestWorld, pledgeId: string): Promise<string[]> {
  const letters = await world.db.read
    .selectFrom('letter')
    .innerJoin('pledge', 'pledge.email', 'letter.to_email')
    .select('letter.name')
    .where('pledge.id', '=', pledgeId)
    .orderBy('letter.id')
    .execute()
  return letters.map(({ name }) => name)
}
