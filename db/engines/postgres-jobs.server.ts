import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import type { JobFeed } from './job-feed.ts'
import { openPlainPool } from './postgres-pool.server.ts'

/**
 * Jobs on PostgreSQL are taken by graphile-worker: it knows at once when a job is promised, and gives each to one
 * worker. What a job is, how often it was tried and when it is given up stands in the table `job`, as on SQLite. A
 * trigger on that table hands over each promise in the transaction that makes it.
 */

/** The one task that graphile-worker knows: look at this row of `job`. */
const TASK = 'do-promised-job'
const POLLS_EVERY_MS = 1_000

/** Nothing that it says is for a person: what befalls a job is logged by the worker itself. */
const silent = new Logger(() => () => undefined)

/**
 * Brings graphile-worker's own tables (schema `graphile_worker`) to the newest version, and ties `job` to them.
 *
 * A job that is under way holds its lease and is not handed over again; its key is its id, so that one that is
 * handed over twice waits once.
 *
 * The handing over reads graphile-worker's tables by their indexes only. PostgreSQL would read small ones whole, and a
 * transaction that did has seen what all others add: of two that promise a job at the same time one would run again.
 */
export async function installJobFeed(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silent })
  await pool.query(`
    CREATE OR REPLACE FUNCTION hand_over_job() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    BEGIN
      IF NEW.dead_at IS NULL AND NEW.leased_until IS NULL THEN
        PERFORM graphile_worker.add_job('${TASK}', json_build_object('jobId', NEW.id),
          run_at := NEW.run_at::timestamptz, job_key := NEW.id);
      END IF;
      RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER job_handed_over AFTER INSERT OR UPDATE ON job
      FOR EACH ROW EXECUTE FUNCTION hand_over_job();
  `)
}

/** A lock that is older was left by a worker that died: what it does first is to take the lease, at once. */
const LOCK_GOOD_FOR = `interval '1 minute'`

/** Hands over the oldest that are due and that graphile-worker neither has in a hand nor will give out now. */
const CATCH_UP = `
  SELECT graphile_worker.add_job('${TASK}', json_build_object('jobId', due.id), job_key := due.id)
  FROM (SELECT id FROM job WHERE dead_at IS NULL AND leased_until IS NULL AND run_at <= $1 ORDER BY run_at LIMIT 1000) AS due
  WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs AS waiting WHERE waiting.key = due.id AND CASE
    WHEN waiting.locked_at IS NULL THEN waiting.run_at <= now() AND waiting.attempts < waiting.max_attempts
    ELSE waiting.locked_at > now() - ${LOCK_GOOD_FOR} END)
`

/** @param pool where what was left lying is looked for */
export function createJobFeed(url: string, pool: pg.Pool): JobFeed {
  return {
    start: async (hands, perform) => {
      const own = openPlainPool(url, { application_name: 'stadmakers jobs', max: hands + 2 })
      const runner = await run({
        pgPool: own,
        concurrency: hands,
        pollInterval: POLLS_EVERY_MS,
        noHandleSignals: true,
        logger: silent,
        parsedCronItems: [],
        taskList: {
          [TASK]: async payload => {
            // An error is how graphile-worker is told to come back later.
            if (!(await perform(jobIdOf(payload)))) throw new Error('The job is not due yet.')
          },
        },
      })
      return {
        stop: async () => {
          await runner.stop()
          await runner.promise
          // Being stopped is not being done: the end of the last jobs is still being noted, and a pool that was told to
          // end serves nobody who waits for a connection.
          while (own.waitingCount > 0 || own.idleCount < own.totalCount) await pause(10)
          await own.end()
        },
      }
    },
    catchUp: async now => {
      await pool.query('UPDATE job SET leased_until = NULL WHERE dead_at IS NULL AND leased_until <= $1', [
        now,
      ])
      await pool.query(CATCH_UP, [now])
    },
  }
}

function jobIdOf(payload: unknown): string {
  if (payload && typeof payload === 'object' && 'jobId' in payload && typeof payload.jobId === 'string')
    return payload.jobId
  throw new TypeError('A job was handed over without its id.')
}
