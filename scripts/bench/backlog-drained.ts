import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createClock } from '#app/clock/following-clock.server.ts'
import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { buildForNode } from '../build-for-node.ts'
import { stop } from '../demo/processes.ts'
import type { Running } from '../demo/processes.ts'
import { demoEnvironment, demoSecrets } from '../demo/settings.ts'
import { keepPaidEvents } from './backlog.ts'
import { openBareSqlite } from './bare-books.ts'
import { bookingStatements } from './booked-rows.ts'
import type { Statement } from './booked-rows.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal } from './figure.ts'
import { memoryNote } from './memory.ts'
import { book, ratePerSecond, waitingPledges } from './pledge-booked.ts'
import { byTurns } from './rounds.ts'
import { productionOver } from './workplace.ts'
import type { Workplace } from './workplace.ts'

const GOAL: Goal = { atLeast: 4 }
const ROUNDS = 9
const BACKLOG = 20_000
/** With the warm-up these are nearly the whole backlog: in each round the worker also ends what it has in hand. */
const EVENTS_A_ROUND = 1_950
const BARE_A_ROUND = 150

/** What the worker says after each round. */
interface Drained {
  events: number
  seconds: number
  /** The memory that the process has then. */
  megabytes: number
}

/**
 * P2b: how many events of a backlog of 20,000 paid payments a second the worker handles, from the taking of the job to
 * its end, many in one durable transaction with a savepoint each; against the baseline of P2, which writes the rows of
 * one booked pledge in a durable transaction of its own.
 */
export async function measureBacklogDrained(place: Workplace): Promise<Figure[]> {
  const file = join(place.folder, 'backlog.sqlite')
  const bareFile = join(place.folder, 'backlog-bare.sqlite')
  copyFileSync(place.database, file)
  const clock = createClock(undefined)
  const bareCount = (ROUNDS + 1) * BARE_A_ROUND
  const payments = await waitingPledges(file, clock, BACKLOG + bareCount)
  const forBare = payments.splice(0, bareCount)
  await keepBacklog(file, payments)
  copyFileSync(file, bareFile)
  const bookings = await bookingsOf(file, forBare)
  const bare = openBareSqlite(bareFile)
  const worker = await startDrainingWorker(place, file, payments[0]?.amount ?? 0)
  const drained: Drained[] = []
  const rounds = await byTurns({
    rounds: ROUNDS,
    ours: async () => {
      const outcome = await worker.drain(EVENTS_A_ROUND)
      drained.push(outcome)
      return outcome.events / outcome.seconds
    },
    baseline: () => ratePerSecond(bookings.splice(0, BARE_A_ROUND), bare.write),
  })
  await bare.close()
  await stop([worker.running])
  const memory = drained.map(({ megabytes }) => megabytes)
  const notes = [proofOfBookings(file, payments.length, drained), ...memoryNote('worker', memory)]
  const what = 'event of a backlog handled'
  return [figureOf({ figure: 'P2b', what, unit: 'events/s', goal: GOAL, rounds, notes })]
}

const AT_ONCE = 500

async function keepBacklog(file: string, payments: readonly PaymentReading[]): Promise<void> {
  const db = await openChecked(file)
  const now = createClock(undefined).now()
  for (let from = 0; from < payments.length; from += AT_ONCE)
    await db.inTransaction(trx => keepPaidEvents(trx, now, payments.slice(from, from + AT_ONCE)))
  await db.close()
}

/** What the baseline writes: payments that are booked beforehand, as P2 books them. */
async function bookingsOf(file: string, payments: readonly PaymentReading[]): Promise<Statement[][]> {
  const db = await openChecked(file)
  const clock = createClock(undefined)
  const bookings: Statement[][] = []
  for (const payment of payments) {
    await book(db, clock, payment)
    bookings.push(await bookingStatements(db.read, payment.paymentIntentId))
  }
  await db.close()
  return bookings
}

async function startDrainingWorker(place: Workplace, file: string, amount: number) {
  const environment = {
    ...demoEnvironment(
      place.folder,
      { site: 1, sandbox: 1, mail: 1 },
      demoSecrets(join(place.folder, 'demo')),
    ),
    ...productionOver(file),
  }
  const script = join(place.folder, 'draining-worker', 'index.js')
  await buildForNode(place.root, join(place.root, 'scripts/bench/draining-worker.ts'), script)
  const running = place.begin('draining-worker', script, ['--amount', String(amount)], environment)
  const ready = said<'ready'>(running)
  return {
    running,
    drain: async (count: number) => {
      await ready
      const drained = said<Drained>(running)
      running.child.send(count)
      return drained
    },
  }
}

/** The next thing that a process says. @throws Error when it ends without a word */
function said<T>({ child, name, logFile }: Running): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`The ${name} ended; ${logFile} may say why.`))
    child.once('exit', ended)
    child.once('message', message => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}

/** @throws Error when an event that was handled did not book its payment, or one was booked otherwise */
function proofOfBookings(file: string, waiting: number, drained: readonly Drained[]): string {
  const database = new Sqlite(file, { readonly: true })
  const count = (query: string) => Number(database.prepare(query).pluck().get())
  const handled = count(
    `SELECT count(*) FROM stripe_event WHERE id LIKE 'evt_pi_%' AND handled_at IS NOT NULL AND outcome = 'held'`,
  )
  const booked = count(
    `SELECT count(*) FROM stripe_event JOIN payment ON payment.id = object_id WHERE stripe_event.id LIKE 'evt_pi_%' AND handled_at IS NOT NULL`,
  )
  database.close()
  const said = drained.reduce((sum, { events }) => sum + events, 0)
  if (booked !== handled || handled < said || handled > waiting)
    throw new Error(
      `${said} events were said to be handled, ${handled} are, and ${booked} of them are booked.`,
    )
  return `${handled.toLocaleString('en')} of ${waiting.toLocaleString('en')} events handled, each payment booked once and held`
}
