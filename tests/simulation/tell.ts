import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { audit, openSqliteBooks, truthOf } from '#tests/auditor.ts'
import { Crash } from '#tests/support/crash.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import type { CrashStory } from './crash-stories.ts'
import { leftUndone } from './left-undone.ts'
import { openSmallTown } from './small-town.ts'
import type { SmallTown } from './small-town.ts'

/** Longer than a worker's lease, and than Stripe waits before it tells again what nobody took. */
const UNTIL_IT_IS_NOTICED = '6m'

/** How a story ended: the moments at which it could have died, and all that must be the same in any case. */
export interface Told {
  passed: readonly string[]
  end: End & { wrong: string[] }
}

/** Where a story came out different because the process died there. */
export interface Different {
  nth: number
  at: string | undefined
  end: Told['end']
}

/**
 * Tells a story without a death, and then once for each moment at which the process may die in it.
 *
 * @returns how many moments there are, and those after which the end was not the same, or was wrong
 */
export async function diesAtEveryStep(story: CrashStory): Promise<{ steps: number; different: Different[] }> {
  const whole = await tell(story, 0)
  const different: Different[] =
    whole.end.wrong.length > 0 ? [{ nth: 0, at: 'the end of a story without a death', end: whole.end }] : []
  for (let nth = 1; nth <= whole.passed.length; nth += 1) {
    const { passed, end } = await tell(story, nth)
    if (JSON.stringify(end) !== JSON.stringify(whole.end)) different.push({ nth, at: passed.at(-1), end })
  }
  return { steps: whole.passed.length, different }
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
  const town = await openSmallTown({ seed: 'crash', inside })
  const { sky } = town
  const steps = await story.prepare(town)
  sky.dieAt(nth)
  let passed: readonly string[] = []
  for (const step of steps)
    if (await dies(town, step)) {
      passed = [...sky.moments]
      await town.restart()
      await town.sandbox.control.advance(UNTIL_IT_IS_NOTICED)
      await step(town)
    }
  if (nth === 0) passed = [...sky.moments]
  sky.dieAt(0)
  await town.pass('2h')
  const wrong = await whatIsWrong(town, copiesAfter(passed))
  const end = { ...(await endOf(town)), wrong }
  await town.close()
  return { passed, end }
}

/** A webhook that meets the death is answered 500, and is not thrown to whoever waits. */
async function dies(town: SmallTown, step: (town: SmallTown) => Promise<void>): Promise<boolean> {
  try {
    await step(town)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
  return town.sky.isDead
}

async function whatIsWrong(town: SmallTown, mayComeTwice: number): Promise<string[]> {
  const books = openSqliteBooks(town.world.database.address)
  const { sent } = town.world.postman
  const found = await audit(books, truthOf(town.sandbox.control.dump()), { atRest: { sent, mayComeTwice } })
  await books.close()
  const undone = await leftUndone(town, { hasEnded: false })
  return [...found.map(({ invariant, says }) => `${invariant}, ${says}`), ...undone]
}

/** Between a letter and its mark nobody can know whether it was sent, so that one may come twice (F18). */
function copiesAfter(passed: readonly string[]): number {
  return passed.at(-1) === 'after letter' ? 1 : 0
}

type End = Awaited<ReturnType<typeof endOf>>

/** Everything that must be the same, without ids and instants. */
async function endOf({ world, sandbox }: SmallTown) {
  const pledges = await world.db.read
    .selectFrom('pledge')
    .select(['state', 'amount_cents', 'tip_cents'])
    .execute()
  const letters = await world.db.read.selectFrom('letter').select(['name', 'state']).execute()
  const settlements = await world.db.read.selectFrom('settlement').select(['state', 'payout_cents']).execute()
  const entries = await world.db.read.selectFrom('journal_entry').select('kind').execute()
  const balances = await trialBalance(world.db.read)
  const ownPayouts = await world.db.read
    .selectFrom('platform_payout')
    .select(['state', 'amount_cents'])
    .execute()
  const lines = await world.db.read
    .selectFrom('bank_line')
    .select(['rule', 'state', 'amount_cents'])
    .execute()
  const months = await world.db.read
    .selectFrom('closed_month')
    .innerJoin('month_file', 'month_file.month', 'closed_month.month')
    .select(['closed_month.month', 'kind'])
    .execute()
  const receipts = await world.db.read.selectFrom('receipt').select(['kind', 'n', 'gift_cents']).execute()
  return {
    pledges: sorted(pledges),
    ownPayouts: sorted(ownPayouts),
    lines: sorted(lines),
    months: sorted(months),
    receipts: sorted(receipts),
    letters: sorted(letters),
    settlements: sorted(settlements),
    entries: sorted(entries),
    balances: balances.map(({ account, debit, credit }) => [account.split(':')[0], debit - credit]),
    atStripe: sandbox.machine.look(draft => ({
      payments: amounts(draft.all('charge', '')),
      refunds: amounts(draft.all('refund', '')),
      transfers: amounts(draft.all('transfer', '')),
      payouts: amounts(draft.all('payout', '')),
    })),
  }
}

const sorted = (rows: object[]) => rows.map(row => JSON.stringify(row)).toSorted()
const amounts = (items: { amount: number }[]) => items.map(({ amount }) => amount).toSorted()
