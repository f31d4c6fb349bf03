import fc from 'fast-check'
import { live } from './live.ts'
import { schedule } from './schedule.ts'
import type { Schedule } from './schedule.ts'

/**
 * The schedule of a seed: the same for ever, as long as the acts are. Without bias, since the first of a sample would
 * be drawn from the ends of every range: short ones, and the first and the last of the backers.
 */
export function scheduleOf(seed: number): Schedule {
  const [drawn] = fc.sample(fc.noBias(schedule), { seed, numRuns: 1 })
  if (!drawn) throw new Error(`No schedule was drawn for the seed ${seed}.`)
  return drawn
}

/** What a schedule of a seed came to. */
export interface Told {
  seed: number
  deeds: number
  webhooks: number
  crashes: number
  /** What came about in it, of all that is counted (`reach.ts`). */
  reached: string[]
  wrong: string[]
}

/** How long a schedule may be made shorter before the shortest so far is told. */
const MOST_TRIES = 200

/**
 * Makes a schedule that fails shorter, as long as it still fails: deeds are left out, half of them at once at first
 * and at last one by one.
 *
 * @param lives lives through a schedule and says what is wrong after it
 */
export async function shorten(
  failed: Schedule,
  lives: (schedule: Schedule) => Promise<string[]>,
): Promise<{ schedule: Schedule; wrong: string[] }> {
  let found = { schedule: failed, wrong: await lives(failed) }
  let tries = 0
  for (let size = Math.ceil(failed.deeds.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < found.schedule.deeds.length && tries < MOST_TRIES; tries += 1) {
      const schedule = { ...found.schedule, deeds: found.schedule.deeds.toSpliced(at, size) }
      const wrong = await lives(schedule)
      if (wrong.length > 0) found = { schedule, wrong }
      else at += size
    }
  return found
}

/** Lives through the schedule of one seed. */
export async function tell(seed: number): Promise<Told> {
  const drawn = scheduleOf(seed)
  const { wrong, reached, webhooks, crashes } = await live(drawn)
  return { seed, deeds: drawn.deeds.length, webhooks, crashes, reached, wrong }
}
