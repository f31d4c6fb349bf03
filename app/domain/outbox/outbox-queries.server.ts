import type { ReadDb } from '#db/database.server.ts'
import { after, MINUTE_MS } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'

/** What the desk asks about promised work. */

/** The jobs of one kind that wait to be done. */
export interface WaitingKind {
  kind: string
  count: number
  /** When the first of them may be done. */
  firstRunAt: Instant
  /** How many of them failed at least once and are tried again. */
  failedBefore: number
}

export async function waitingJobs(db: ReadDb): Promise<WaitingKind[]> {
  return db
    .selectFrom('job')
    .select(eb => [
      'kind',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('run_at').as('firstRunAt'),
      eb.fn.count<number>('problem').as('failedBefore'),
    ])
    .where('dead_at', 'is', null)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
}

/** A job that was given up after its last try. */
export interface DeadJob {
  id: string
  kind: string
  attempts: number
  problem: string | null
  deadAt: Instant
}

/**
 * One page of the jobs that were given up, oldest first.
 *
 * @param wanted.after the `newer` of the page before; anything else begins at the oldest
 */
export async function deadJobs(
  db: ReadDb,
  wanted: { after?: string | null; limit: number },
): Promise<{ jobs: DeadJob[]; newer: string | null }> {
  let query = db
    .selectFrom('job')
    .select(['id', 'kind', 'attempts', 'problem'])
    .select(eb => eb.ref('dead_at').$notNull().as('deadAt'))
    .where('dead_at', 'is not', null)
    .orderBy('id')
    .limit(wanted.limit + 1)
  if (wanted.after && isId(wanted.after)) query = query.where('id', '>', wanted.after)
  const found = await query.execute()
  const jobs = found.slice(0, wanted.limit)
  return { jobs, newer: found.length > wanted.limit ? (jobs.at(-1)?.id ?? null) : null }
}

export async function countDeadJobs(db: ReadDb): Promise<number> {
  const { dead } = await db
    .selectFrom('job')
    .select(eb => eb.fn.countAll<number>().as('dead'))
    .where('dead_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return dead
}

/** Work that could have been done this long ago and was not: the worker stands still, or cannot keep up. */
const BEHIND_MS = 10 * MINUTE_MS

/** How many jobs are behind, and since when the first of them; null when the worker keeps up. */
export async function workBehind(db: ReadDb, now: Date): Promise<{ count: number; since: Instant } | null> {
  const { count, since } = await db
    .selectFrom('job')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min<Instant | null>('run_at').as('since')])
    .where('dead_at', 'is', null)
    .where('run_at', '<', after(now, -BEHIND_MS))
    .executeTakeFirstOrThrow()
  return since === null ? null : { count, since }
}
