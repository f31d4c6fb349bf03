import { setTimeout as pause } from 'node:timers/promises'
import { after, instant, MINUTE_MS } from '#app/domain/clock.ts'
import { KeyReused, reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { JobKind, JobPayloads } from '#app/domain/outbox/job-catalog.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { WriteDb } from '#db/database.server.ts'
import type { World } from '#app/world.server.ts'
import { HANDS } from './hands.ts'
import { HANDLERS } from './handlers.server.ts'
import type { JobResult } from './handlers.server.ts'
import {
  failJob,
  finishJob,
  isJobYetToCome,
  postponeJob,
  takeDueJobs,
  takeJob,
  tryOnceMore,
} from './queue.server.ts'
import type { TakenJob } from './queue.server.ts'
import { SCHEDULE, SCHEDULED_KINDS } from './schedule.ts'
import type { ScheduledKind } from './schedule.ts'

const LOOKS_EVERY_MS = 200
const CATCHES_UP_EVERY_MS = 1_000
/** Where the engine hands the jobs out, each at once takes a connection of its own. */
const HANDS_FED = 4

/** Takes and does jobs until it is told to stop; what is being done then is finished first. */
export interface Worker {
  stop(): Promise<void>
}

/** @throws when the database cannot be reached */
export async function startWorker(world: World): Promise<Worker> {
  const stopping = new AbortController()
  const { jobs } = world.db
  const feed = await jobs?.start(HANDS_FED, jobId => doHandedJob(world, jobId))
  const loops = jobs
    ? [keepOn(world, stopping.signal, CATCHES_UP_EVERY_MS, () => jobs.catchUp(instant(world.clock.now())))]
    : [askForJobs(world, stopping.signal)]
  const { promiseWhatIsDue } = keepTime(world)
  const timekeeper = keepOn(world, stopping.signal, LOOKS_EVERY_MS, promiseWhatIsDue)
  return {
    stop: async () => {
      stopping.abort()
      await feed?.stop()
      await Promise.all([...loops, timekeeper])
    },
  }
}

/** Asks for jobs as long as a hand is free, and rests when there was none. */
async function askForJobs(world: World, signal: AbortSignal): Promise<void> {
  const atWork = new Set<Promise<void>>()
  const broken = (error: unknown) => world.log.error({ event: 'worker.broken', err: error })
  while (!signal.aborted) {
    const jobs = await takeDueJobs(world.db, world.clock.now(), HANDS - atWork.size).catch(
      (error: unknown) => {
        broken(error)
        return []
      },
    )
    for (const job of jobs) {
      const doing: Promise<void> = doJob(world, job)
        .catch(broken)
        .finally(() => atWork.delete(doing))
      atWork.add(doing)
    }
    // What is done frees a hand, and often promises the next.
    if (atWork.size === HANDS) await Promise.race(atWork)
    else if (jobs.length === 0) await Promise.race([...atWork, rest(signal, LOOKS_EVERY_MS)])
  }
  await Promise.all(atWork)
}

async function keepOn(
  world: World,
  signal: AbortSignal,
  everyMs: number,
  step: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await step().catch((error: unknown) => {
      world.log.error({ event: 'worker.broken', err: error })
    })
    await rest(signal, everyMs)
  }
}

async function rest(signal: AbortSignal, ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}

/**
 * Does the next job that is due.
 *
 * @returns false when there was none
 */
export async function doNextJob(world: World): Promise<boolean> {
  const [job] = await takeDueJobs(world.db, world.clock.now(), 1)
  if (job) await doJob(world, job)
  return job !== undefined
}

/**
 * Does a job that the engine says is due. One that is done, or in another hand, is left.
 *
 * @returns false when it is not due by our clock
 */
async function doHandedJob(world: World, jobId: string): Promise<boolean> {
  const now = world.clock.now()
  const job = await takeJob(world.db, now, jobId)
  if (job) await doJob(world, job)
  return job !== null || !(await isJobYetToCome(world.db, now, jobId))
}

async function doJob(world: World, job: TakenJob): Promise<void> {
  const started = performance.now()
  const outcome = await attempt(world, job)
  world.log.info({
    event: 'job',
    kind: job.kind,
    outcome,
    attempt: job.attempts,
    ms: Math.round(performance.now() - started),
  })
}

