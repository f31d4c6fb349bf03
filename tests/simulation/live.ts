import { audit, openSqliteBooks, truthOf } from '#tests/auditor.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { booksLeftOpen, leftUndone } from './left-undone.ts'
import type { Schedule } from './schedule.ts'
import { openSmallTown } from './small-town.ts'
import { liveThrough } from './story.ts'

/** What a lived schedule was, for the figures, and what is wrong after it. */
export interface Lived {
  wrong: string[]
  /** Webhooks that reached the site, copies and repeats included. */
  webhooks: number
  crashes: number
  /** How often a transaction was refused because the disk was full, or failed. */
  refusedByDisk: number
}

/**
 * Lives through one schedule in a town of its own and audits it: after each deed what must be true at every moment
 * (the starred invariants of trust.md), and everything once all has come to rest.
 *
 * @param inside put between every process and its world, to see that a wrong one is found
 */
export async function live(lived: Schedule, inside?: (world: TestWorld) => TestWorld): Promise<Lived> {
  const town = await openSmallTown({ seed: String(lived.seed), ...(inside && { inside }) })
  const books = openSqliteBooks(town.world.database.address)
  const look = (atRest?: Parameters<typeof audit>[2]) =>
    audit(books, truthOf(town.sandbox.control.dump()), atRest)
  const end = (wrong: string[]): Lived => ({
    wrong,
    webhooks: town.webhooks,
    crashes: town.sky.crashes,
    refusedByDisk: town.sky.refusedByDisk,
  })
  try {
    const early: string[] = []
    await liveThrough(town, lived, async (_, { act }) => {
      if (early.length > 0) return
      early.push(...(await look()).map(({ invariant, says }) => `after "${act}": ${invariant}, ${says}`))
    })
    const { sent } = town.world.postman
    const found = await look({
      // Between a letter and its mark nobody can know whether it was sent, so that it may come twice (F18).
      atRest: { sent, mayComeTwice: town.sky.crashes + town.sky.refusedByDisk },
      log: { lines: town.world.logLines, canaries: ['@example.test', 'NL39RABO'] },
    })
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
