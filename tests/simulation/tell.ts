import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { Crash, planCrash } from '#tests/support/crash.ts'
import type { CrashPlan } from '#tests/support/crash.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'
import { whatIsWrong } from './accounted-for.ts'
import type { CrashStory } from './crash-stories.ts'

/** Longer than a worker's lease, and than Stripe waits before it tells again what nobody took. */
const UNTIL_IT_IS_NOTICED = '6m'

/** How a story ended: the moments at which it could have died, and all that must be the same in any case. */
export interface Told {
  passed: readonly string[]
  end: End & { wrong: string[] }
}

/**
 * Tells a story in which the process dies at the nth moment, and another goes on over the same books.
 *
 * @param nth 0: it does not die
 * @param inside put between both processes and their world, to see that a wrong one is found
 */
export async function tell(
  story: CrashStory,
  nth: number,
  inside: (world: TestWorld) => TestWorld = world => world,
): Promise<Told> {
  const plan = planCrash()
  const town = await openTown({
    webhooks: 'calm',
    inside: world => plan.inside(inside(world)),
    booksMayBreak: true,
  })
  const steps = await story.prepare(town)
  plan.arm(nth)
  for (const step of steps)
    if (await dies(plan, () => step(town))) {
      await town.restart({ inside })
      await town.sandbox.control.advance(UNTIL_IT_IS_NOTICED)
      await step(town)
    }
  const { passed } = plan
  plan.arm(0)
  await town.pass('2h')
  const end = {
    ...(await endOf(town)),
    wrong: await whatIsWrong(town, { mayComeTwice: copiesAfter(passed), hasEnded: false }),
  }
  await town.close()
  return { passed, end }
}

/** A webhook that meets the death is answered 500, and is not thrown to whoever waits. */
async function dies(plan: CrashPlan, step: () => Promise<void>): Promise<boolean> {
  const died = plan.hasCrashed
  try {
    await step()
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
  return plan.hasCrashed && !died
}

/** Between a letter and its mark nobody can know whether it was sent, so that one may come twice (F18). */
function copiesAfter(passed: readonly string[]): number {
  return passed.at(-1) === 'after letter' ? 1 : 0
}

type End = Awaited<ReturnType<typeof endOf>>

/** Everything that must be the same, without ids and instants. */
async function endOf({ world, sandbox }: Town) {
  const pledges = await world.db.read
    .selectFrom('pledge')
    .select(['state', 'amount_cents', 'tip_cents'])
    .execute()
  const letters = await world.db.read.selectFrom('letter').select(['name', 'state']).execute()
  const settlements = await world.db.read.selectFrom('settlement').select(['state', 'payout_cents']).execute()
  const entries = await world.db.read.selectFrom('journal_entry').select('kind').execute()
  const balances = await trialBalance(world.db.read)
  return {
    pledges: sorted(pledges),
    letters: sorted(letters),
    settlements: sorted(settlements),
    entries: sorted(entries),
    balances: balances.map(({ account, debit, credit }) => [account.split(':')[0], debit - credit]),
    atStripe: sandbox.machine.look(draft => ({
      payments: amounts(draft.all('charge', '')),
      refunds: amounts(draft.all('refund', '')),
      transfers: amounts(draft.all('transfer', '')),
    })),
  }
}

const sorted = (rows: object[]) => rows.map(row => JSON.stringify(row)).toSorted()
const amounts = (items: { amount: number }[]) => items.map(({ amount }) => amount).toSorted()
