import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openTown } from '#tests/support/town.ts'
import { whatIsWrong } from './accounted-for.ts'
import { liveThrough } from './story.ts'
import { schedule } from './schedule.ts'
import type { Schedule } from './schedule.ts'

/**
 * Money survives any weather. Each run is a town of its own, over HTTP and with webhooks that come late, twice and out
 * of order or not at all, in which people do things in an order that nobody thought of. Then everything comes to rest,
 * and every cent and every letter must be accounted for.
 *
 * The schedules follow from the seed, so that a failure is the same each time; it prints the seed and the path that
 * repeat it, and the shortest schedule that fails.
 *
 *   WEATHER_RUNS=500 WEATHER_SEED=7 npx vitest run --project unit tests/simulation/pledge-weather.test.ts
 *   WEATHER_SEED=… WEATHER_PATH=… to repeat one
 */
const RUNS = Number(process.env.WEATHER_RUNS ?? 15)
const SEED = Number(process.env.WEATHER_SEED ?? 20_261_124)
const PATH = process.env.WEATHER_PATH
const MS_A_RUN = 10_000

async function problemsAfter(lived: Schedule): Promise<string[]> {
  const town = await openTown({ webhooks: 'hostile', seed: String(lived.seed) })
  try {
    await liveThrough(town, lived)
    return await whatIsWrong(town)
  } finally {
    await town.close()
  }
}

it(
  'accounts for every cent and every letter after any schedule',
  async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async lived => {
        expect(await problemsAfter(lived)).toEqual([])
      }),
      { numRuns: RUNS, seed: SEED, ...(PATH && { path: PATH }) },
    )
  },
  MS_A_RUN * Math.max(RUNS, 60),
)
