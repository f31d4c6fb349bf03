import { HANDS } from '#app/jobs/hands.ts'
import { audit, truthOf } from '#tests/auditor.ts'
import { atRest } from '../../demo/rest.ts'
import type { Acknowledged } from './backers.ts'
import type { Engine } from './engine.ts'
import type { KillTown } from './town.ts'

/** What became of the pledges that were acknowledged. */
export interface Verdict {
  acknowledged: number
  paid: number
  /** Sentences about pledges that were acknowledged and are not there, or not as they were. */
  lost: string[]
  /** Sentences about what is there twice. */
  doubled: string[]
  /** What the engine and the auditor say. */
  wrong: string[]
}

/** Longer than the lease of a job whose worker was killed, and than the sweeps wait. */
const UNTIL_IT_IS_NOTICED = '25m'

/**
 * Lets everything come to rest and looks.
 *
 * @param deaths how often the worker died, or the database under it: it cannot know whether what it had in hand was sent
 *   (F18), so that each time as many letters may come twice as it has hands
 */
export async function judge(
  { world, sandbox }: KillTown,
  engine: Engine,
  acknowledged: readonly Acknowledged[],
  deaths: number,
): Promise<Verdict> {
  await sandbox.control.advance(UNTIL_IT_IS_NOTICED)
  await atRest(world, sandbox.url, world.clock.now().toISOString())
  await sandbox.control.advance(UNTIL_IT_IS_NOTICED)
  await atRest(world, sandbox.url, world.clock.now().toISOString())
  const { lost, doubled } = await lookAtPledges({ world, sandbox }, acknowledged)
  const broken = await engine.brokenness()
  const books = engine.books()
  const sent = sandbox.control.letters().map(({ headers }) => ({ messageId: headers['message-id'] ?? '' }))
  const found = await audit(books, truthOf(sandbox.control.dump()), {
    atRest: { sent, mayComeTwice: deaths * HANDS },
  })
  await books.close()
  return {
    acknowledged: acknowledged.length,
    paid: acknowledged.filter(({ isPaid }) => isPaid).length,
    ...{ lost, doubled },
    wrong: [
      ...(broken === null ? [] : [`the database is broken: ${broken}`]),
      ...found.map(({ invariant, says }) => `${invariant}, ${says}`),
    ],
  }
}

async function lookAtPledges(
  { world, sandbox }: Pick<KillTown, 'world' | 'sandbox'>,
  acknowledged: readonly Acknowledged[],
): Promise<Pick<Verdict, 'lost' | 'doubled'>> {
  const pledges = await world.db.read.selectFrom('pledge').select(['id', 'state', 'email']).execute()
  const states = new Map(pledges.map(({ id, state }) => [id, state]))
  const { sessions, charges } = sandbox.machine.look(draft => ({
    sessions: draft.all('checkout_session', ''),
    charges: draft.all('charge', '').filter(({ paid }) => paid),
  }))
  const intents = new Map(
    sandbox.machine.look(draft => draft.all('payment_intent', '')).map(({ id, metadata }) => [id, metadata]),
  )
  const bySession = Map.groupBy(sessions, ({ metadata }) => metadata?.pledge_id ?? '')
  const byCharge = Map.groupBy(charges, ({ payment_intent: intent }) => {
    const id = typeof intent === 'string' ? intent : (intent?.id ?? '')
    return intents.get(id)?.pledge_id ?? ''
  })
  const [lost, doubled]: [string[], string[]] = [[], []]
  for (const { pledgeId, checkout, isPaid } of acknowledged) {
    const [state, own, paid] = [
      states.get(pledgeId),
      bySession.get(pledgeId) ?? [],
      byCharge.get(pledgeId) ?? [],
    ]
    if (state === undefined) lost.push(`the pledge ${pledgeId} was acknowledged and is not there`)
    if (!own.some(({ id }) => new URL(checkout).pathname.endsWith(`/${id}`)))
      lost.push(`the Checkout of ${pledgeId} is not the one that its backer was sent to`)
    if (isPaid && state !== 'held') lost.push(`the pledge ${pledgeId} was paid and is ${state}`)
    if (own.length > 1) doubled.push(`the pledge ${pledgeId} has ${own.length} Checkouts`)
    if (paid.length > 1) doubled.push(`the pledge ${pledgeId} was charged ${paid.length} times`)
  }
  const people = Map.groupBy(pledges, ({ email }) => email)
  for (const [, own] of people)
    if (own.length > 1) doubled.push(`one form made the pledges ${own.map(({ id }) => id).join(', ')}`)
  return { lost, doubled }
}
