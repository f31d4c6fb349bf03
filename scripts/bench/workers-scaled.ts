import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { createClock } from '#app/clock/following-clock.server.ts'
import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { freePorts } from '../demo/ports.ts'
import { answers, stop } from '../demo/processes.ts'
import type { Running } from '../demo/processes.ts'
import { demoEnvironment, demoSecrets } from '../demo/settings.ts'
import { keepPaidEvents } from './backlog.ts'
import { figureOf } from './figure.ts'
import type { Figure, Skipped } from './figure.ts'
import { residentMegabytes } from './memory.ts'
import { waitingPledges } from './pledge-booked.ts'
import { onPostgres } from './postgres-place.ts'
import type { PostgresPlace } from './postgres-place.ts'
import { productionOver } from './workplace.ts'
import type { Workplace } from './workplace.ts'

const ROUNDS = 3
const WORKERS = [1, 2, 4] as const
const BACKLOG = 300
/** Drained before, so that no worker is new to its work. */
const WARM_UP = 100

type Crew = (typeof WORKERS)[number]

/** What was seen of one crew, a number for each round. */
interface Seen {
  rates: number[]
  /** The most that any of its workers had in hand. */
  megabytes: number[]
}

/**
 * P11: how many paid events a second are drained on PostgreSQL by two and by four workers, against one; each a process
 * as `npm run worker` starts it. Stripe answers at once, in a process of its own.
 */
export async function measureWorkersScaled(place: Workplace): Promise<(Figure | Skipped)[]> {
  const clock = createClock(undefined)
  return onPostgres({ figure: 'P11', what: 'backlog drained by 2 and 4 workers' }, async server => {
    const payments = await waitingPledges(
      await server.fill('waiting', place.database),
      clock,
      WARM_UP + BACKLOG,
    )
    const { ports, stripe } = await startPayingStripe(place, payments[0]?.amount ?? 0)
    const seen = new Map<Crew, Seen>(WORKERS.map(crew => [crew, { rates: [], megabytes: [] }]))
    const environment = demoEnvironment(place.folder, ports, demoSecrets(place.folder))
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [crew, { rates, megabytes }] of seen) {
        const drained = await drainBy(crew, { place, server, environment, payments })
        rates.push(drained.rate)
        megabytes.push(drained.megabytes)
      }
    await stop([stripe])
    return [figureFor(2, seen), figureFor(4, seen)]
  })
}

function figureFor(crew: Crew, seen: ReadonlyMap<Crew, Seen>): Figure {
  const [ours, alone] = [seen.get(crew), seen.get(1)]
  const memory = [alone, ours].map(one => Math.round(Math.max(...(one?.megabytes ?? []))))
  return figureOf({
    ...{ figure: `P11-${crew}`, what: `backlog drained by ${crew} workers, against 1`, unit: 'events/s' },
    rounds: { ours: ours?.rates ?? [], baseline: alone?.rates ?? [] },
    notes: [
      `${BACKLOG} events in each round, each handled once and booked once; the books hold after each`,
      `memory of a worker: at most ${memory[0]} MB alone, ${memory[1]} MB as one of ${crew}`,
    ],
  })
}

async function startPayingStripe(place: Workplace, amount: number) {
  const ports = await freePorts()
  const args = ['--port', String(ports.sandbox), '--amount', String(amount)]
  const stripe = place.begin('paying-stripe', 'scripts/bench/paying-stripe.ts', args)
  await answers(stripe, `http://127.0.0.1:${ports.sandbox}/`)
  return { ports, stripe }
}

interface Task {
  place: Workplace
  server: PostgresPlace
  environment: Record<string, string>
  payments: readonly PaymentReading[]
}

/** Drains the backlog in a database of its own. */
async function drainBy(crew: Crew, { place, server, environment, payments }: Task) {
  const address = await server.copy('drained', 'waiting')
  const db = await openChecked(address)
  const workers: Running[] = []
  try {
    for (let n = 0; n < crew; n += 1)
      workers.push(
        place.begin(`worker-${n}`, 'scripts/worker.ts', [], { ...environment, ...productionOver(address) }),
      )
    await Promise.all(workers.map(hasStarted))
    await drain(db, payments.slice(0, WARM_UP))
    await forgetWhatFollows(db)
    const rate = await drain(db, payments.slice(WARM_UP))
    const megabytes = Math.max(...workers.map(({ child }) => residentMegabytes(child.pid) ?? 0))
    await stop(workers)
    await assertBooks(db, payments.length)
    return { rate, megabytes }
  } finally {
    await stop(workers)
    await db.close()
    await server.remove('drained')
  }
}

const STARTS_WITHIN_MS = 30_000

/** @throws Error when it does not say so */
async function hasStarted({ name, logFile }: Running): Promise<void> {
  const until = performance.now() + STARTS_WITHIN_MS
  while (!readFileSync(logFile, 'utf8').trimEnd().endsWith('"event":"worker.started"}')) {
    if (performance.now() > until) throw new Error(`The ${name} did not start; ${logFile} may say why.`)
    await pause(50)
  }
}

/** All events are there at once; @returns how many of them a second were handled until none was left */
async function drain(db: Db, payments: readonly PaymentReading[]): Promise<number> {
  await db.inTransaction(trx => keepPaidEvents(trx, createClock(undefined).now(), payments))
  const started = performance.now()
  const left = db.read.selectFrom('job').select('id').where('kind', '=', 'handle-stripe-event').limit(1)
  while (await left.executeTakeFirst()) await pause(10)
  return (payments.length * 1_000) / (performance.now() - started)
}

/** Letters and receipts of the warm-up would come before the next events; they are not what is measured. */
async function forgetWhatFollows(db: Db): Promise<void> {
  await db.inTransaction(trx =>
    trx.deleteFrom('job').where('kind', 'in', ['deliver-letter', 'make-receipt']).execute(),
  )
}

/** @throws Error when an event was not handled, or not once, or the books do not hold */
async function assertBooks(db: Db, events: number): Promise<void> {
  const { handled } = await db.read
    .selectFrom('stripe_event')
    .innerJoin('payment', 'payment.id', 'stripe_event.object_id')
    .select(eb => eb.fn.countAll<number>().as('handled'))
    .where('outcome', '=', 'held')
    .where('stripe_event.id', 'like', 'evt_pi_%')
    .executeTakeFirstOrThrow()
  const { holds } = await verifyLedger(db.read)
  if (handled !== events || !holds)
    throw new Error(
      `Of ${events} events ${handled} were handled and booked, and the books ${holds ? 'hold' : 'do not hold'}.`,
    )
}
