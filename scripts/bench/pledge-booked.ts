import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClock } from '#app/clock/following-clock.server.ts'
import type { Clock } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { recordPayment } from '#app/domain/payments/payments.server.ts'
import { movePledge, startPledge } from '#app/domain/pledges/pledges.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { DEMO_CAMPAIGNS } from '../demo/campaigns.ts'
import { openBarePostgres, openBareSqlite } from './bare-books.ts'
import type { BareBooks } from './bare-books.ts'
import { bookingStatements } from './booked-rows.ts'
import type { Statement } from './booked-rows.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal, Skipped } from './figure.ts'
import { onPostgres } from './postgres-place.ts'
import { byTurns } from './rounds.ts'
import { contentsOf, differingTables, rowsAdded } from './same-rows.ts'
import type { AllContents } from './same-rows.ts'
import type { Workplace } from './workplace.ts'

const GOAL: Goal = { atLeast: 0.5 }
const ROUNDS = 19
const PLEDGES_A_ROUND = 150
const AMOUNT = cents(25_00)
const TIP = cents(2_50)

/** Two databases with the same waiting pledges: in one we book them, in the other the baseline. */
interface Contestants {
  figure: string
  what: string
  ours: string
  bare: string
  payments: readonly PaymentReading[]
  openBare: (address: string) => Promise<BareBooks> | BareBooks
}

/**
 * P2: how many paid pledges a second are booked (state, journal, campaign's total, letter promised), each in a durable
 * transaction of its own, against the same rows written by prepared statements of a bare client; on SQLite and on
 * PostgreSQL. The pledges wait in their Checkout before the measurement begins.
 */
export async function measurePledgeBooked(place: Workplace): Promise<(Figure | Skipped)[]> {
  const clock = createClock(undefined)
  const waiting = (address: string) => waitingPledges(address, clock, (ROUNDS + 1) * PLEDGES_A_ROUND)
  const sqlite = { figure: 'P2', what: 'pledge booked, durable' }
  const ours = join(place.folder, 'books-ours.sqlite')
  const bare = join(place.folder, 'books-bare.sqlite')
  copyFileSync(place.database, ours)
  const payments = await waiting(ours)
  copyFileSync(ours, bare)
  const onSqlite = await compete({ ...sqlite, ours, bare, payments, openBare: openBareSqlite })
  const postgres = { figure: 'P2-postgres', what: 'the same, PostgreSQL' }
  const measured = await onPostgres(postgres, async server => {
    const ours = await server.fill('ours', place.database)
    const payments = await waiting(ours)
    const bare = await server.copy('bare', 'ours')
    return [await compete({ ...postgres, ours, bare, payments, openBare: openBarePostgres })]
  })
  return [onSqlite, ...measured]
}

async function compete({ figure, what, ours, bare, payments, openBare }: Contestants): Promise<Figure> {
  const clock = createClock(undefined)
  const before = await contentsOf(ours)
  const db = await openChecked(ours)
  const books = await openBare(bare)
  const batches = { ours: 0, baseline: 0 }
  const batch = (who: keyof typeof batches) => {
    const from = batches[who]++ * PLEDGES_A_ROUND
    return payments.slice(from, from + PLEDGES_A_ROUND)
  }
  const rounds = await byTurns({
    rounds: ROUNDS,
    ours: () => ratePerSecond(batch('ours'), payment => book(db, clock, payment)),
    baseline: async () => {
      const bookings: Statement[][] = []
      for (const { paymentIntentId } of batch('baseline'))
        bookings.push(await bookingStatements(db.read, paymentIntentId))
      return ratePerSecond(bookings, books.write)
    },
  })
  await db.close()
  await books.close()
  const notes = [await proofOfSameRows(ours, bare, before, payments.length)]
  return figureOf({ figure, what, unit: 'pledges/s', goal: GOAL, rounds, notes })
}

/** What the worker does with a payment that it has looked up at Stripe. */
export async function book(db: Db, clock: Clock, payment: PaymentReading): Promise<void> {
  const recorded = await db.inTransaction(trx => recordPayment(trx, clock.now(), payment))
  if (recorded !== 'held') throw new Error(`A paid pledge was not held: ${recorded}`)
}

export async function ratePerSecond<T>(things: readonly T[], work: (thing: T) => Promise<void> | void) {
  const started = performance.now()
  for (const thing of things) await work(thing)
  return (things.length * 1_000) / (performance.now() - started)
}

/** @throws Error when the baseline's database is not what ours is: then it is no baseline */
async function proofOfSameRows(ours: string, bare: string, before: AllContents, pledges: number) {
  const after = await contentsOf(ours)
  const differing = differingTables(after, await contentsOf(bare))
  if (differing.length > 0)
    throw new Error(`The baseline wrote other rows than ours: ${differing.join(', ')}.`)
  const added = Object.entries(rowsAdded(before, after))
  const perPledge = added.map(([name, rows]) => `${name} ${rows / pledges}`).join(', ')
  return `${pledges.toLocaleString('en')} pledges, after which both databases hold the same in every table; rows added for each: ${perPledge}; updated: pledge, campaign_total, receipt_series`
}

const LIMITS = { least: cents(1), most: cents(1_000_000), leastForReward: cents(1) }
const AT_ONCE = 200

/** Starts pledges to the demonstration's first campaign, and leaves each waiting for its payment. */
export async function waitingPledges(
  address: string,
  clock: Clock,
  count: number,
): Promise<PaymentReading[]> {
  const db = await openChecked(address)
  const { id: campaignId } = await db.read
    .selectFrom('campaign')
    .select('id')
    .where('title', '=', DEMO_CAMPAIGNS[0]?.title ?? '')
    .executeTakeFirstOrThrow()
  const payments: PaymentReading[] = []
  while (payments.length < count)
    await db.inTransaction(async trx => {
      for (let made = 0; made < AT_ONCE && payments.length < count; made += 1) {
        const pledgeId = randomIds.next()
        const started = await startPledge(trx, clock.now(), {
          ...{ pledgeId, campaignId, language: 'nl', limits: LIMITS },
          input: {
            ...{ amount: AMOUNT, tip: TIP, rewardId: null, method: 'bank', message: 'Voor de stad' },
            ...{ email: `donateur-${payments.length}@stadmakers.example`, name: 'Ans', nameVisible: true },
          },
        })
        if (!started.ok) throw new Error(`A pledge could not be started: ${started.reason}`)
        await movePledge(trx, clock.now(), pledgeId, 'checkout-opened')
        payments.push(paymentOf(pledgeId))
      }
    })
  await db.close()
  return payments
}

function paymentOf(pledgeId: string): PaymentReading {
  return {
    ...{ paymentIntentId: `pi_${pledgeId.replaceAll('-', '')}`, pledgeId, state: 'succeeded' },
    ...{ amount: cents(AMOUNT + TIP), currency: 'eur', declineCode: null, adviceCode: null },
  }
}
