import { audit, openSqliteBooks, truthOf } from '#tests/auditor.ts'
import type { Books } from '#tests/auditor.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { booksLeftOpen, leftUndone } from './left-undone.ts'
import type { Schedule } from './schedule.ts'
import { isWeather, turnsReached } from './reach.ts'
import { openSmallTown } from './small-town.ts'
import type { SmallTown } from './small-town.ts'
import { liveThrough } from './story.ts'

/** What a lived schedule was, for the figures, and what is wrong after it. */
export interface Lived {
  wrong: string[]
  /** Which acts came to something before the end, and which turns the story took (`reach.ts`). */
  reached: string[]
  /** Webhooks that reached the site, copies and repeats included. */
  webhooks: number
  crashes: number
  /** How often a transaction was refused because the disk was full, or failed. */
  refusedByDisk: number
}

/**
 * Lives through one schedule in a town of its own and audits it: after each deed that changed something what must be true at
 * (the starred invariants of trust.md), and everything once all has come to rest.
 *
 * @param inside put between every process and its world, to see that a wrong one is found
 */
export async function live(lived: Schedule, inside?: (world: TestWorld) => TestWorld): Promise<Lived> {
  const town = await openSmallTown({ seed: String(lived.seed), ...(inside && { inside }) })
  const books = openSqliteBooks(town.world.database.address)
  const reached = new Set<string>()
  const end = (wrong: string[]): Lived => ({
    wrong,
    reached: [...reached],
    webhooks: town.webhooks,
    crashes: town.sky.crashes,
    refusedByDisk: town.sky.refusedByDisk,
  })
  try {
    const early: string[] = []
    let asItWas = ''
    await liveThrough(town, lived, async (_, done) => {
      const dump = town.sandbox.control.dump()
      const asItIs = await markOf(books, dump)
      const hasChanged = asItIs !== asItWas
      asItWas = asItIs
      if (done && (done.saysThatItDid ?? (hasChanged || isWeather(done.act)))) reached.add(done.act)
      if (!hasChanged || early.length > 0) return
      const found = await audit(books, truthOf(dump))
      early.push(...found.map(({ invariant, says }) => `after "${done?.act}": ${invariant}, ${says}`))
    })
    const { sent } = town.world.postman
    const found = await audit(books, truthOf(town.sandbox.control.dump()), {
      // Between a letter and its mark nobody can know whether it was sent, so that it may come twice (F18).
      atRest: { sent, mayComeTwice: town.sky.crashes + town.sky.refusedByDisk },
      log: { lines: town.world.logLines, canaries: ['@example.test', 'NL39RABO'] },
    })
    for (const turn of await turnsReached(books)) reached.add(turn)
    return end([
      ...early,
      ...found.map(({ invariant, says }) => `${invariant}, ${says}`),
      ...(await leftUndone(town, { hasEnded: true })),
      ...(await booksLeftOpen(town)),
    ])
  } catch (error) {
    return end([`something unforeseen was thrown: ${error instanceof Error ? error.stack : String(error)}`])
  } finally {
    await books.close()
    await town.close()
  }
}

/**
 * Differs when the books or Stripe have changed: SQLite counts what other connections commit, and whatever happens at
 * Stripe leaves an object of its own, if only an event.
 */
async function markOf(
  books: Books,
  dump: ReturnType<SmallTown['sandbox']['control']['dump']>,
): Promise<string> {
  const [row] = await books.rows('PRAGMA data_version')
  const objects = Object.values(dump).reduce((sum, documents) => sum + documents.length, 0)
  return `${row?.data_version} ${objects}`
}
