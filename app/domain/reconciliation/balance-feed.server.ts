import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { after, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import {
  balanceTransactionOfPayment,
  balanceTransactionOfRefund,
  debtTakenBack,
  disputeOpened,
  disputeWon,
  floatToppedUp,
  platformPayoutReturned,
  platformPayoutSent,
  refundFailed,
  reserveHeld,
  reserveReleased,
  stripeDebitedBank,
  stripeFee,
  stripeFeeReturned,
  topUpReversed,
  transferReturned,
  transferSent,
  unknownMovement,
} from '../ledger/posting-rules.ts'
import type { Posting } from '../ledger/posting-rules.ts'
import { cents, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { BalanceTransactionReading, PaymentGateway } from '../payments/gateway.ts'
import { reportDiscrepancy, syncPayment } from '../payments/payments.server.ts'
import { reportBalanceDifference } from './discrepancies.server.ts'

type FeedPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

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

interface Booking {
  kind: string
  postings: Posting[]
}

/** Which rule of money.md 3.3 books a transaction, by Stripe's reporting category. */
async function bookingOf(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { amount, fee, net } = transaction
  const out = (value: Cents) => cents(0 - value)
  switch (transaction.reportingCategory) {
    case 'charge':
      return { kind: 'payment-on-balance', postings: balanceTransactionOfPayment({ amount, fee }) }
    case 'refund':
      return { kind: 'refund-on-balance', postings: balanceTransactionOfRefund({ amount: out(amount), fee }) }
    case 'refund_failure':
      return { kind: 'refund-failed', postings: refundFailed({ amount }) }
    case 'fee':
      return net < ZERO
        ? { kind: 'stripe-fee', postings: stripeFee({ amount: out(net) }) }
        : { kind: 'stripe-fee-returned', postings: stripeFeeReturned({ amount: net }) }
    case 'dispute':
    case 'dispute_reversal':
      return bookingOfDispute(trx, transaction)
    case 'risk_reserved_funds':
    case 'payout_minimum_balance_hold':
    case 'payout_minimum_balance_release':
      return net < ZERO
        ? { kind: 'reserve-held', postings: reserveHeld({ amount: out(net) }) }
        : { kind: 'reserve-released', postings: reserveReleased({ amount: net }) }
    case 'topup':
      return { kind: 'float-topped-up', postings: floatToppedUp({ amount: net }) }
    case 'topup_reversal':
      return { kind: 'top-up-reversed', postings: topUpReversed({ amount: out(net) }) }
    case 'payout':
      // A payout of less than nothing: Stripe makes up a negative balance from our bank (O4).
      if (net > ZERO) return { kind: 'bank-debited-by-stripe', postings: stripeDebitedBank({ amount: net }) }
      return { kind: 'platform-payout', postings: platformPayoutSent({ amount: out(net) }) }
    case 'payout_reversal':
      return { kind: 'platform-payout-returned', postings: platformPayoutReturned({ amount: net }) }
    case 'transfer':
    case 'transfer_reversal':
      return bookingOfTransfer(trx, transaction)
    default:
      return unknown(net)
  }
}

const unknown = (net: Cents): Booking => ({ kind: 'unknown-movement', postings: unknownMovement({ net }) })

/** A dispute of a payment that is not ours is not known: it belongs to no pledge. */
async function bookingOfDispute(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { amount, fee, net, paymentIntentId } = transaction
  const pledge = paymentIntentId
    ? await trx
        .selectFrom('payment')
        .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
        .select(['pledge.id', 'campaign_id'])
        .where('payment.id', '=', paymentIntentId)
        .executeTakeFirst()
    : undefined
  if (!pledge) return unknown(net)
  const of = { pledgeId: pledge.id, campaignId: pledge.campaign_id, fee }
  return amount < ZERO
    ? { kind: 'dispute-opened', postings: disputeOpened({ ...of, amount: cents(0 - amount) }) }
    : { kind: 'dispute-won', postings: disputeWon({ ...of, amount }) }
}

/** What took or returned the money of a dispute is a reason to look at it: its own event may be lost. */
async function lookAtDispute(trx: WriteDb, now: Date, transaction: BalanceTransactionReading): Promise<void> {
  const { paymentIntentId: paymentId } = transaction
  if (paymentId)
    await promiseJob(trx, now, { kind: 'look-at-disputes', key: paymentId, payload: { paymentId } })
}

/** A transfer that is not of an approved settlement of ours is not known: nobody was owed it. */
async function bookingOfTransfer(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { net, isForDebt } = transaction
  const settlement = await settlementOf(trx, transaction)
  if (!settlement) return unknown(net)
  const campaignId = settlement.campaign_id
  if (net < ZERO)
    return { kind: 'transfer-sent', postings: transferSent({ campaignId, amount: cents(0 - net) }) }
  return isForDebt
    ? { kind: 'debt-taken-back', postings: debtTakenBack({ campaignId, amount: net }) }
    : { kind: 'transfer-returned', postings: transferReturned({ campaignId, amount: net }) }
}

/** By our name of it, or by the transfer's id: who takes one back at Stripe by hand names nothing of ours. */
async function settlementOf(
  trx: WriteDb,
  { settlementId, transferId }: BalanceTransactionReading,
): Promise<{ id: string; campaign_id: string; payout_cents: Cents } | undefined> {
  const approved = trx
    .selectFrom('settlement')
    .select(['id', 'campaign_id', 'payout_cents'])
    .where('approved_at', 'is not', null)
  if (settlementId) return approved.where('id', '=', settlementId).executeTakeFirst()
  return transferId ? approved.where('transfer_id', '=', transferId).executeTakeFirst() : undefined
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

/** How often a balance that moves while it is looked at is looked at again, before the next run tries. */
const LOOKS = 3

/**
 * Compares our `stripe_balance` with what Stripe says it holds for us, available and pending together. What lands at
 * Stripe after the feed and before the reading is no difference: one is reported only when the balance stood still
 * while everything that makes it up was fed once more.
 *
 * @returns Stripe's balance less ours; zero when the books are right; null when it kept moving, so that nothing can
 *   be said
 */
export async function proveBalance(ports: FeedPorts): Promise<Cents | null> {
  const { db, clock, gateway } = ports
  let theirs = await gateway.wholeBalance()
  if (theirs === (await balance(db.read, 'stripe_balance'))) return proven(ports, theirs, theirs)
  for (let look = 0; look < LOOKS; look += 1) {
    const before = theirs
    await feedBalance(ports)
    theirs = await gateway.wholeBalance()
    const ours = await balance(db.read, 'stripe_balance')
    const difference = subtract(theirs, ours)
    if (difference === ZERO) return proven(ports, ours, theirs)
    if (theirs !== before) continue
    await proven(ports, ours, theirs)
    await db.inTransaction(trx => reportBalanceDifference(trx, clock.now(), { difference, ours, theirs }))
    return difference
  }
  return null
}

/** Keeps what both said: the first comparison of each day, and each that found another difference than the one before. */
async function proven({ db, clock }: FeedPorts, ours: Cents, theirs: Cents): Promise<Cents> {
  const difference = subtract(theirs, ours)
  const at = instant(clock.now())
  await db.inTransaction(async trx => {
    const newest = await trx
      .selectFrom('balance_proof')
      .select(['at', 'ours_cents', 'theirs_cents'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isToday = newest?.at.slice(0, 10) === at.slice(0, 10)
    if (isToday && newest && newest.theirs_cents - newest.ours_cents === difference) return
    await trx
      .insertInto('balance_proof')
      .values({ id: randomIds.next(), at, ours_cents: ours, theirs_cents: theirs })
      .execute()
  })
  return difference
}
