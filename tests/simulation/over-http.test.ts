import fc from 'fast-check'
import { expect, it } from 'vitest'
import { audit, openSqliteBooks, truthOf } from '#tests/auditor.ts'
import { openTown } from '#tests/support/town.ts'
import { booksLeftOpen, leftUndone } from './left-undone.ts'
import { schedule } from './schedule.ts'
import type { Schedule } from './schedule.ts'
import { liveThrough } from './story.ts'

/**
 * A few schedules over real HTTP, with the site, Stripe's own retries, and every answer of the sandbox held against
 * Stripe's schema: what the small town leaves out. Many schedules are lived through in the small town.
 */
const RUNS = 6
const SEED = 20_261_124

async function wrongAfter(lived: Schedule): Promise<string[]> {
  const town = await openTown({ webhooks: 'hostile', seed: String(lived.seed) })
  const books = openSqliteBooks(town.world.database.address)
  try {
    await liveThrough(town, lived)
    const { sent } = town.world.postman
    const found = await audit(books, truthOf(town.sandbox.control.dump()), {
      atRest: { sent, mayComeTwice: 0 },
    })
    const undone = [...(await leftUndone(town, { hasEnded: true })), ...(await booksLeftOpen(town))]
    return [...found.map(({ invariant, says }) => `${invariant}, ${says}`), ...undone]
  } finally {
    await books.close()
    await town.close()
  }
}

it('accounts for every cent and every letter over HTTP, too', { timeout: 300_000 }, async () => {
  for (const lived of fc.sample(schedule, { seed: SEED, numRuns: RUNS }))
    expect(await wrongAfter(lived)).toEqual([])
})