async function attempt(world: World, job: TakenJob): Promise<string> {
  const { db, clock } = world
  try {
    const result = await handle(world, job)
    if (!result || 'write' in result) {
      await finishJob(db, job, result?.write)
      return 'done'
    }
    if ('runAt' in result) {
      await postponeJob(db, job, result.runAt)
      return 'postponed'
    }
    await failJob(db, clock.now(), job, result.problem, result.retryAfterMs)
    return 'failed'
  } catch (error) {
    if (error instanceof KeyReused) await reportReusedKey(world, job)
    await failJob(
      db,
      clock.now(),
      job,
      problemOf(error),
      error instanceof GatewayUnavailable ? MINUTE_MS : undefined,
    )
    if (!(error instanceof GatewayUnavailable))
      world.log.error({ event: 'job.failed', kind: job.kind, err: error })
    return 'failed'
  }
}

async function handle(world: World, job: TakenJob): Promise<JobResult> {
  const handler = HANDLERS[job.kind as JobKind] as (
    world: World,
    payload: JobPayloads[JobKind],
  ) => Promise<JobResult>
  return handler(world, JSON.parse(job.payload) as JobPayloads[JobKind])
}

/** Two requests under one key cannot both be meant: a person must say which. */
async function reportReusedKey({ db, clock }: World, job: TakenJob): Promise<void> {
  await db.inTransaction(trx =>
    reportDiscrepancy(trx, clock.now(), { kind: 'key-reused', subject: job.key, amount: null, detail: {} }),
  )
}

function problemOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Promises what repeats by the clock. */
export interface Timekeeper {
  /** Promises what is due by now, once each turn however many workers there are. */
  promiseWhatIsDue(): Promise<void>
}

/** @param world of the worker; it is asked for the time whenever there is something to look at */
export function keepTime({ db, clock }: Pick<World, 'db' | 'clock'>): Timekeeper {
  const next = new Map<ScheduledKind, string>()
  return {
    promiseWhatIsDue: async () => {
      const now = clock.now()
      const due = SCHEDULED_KINDS.filter(kind => (next.get(kind) ?? '') <= instant(now))
      if (due.length === 0) return
      await db.inTransaction(async trx => {
        for (const kind of due) if (await claimTurn(trx, now, kind)) await promiseScheduled(trx, now, kind)
      })
      for (const kind of due) next.set(kind, turnAfter(now, kind))
    },
  }
}

/**
 * Notes when the next turn of a kind is, unless another worker did so for this turn.
 *
 * @returns whether this turn is ours. A turn that lies further away than one can was noted before the clock was set back
 */
async function claimTurn(trx: WriteDb, now: Date, kind: ScheduledKind): Promise<boolean> {
  const value = turnAfter(now, kind)
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('cursor')
    .values({ name: `schedule:${kind}`, value })
    .onConflict(conflict =>
      conflict
        .column('name')
        .doUpdateSet({ value })
        .where(eb => eb.or([eb('cursor.value', '<=', instant(now)), eb('cursor.value', '>', value)])),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

function turnAfter(now: Date, kind: ScheduledKind): string {
  return after(now, SCHEDULE[kind] * MINUTE_MS)
}

/** What repeats is never given up for good: each turn is one more try, and a person sees it until one succeeds. */
async function promiseScheduled(trx: WriteDb, now: Date, kind: ScheduledKind): Promise<void> {
  await promiseJob(trx, now, { kind, key: 'scheduled', payload: {} })
  await tryOnceMore(trx, now, `${kind}:scheduled`)
}

/** Promises everything that repeats and does all jobs that are due, until none is left: for commands and tests. */
export async function workOff(world: World): Promise<void> {
  const now = world.clock.now()
  await world.db.inTransaction(async trx => {
    for (const kind of SCHEDULED_KINDS) await promiseScheduled(trx, now, kind)
  })
  await doAllThatIsDue(world)
}

/** Does all jobs that are due, one after the other, until none is left. */
export async function doAllThatIsDue(world: World): Promise<void> {
  while (await doNextJob(world));
}
