import { sql } from 'kysely'
import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, HOUR_MS, instant, MINUTE_MS } from '#app/domain/clock.ts'

/**
 * The queue of promised jobs. A job is taken with a lease and a fencing number: a worker that lost its lease can
 * no longer say how the job ended. A job that keeps failing waits longer each time and is then given up, where a
 * person sees it.
 */

const LEASE_MS = 2 * MINUTE_MS
const WAITS_MS = [
  10_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
]

export type TakenJob = Row<'job'>

/** Takes the jobs that are due, the longest due first, at most so many. */
export async function takeDueJobs(db: Db, now: Date, most: number): Promise<TakenJob[]> {
  const due = (from: ReadDb) =>
    from
      .selectFrom('job')
      .select('id')
      .where('dead_at', 'is', null)
      .where('run_at', '<=', instant(now))
      .where(eb => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', instant(now))]))
      .orderBy('run_at')
      .limit(most)
  // Reading costs nothing; a transaction is begun only for what is there.
  if (most === 0 || !(await due(db.read).executeTakeFirst())) return []
  return db.inTransaction(async trx => {
    // As one statement, SQLite makes two tables of its own for it each time, which costs seven times as much.
    const ids = (await due(trx).execute()).map(({ id }) => id)
    if (ids.length === 0) return []
    return trx.updateTable('job').set(leasedFrom(now)).where('id', 'in', ids).returningAll().execute()
  })
}

const leasedFrom = (now: Date) => ({
  leased_until: after(now, LEASE_MS),
  fence: sql<number>`fence + 1`,
  attempts: sql<number>`attempts + 1`,
})

/** Takes one job; null when it is done, given up, not due yet, or in another hand. */
export async function takeJob(db: Db, now: Date, jobId: string): Promise<TakenJob | null> {
  const taken = await db.inTransaction(trx =>
    trx
      .updateTable('job')
      .set(leasedFrom(now))
      .where('id', '=', jobId)
      .where('dead_at', 'is', null)
      .where('run_at', '<=', instant(now))
      .where(eb => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', instant(now))]))
      .returningAll()
      .executeTakeFirst(),
  )
  return taken ?? null
}

/** Whether a job waits for a later moment. */
export async function isJobYetToCome(db: Db, now: Date, jobId: string): Promise<boolean> {
  const found = await db.read
    .selectFrom('job')
    .select('id')
    .where('id', '=', jobId)
    .where('dead_at', 'is', null)
    .where('run_at', '>', instant(now))
    .executeTakeFirst()
  return found !== undefined
}

/**
 * The job is done: its key may be promised again.
 *
 * @param write the last of the job, kept together with its end. What it writes is safe to repeat: a worker that lost
 *   its lease writes as well, though the job is then another's to end
 */
export async function finishJob(
  db: Db,
  job: TakenJob,
  write: (trx: WriteDb) => Promise<void> = async () => undefined,
): Promise<void> {
  await db.inTransaction(async trx => {
    await write(trx)
    await trx.deleteFrom('job').where('id', '=', job.id).where('fence', '=', job.fence).execute()
  })
}

/** The job waits for something that is not there yet; that is no failure. */
export async function postponeJob(db: Db, job: TakenJob, runAt: string): Promise<void> {
  await db.inTransaction(trx =>
    trx
      .updateTable('job')
      .set({ run_at: runAt, leased_until: null, attempts: 0, problem: null })
      .where('id', '=', job.id)
      .where('fence', '=', job.fence)
      .execute(),
  )
}

/** The job failed: it is tried again later, or given up. */
export async function failJob(
  db: Db,
  now: Date,
  job: TakenJob,
  problem: string,
  retryAfterMs?: number,
): Promise<void> {
  const wait = retryAfterMs ?? WAITS_MS[job.attempts - 1]
  await db.inTransaction(trx =>
    trx
      .updateTable('job')
      .set({
        problem: problem.slice(0, 500),
        leased_until: null,
        ...(wait === undefined ? { dead_at: instant(now) } : { run_at: after(now, wait) }),
      })
      .where('id', '=', job.id)
      .where('fence', '=', job.fence)
      .execute(),
  )
}

/** Lets a job that was given up be tried one more time; when that fails it is given up again. */
export async function tryOnceMore(trx: WriteDb, now: Date, key: string): Promise<void> {
  await trx
    .updateTable('job')
    .set({ dead_at: null, run_at: instant(now) })
    .where('key', '=', key)
    .where('dead_at', 'is not', null)
    .execute()
}

/** Lets a job that was given up be tried again, from the start. */
export async function reviveJob(db: Db, now: Date, jobId: string): Promise<boolean> {
  const { numUpdatedRows } = await db.inTransaction(trx =>
    trx
      .updateTable('job')
      .set({ dead_at: null, attempts: 0, run_at: instant(now), problem: null })
      .where('id', '=', jobId)
      .where('dead_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
  return numUpdatedRows === 1n
}
