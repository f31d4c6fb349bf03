import { setTimeout as pause } from 'node:timers/promises'
import { after, MINUTE_MS } from '#app/domain/clock.ts'
import { KeyReused, reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { JobKind, JobPayloads } from '#app/domain/outbox/job-catalog.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { World } from '#app/world.server.ts'
import { HANDLERS } from './handlers.server.ts'
import type { JobResult } from './handlers.server.ts'
import { failJob, finishJob, postponeJob, takeJob } from './queue.server.ts'
import type { TakenJob } from './queue.server.ts'
import { SCHEDULE } from './schedule.ts'
import type { ScheduledKind } from './schedule.ts'

const LOOKS_EVERY_MS = 200
const HANDS = 4

/** Takes and does jobs until it is told to stop; what is being done then is finished first. */
export interface Worker {
  stop(): Promise<void>
}

export function startWorker(world: World): Worker {
  const stopping = new AbortController()
  const hands = Array.from({ length: HANDS }, () => work(world, stopping.signal))
  const timekeeper = keepSchedule(world, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([...hands, timekeeper])
    },
  }
}

async function work(world: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const worked = await doNextJob(world).catch((error: unknown) => {
      world.log.error({ event: 'worker.broken', err: error })
      return false
    })
    if (!worked) await rest(signal)
  }
}

async function rest(signal: AbortSignal): Promise<void> {
  await pause(LOOKS_EVERY_MS, undefined, { signal }).catch(() => undefined)
}

/**
 * Does the next job that is due.
 *
 * @returns false when there was none
 */
export async function doNextJob(world: World): Promise<boolean> {
  const job = await takeJob(world.db, world.clock.now())
  if (!job) return false
  const started = performance.now()
  const outcome = await attempt(world, job)
  world.log.info({
    event: 'job',
    kind: job.kind,
    outcome,
    attempt: job.attempts,
    ms: Math.round(performance.now() - started),
  })
  return true
}

async function attempt(world: World, job: TakenJob): Promise<string> {
  const { db, clock } = world
  try {
    const result = await handle(world, job)
    if (!result) await finishJob(db, job)
    else if ('runAt' in result) await postponeJob(db, job, result.runAt)
    else await failJob(db, clock.now(), job, result.problem, result.retryAfterMs)
    return result ? ('runAt' in result ? 'postponed' : 'failed') : 'done'
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

/** Promises what repeats, once each time that its minutes have passed by the clock. */
async function keepSchedule(world: World, signal: AbortSignal): Promise<void> {
  const next = new Map<ScheduledKind, string>()
  while (!signal.aborted) {
    await promiseDue(world, next).catch((error: unknown) => {
      world.log.error({ event: 'schedule.broken', err: error })
    })
    await rest(signal)
  }
}

async function promiseDue({ db, clock }: World, next: Map<ScheduledKind, string>): Promise<void> {
  const now = clock.now()
  const due = (Object.keys(SCHEDULE) as ScheduledKind[]).filter(
    kind => (next.get(kind) ?? '') <= now.toISOString(),
  )
  if (due.length === 0) return
  await db.inTransaction(async trx => {
    for (const kind of due) await promiseJob(trx, now, { kind, key: 'scheduled', payload: {} })
  })
  for (const kind of due) next.set(kind, after(now, SCHEDULE[kind] * MINUTE_MS))
}

/** Promises everything that repeats and does all jobs that are due, until none is left: for commands and tests. */
export async function workOff(world: World): Promise<void> {
  await promiseDue(world, new Map())
  while (await doNextJob(world));
}
