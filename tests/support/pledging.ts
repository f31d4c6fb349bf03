import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { beginPledge, openCheckout } from '#app/domain/payments/payments.server.ts'
import type { StartedPledge } from '#app/domain/pledges/pledges.server.ts'
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
  /** Whether it is added by the link in a letter of the 80 % conversation. */
  byInvitation?: boolean
}

const LIMITS = { least: cents(500), most: cents(1_000_000), leastForReward: cents(200) }

/** Starts a pledge and opens its Checkout, through the same two calls as the pledge page. */
export async function pledgeTo(
  world: TestWorld,
  campaignId: string,
  wanted: Wanted = {},
): Promise<{ pledgeId: string; checkoutUrl: string }> {
  const pledgeId = wanted.pledgeId ?? randomIds.next()
  const started = await begin(world, campaignId, { ...wanted, pledgeId })
  if (!started.ok) throw new Error(`Not started: ${started.reason}`)
  const opened = await openCheckout(world, pledgeId)
  if (!opened.ok) throw new Error(`Not opened: ${opened.reason}`)
  return { pledgeId, checkoutUrl: opened.url }
}

/** Sends the form of a pledge, for the first time or again with something else in it. */
export function begin(
  world: TestWorld,
  campaignId: string,
  wanted: Wanted & { pledgeId: string },
): Promise<StartedPledge> {
  return beginPledge(world, {
    pledgeId: wanted.pledgeId,
    campaignId,
    language: 'nl',
    limits: LIMITS,
    byInvitation: wanted.byInvitation ?? false,
    input: {
      amount: cents(wanted.amount ?? 1710),
      tip: cents(wanted.tip ?? 0),
      rewardId: wanted.rewardId ?? null,
      method: wanted.method ?? 'bank',
      email: wanted.email ?? `backer-${wanted.pledgeId.slice(-6)}@example.test`,
      name: 'Ans',
      nameVisible: true,
      message: '',
    },
  })
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
