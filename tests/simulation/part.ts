import fc from 'fast-check'
import { live } from './live.ts'
import { schedule } from './schedule.ts'
import type { Schedule } from './schedule.ts'

/** The schedule of a seed: the same for ever, as long as the acts are. */
export function scheduleOf(seed: number): Schedule {
  const [drawn] = fc.sample(schedule, { seed, numRuns: 1 })
  if (!drawn) throw new Error(`No schedule was drawn for the seed ${seed}.`)
  return drawn
}

/** What a schedule of a seed came to, told on one line. */
export interface Told {
  seed: number
  deeds: number
  webhooks: number
  crashes: number
  wrong: string[]
  shortest?: Schedule
}

/**
 * Makes a schedule that fails shorter, as long as it still fails.
 *
 * @returns the shortest that was found, and what is wrong after it
 */
export async function shortest(seed: number): Promise<{ shortest: Schedule; wrong: string[] }> {
  let last: { shortest: Schedule; wrong: string[] } = { shortest: scheduleOf(seed), wrong: [] }
  await fc.check(
    fc.asyncProperty(schedule, async drawn => {
      const { wrong } = await live(drawn)
      if (wrong.length > 0) last = { shortest: drawn, wrong }
      return wrong.length === 0
    }),
    { seed, numRuns: 1 },
  )
  return last
}

/** Lives through the schedule of one seed. */
export async function tell(seed: number): Promise<Told> {
  const drawn = scheduleOf(seed)
  const { wrong, webhooks, crashes } = await live(drawn)
  return { seed, deeds: drawn.deeds.length, webhooks, crashes, wrong }
}
