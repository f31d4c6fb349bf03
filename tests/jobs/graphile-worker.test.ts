import { describe, expect, it } from 'vitest'
import { jobOf, promise, runWorkers, until, worldWithCards } from '#tests/support/workers.ts'

/** On PostgreSQL a row of `job` is the job, whatever graphile-worker makes of it. */

describe('a job that graphile-worker lost', () => {
  it.each([
    ['is not there', 'DELETE FROM graphile_worker._private_jobs'],
    [
      'is locked by a worker that died before it began',
      "UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '2 minutes', locked_by = 'dead'",
    ],
    ['was tried too often', 'UPDATE graphile_worker._private_jobs SET attempts = max_attempts'],
    ['is due tomorrow', "UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 day'"],
  ])('and that %s there is handed over again, since its row stands', async (_, loss) => {
    const { world, detached } = await worldWithCards()
    await promise(world, 'pm_1')
    await world.database.tamper(loss)
    await runWorkers(world)
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
    expect(detached).toEqual(['pm_1'])
  })
})
