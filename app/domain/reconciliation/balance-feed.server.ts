import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { after, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { post } from '../ledger/ledger.server.ts'
import { ZERO } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { BalanceTransactionReading, PaymentGateway } from '../payments/gateway.ts'
import { reportDiscrepancy, syncPayment } from '../payments/payments.server.ts'
import { bookingOf, settlementOf } from './balance-bookings.server.ts'

export type FeedPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

const CURSOR = 'balance-transactions'
/** Stripe lists by its own time of creation; what came a little late is found by looking back. */
const OVERLAP_MS = HOUR_MS

/** So many are looked up in our books at once: what is known costs one question a page, and no write. */
const LOOKED_UP_AT_ONCE = 500

/**
 * Books each of Stripe's balance transactions once, each in a transaction of its own, the oldest first.
 * `stripe_balance` moves only here, by what Stripe says it moved; fees are read and never computed.
 *
 * @returns how many were new
 */
export async function feedBalance(ports: FeedPorts): Promise<number> {
  const { db, clock, gateway } = ports
  const since = await readCursor(db.read)
  let booked = 0
  let newest = since
  for await (const page of inPages(gateway.balanceTransactions(new Date(after(since, -OVERLAP_MS))))) {
    for (const transaction of await unknownAmong(db.read, page)) {
      await knowDisputedPayment(ports, transaction)
      if (await db.inTransaction(trx => bookTransaction(trx, clock.now(), transaction))) booked += 1
    }
    for (const { createdAt } of page) if (instant(createdAt) > newest) newest = instant(createdAt)
  }
  if (newest !== since) await db.inTransaction(trx => writeCursor(trx, newest))
  return booked
}

async function* inPages(
  listed: AsyncIterable<BalanceTransactionReading>,
): AsyncGenerator<readonly BalanceTransactionReading[]> {
  let page: BalanceTransactionReading[] = []
  for await (const transaction of listed) {
    page.push(transaction)
    if (page.length < LOOKED_UP_AT_ONCE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Those of a page that are not in our books, in the order of the page. Whoever books one looks once more. */
async function unknownAmong(
  db: ReadDb,
  page: readonly BalanceTransactionReading[],
): Promise<BalanceTransactionReading[]> {
  const ids = page.map(({ id }) => id)
  const rows = await db.selectFrom('balance_transaction').select('id').where('id', 'in', ids).execute()
  const known = new Set(rows.map(({ id }) => id))
  return page.filter(({ id }) => !known.has(id))
}

/**
 * A dispute is booked for the campaign of its payment. When nothing has told of that payment yet, it is looked at
 * first: a movement that was booked as unknown stays so.
 */
async function knowDisputedPayment(
  ports: FeedPorts,
  { reportingCategory, paymentIntentId }: BalanceTransactionReading,
): Promise<void> {
  if (reportingCategory.startsWith('dispute') && paymentIntentId) await syncPayment(ports, paymentIntentId)
}

async function readCursor(db: ReadDb): Promise<string> {
  const row = await db.selectFrom('cursor').select('value').where('name', '=', CURSOR).executeTakeFirst()
  return row?.value ?? instant(new Date(0))
}

async function writeCursor(trx: WriteDb, value: string): Promise<void> {
  await trx
    .insertInto('cursor')
    .values({ name: CURSOR, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

async function bookTransaction(
  trx: WriteDb,
  now: Date,
  transaction: BalanceTransactionReading,
): Promise<boolean> {
  const known = await trx
    .selectFrom('balance_transaction')
    .select('id')
    .where('id', '=', transaction.id)
    .executeTakeFirst()
  if (known) return false
  if (transaction.currency !== 'eur') {
    await reportDiscrepancy(trx, now, {
      kind: 'foreign-currency',
      subject: transaction.id,
      amount: null,
      detail: { currency: transaction.currency },
    })
    return false
  }
  if (transaction.net === ZERO && transaction.amount === ZERO) return false
  const booking = await bookingOf(trx, transaction)
  const { entryId } = await post(trx, now, {
    kind: booking.kind,
    source: { type: 'balance_transaction', id: transaction.id },
    occurredAt: transaction.createdAt,
    postings: booking.postings,
  })
  if (booking.kind === 'unknown-movement')
    await reportDiscrepancy(trx, now, {
      kind: 'unknown-movement',
      subject: transaction.id,
      amount: transaction.net,
      detail: { category: transaction.reportingCategory, source: transaction.sourceId },
    })
  if (booking.kind === 'dispute-opened' || booking.kind === 'dispute-won')
    await lookAtDispute(trx, now, transaction)
  if (booking.kind === 'transfer-returned') await markReversed(trx, transaction)
  await trx
    .insertInto('balance_transaction')
    .values({
      id: transaction.id,
      type: transaction.type,
      reporting_category: transaction.reportingCategory,
      source_id: transaction.sourceId,
      payment_id: transaction.paymentIntentId,
      currency: transaction.currency,
      amount_cents: transaction.amount,
      fee_cents: transaction.fee,
      net_cents: transaction.net,
      created_at: instant(transaction.createdAt),
      available_on: instant(transaction.availableOn),
      entry_id: entryId,
      recorded_at: instant(now),
    })
    .execute()
  return true
}

/** What took or returned the money of a dispute is a reason to look at it: its own event may be lost. */
async function lookAtDispute(trx: WriteDb, now: Date, transaction: BalanceTransactionReading): Promise<void> {
  const { paymentIntentId: paymentId } = transaction
  if (paymentId)
    await promiseJob(trx, now, { kind: 'look-at-disputes', key: paymentId, payload: { paymentId } })
}

/** The whole transfer came back: what it paid is owed again, and goes into the next settlement. */
async function markReversed(trx: WriteDb, transaction: BalanceTransactionReading): Promise<void> {
  const settlement = await settlementOf(trx, transaction)
  if (!settlement || transaction.net < settlement.payout_cents) return
  await trx
    .updateTable('settlement')
    .set({ state: 'reversed', paid_out_at: null })
    .where('id', '=', settlement.id)
    .where('state', 'in', ['transferred', 'paid_out', 'payout_failed'])
    .execute()
}
