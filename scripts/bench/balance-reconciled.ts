import Sqlite from 'better-sqlite3'
import { createClock } from '#app/clock/following-clock.server.ts'
import type { BalanceTransactionReading, PaymentGateway } from '#app/domain/payments/gateway.ts'
import { feedBalance, proveBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { createStripeGateway } from '#app/stripe/gateway.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { freePorts } from '../demo/ports.ts'
import { answers, stop } from '../demo/processes.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal } from './figure.ts'
import { fillCopy } from './large-books.ts'
import { byTurns, secondsOf } from './rounds.ts'
import type { Workplace } from './workplace.ts'

const GOAL: Goal = { atMost: 2 }
const ROUNDS = 5
/** Each makes four of Stripe's transactions. */
const PLEDGES = 25_000

/**
 * P7: how long it takes to reconcile a hundred thousand of Stripe's balance transactions that we have booked (each is
 * looked for in our books, and the balances are compared), against reading both: the same list to its end by the same
 * client, and all of our rows. Once over HTTP with Stripe's own client, and once with the list in memory, where nothing
 * is left but our own part.
 */
export async function measureBalanceReconciled(
  place: Workplace,
  say: (line: string) => void,
): Promise<Figure[]> {
  const { file } = await fillCopy(place, 'reconciled', PLEDGES, say)
  const { site: port } = await freePorts()
  const stripe = place.begin('listing-stripe', 'scripts/bench/listing-stripe.ts', [
    ...['--port', String(port), '--database', file],
  ])
  await answers(stripe, `http://127.0.0.1:${port}/`)
  const gateway = createStripeGateway({ apiKey: 'sk_test_listing', apiBase: `http://127.0.0.1:${port}` })
  const db = await openChecked(file)
  try {
    return [
      await compete('P7', 'transactions reconciled', { file, db, gateway }, GOAL),
      await compete('P7-memory', 'the same, listed from memory', {
        ...{ file, db, gateway: await fromMemory(gateway) },
      }),
    ]
  } finally {
    await db.close()
    await stop([stripe])
  }
}

interface Books {
  file: string
  db: Db
  gateway: PaymentGateway
}

async function compete(figure: string, what: string, books: Books, goal?: Goal): Promise<Figure> {
  const { db, gateway } = books
  const ports = { db, gateway, clock: createClock(undefined) }
  const counted = await readBoth(books)
  const rounds = await byTurns({
    rounds: ROUNDS,
    ours: async () => {
      forgetHowFar(books.file)
      return secondsOf(async () => {
        const booked = await feedBalance(ports)
        const difference = await proveBalance(ports)
        if (booked !== 0 || difference !== 0)
          throw new Error(
            `Known transactions were booked (${booked}), or the balance differs (${difference}).`,
          )
      })
    },
    baseline: () => secondsOf(() => readBoth(books)),
  })
  const notes = [
    `${counted.toLocaleString('en')} transactions at Stripe and as many in the books, all found, and no cent between the balances`,
  ]
  return figureOf({ figure, what, unit: 's', rounds, notes, ...(goal && { goal }) })
}

/** @returns how many there are on each side @throws Error when they are not as many */
async function readBoth({ db, gateway }: Books): Promise<number> {
  let listed = 0
  for await (const transaction of gateway.balanceTransactions(new Date(0))) if (transaction.id) listed += 1
  const rows = await db.read.selectFrom('balance_transaction').selectAll().execute()
  if (rows.length !== listed)
    throw new Error(`${listed} transactions are listed, and ${rows.length} are ours.`)
  return listed
}

/** As if the feed had never run: it asks for everything from the first one on. */
function forgetHowFar(file: string): void {
  const database = new Sqlite(file)
  database.prepare(`DELETE FROM cursor WHERE name = 'balance-transactions'`).run()
  database.close()
}

async function fromMemory(gateway: PaymentGateway): Promise<PaymentGateway> {
  const listed: BalanceTransactionReading[] = []
  for await (const transaction of gateway.balanceTransactions(new Date(0))) listed.push(transaction)
  const balance = await gateway.wholeBalance()
  return {
    ...gateway,
    wholeBalance: async () => balance,
    balanceTransactions: async function* () {
      yield* listed
    },
  }
}
