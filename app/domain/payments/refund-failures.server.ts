import { sql } from 'kysely'
import type { WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import { post } from '../ledger/ledger.server.ts'
import { lossRecovered } from '../ledger/posting-rules.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import { reportDiscrepancy } from './discrepancy.server.ts'

/**
 * A refund that failed (money.md 1.4, row 15; 3.3, R3): its bank sent the money back, or Stripe could not send it. It
 * is tried again, each time later; after the last attempt it goes by our own bank, once the backer has said to which
 * account.
 */

/** How long after an attempt failed the next one is made. */
const RETRY_AFTER_DAYS = [1, 3]

/** Records that the newest attempt of a refund, whose state is `failed` now, has failed. */
export async function recordFailedRefund(
  trx: WriteDb,
  now: Date,
  { refundId, failure }: { refundId: string; failure: string },
): Promise<void> {
  const refund = await trx
    .selectFrom('refund')
    .selectAll()
    .where('id', '=', refundId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('refund_attempt')
    .values({
      refund_id: refundId,
      n: refund.attempt_n,
      stripe_refund_id: refund.stripe_refund_id,
      failure,
      failed_at: instant(now),
    })
    .execute()
  if (await endIfOvertaken(trx, now, refund)) return
  // Stripe has given it back already, and not by this refund: to try again, or to pay by bank, would pay twice.
  if (failure === 'charge_already_refunded') return reportFailed(trx, now, refund, failure)
  if (failure === 'charge_disputed')
    await promiseJob(trx, now, {
      kind: 'look-at-disputes',
      key: refund.payment_id,
      payload: { paymentId: refund.payment_id },
    })
  const days = await daysToNextAttempt(trx, refund, failure)
  if (days === undefined) return askForAccount(trx, now, refund, failure)
  await promiseJob(trx, now, {
    kind: 'retry-refund',
    key: `${refundId}:${refund.attempt_n + 1}`,
    payload: { refundId, attempt: refund.attempt_n + 1 },
    runAt: after(now, days * DAY_MS),
  })
}

/**
 * While a dispute of the payment goes on, Stripe refuses to refund it: then it is tried again every day, at last. Once
 * one was lost Stripe never will, so that what is still owed goes by bank.
 *
 * @returns undefined when it is not tried again
 */
async function daysToNextAttempt(
  trx: WriteDb,
  refund: Row<'refund'>,
  failure: string,
): Promise<number | undefined> {
  const days = RETRY_AFTER_DAYS[refund.attempt_n - 1]
  if (failure !== 'charge_disputed') return days
  const disputes = await trx
    .selectFrom('dispute')
    .select('state')
    .where('payment_id', '=', refund.payment_id)
    .where('state', 'in', ['open', 'lost'])
    .execute()
  const isLost = disputes.length > 0 && disputes.every(({ state }) => state === 'lost')
  return isLost ? undefined : (days ?? 1)
}

/**
 * A refund whose money came back after a dispute of the same payment was lost is not owed any more, when the dispute was
 * booked as the platform's loss because that refund counted as paid: the backer's bank has paid already. So the loss is
 * none. A dispute of a part, or one that took what was left of the pledge, leaves the refund owed.
 *
 * @returns whether it has ended
 */
export async function endIfOvertaken(
  trx: WriteDb,
  now: Date,
  refund: Pick<Row<'refund'>, 'id' | 'payment_id' | 'pledge_id' | 'amount_cents'>,
): Promise<boolean> {
  if ((await lossOf(trx, refund.payment_id)) < refund.amount_cents) return false
  await trx
    .updateTable('refund')
    .set({ state: 'overtaken', finished_at: instant(now) })
    .where('id', '=', refund.id)
    .execute()
  const { campaign_id: campaignId } = await requirePledge(trx, refund.pledge_id)
  await post(trx, now, {
    kind: 'loss-recovered',
    source: { type: 'refund', id: refund.id },
    occurredAt: now,
    postings: lossRecovered({ pledgeId: refund.pledge_id, campaignId, amount: refund.amount_cents }),
  })
  return true
}

/** What lost disputes of a payment cost the platform, less what came back of it. */
async function lossOf(trx: WriteDb, paymentId: string): Promise<number> {
  const ofLoss = () =>
    trx
      .selectFrom('journal_entry')
      .innerJoin('posting', 'posting.entry_id', 'journal_entry.id')
      .select(sql<number>`coalesce(sum(posting.amount_cents), 0)`.as('cents'))
  const { cents: lost } = await ofLoss()
    .innerJoin('dispute', 'dispute.id', 'journal_entry.source_id')
    .where('journal_entry.kind', '=', 'dispute-lost')
    .where('debit_account', '=', 'bad_debt')
    .where('dispute.payment_id', '=', paymentId)
    .executeTakeFirstOrThrow()
  const { cents: recovered } = await ofLoss()
    .innerJoin('refund', 'refund.id', 'journal_entry.source_id')
    .where('journal_entry.kind', '=', 'loss-recovered')
    .where('credit_account', '=', 'bad_debt')
    .where('refund.payment_id', '=', paymentId)
    .executeTakeFirstOrThrow()
  return Number(lost) - Number(recovered)
}

/** Begins the next attempt of a refund that failed: it is decided as before, waits for cover as before, and is sent under a key of its own. */
export async function retryRefund(
  trx: WriteDb,
  now: Date,
  { refundId, attempt }: { refundId: string; attempt: number },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('refund')
    .set({ state: 'decided', attempt_n: attempt, stripe_refund_id: null, failure: null, finished_at: null })
    .set({ covered_at: null })
    .where('id', '=', refundId)
    .where('state', '=', 'failed')
    .where('attempt_n', '=', attempt - 1)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await promiseJob(trx, now, { kind: 'send-refund', key: refundId, payload: { refundId } })
  return true
}

/** Stripe cannot give this back: the backer is asked for an account, and the treasurer sees that it must go by bank. */
async function askForAccount(trx: WriteDb, now: Date, refund: Row<'refund'>, failure: string): Promise<void> {
  await trx
    .updateTable('refund')
    .set({ state: 'by_bank', finished_at: null })
    .where('id', '=', refund.id)
    .where('state', '=', 'failed')
    .execute()
  await promiseAccountLetter(trx, now, refund, `${refund.id}:${refund.attempt_n}`)
  await reportFailed(trx, now, refund, failure)
}

async function reportFailed(trx: WriteDb, now: Date, refund: Row<'refund'>, failure: string): Promise<void> {
  await reportDiscrepancy(trx, now, {
    kind: 'refund-failed',
    subject: refund.id,
    amount: refund.amount_cents,
    detail: { pledgeId: refund.pledge_id, failure },
  })
}

/** @param dedupKey one letter is sent for each time that the account is asked for */
export async function promiseAccountLetter(
  trx: WriteDb,
  now: Date,
  refund: Pick<Row<'refund'>, 'pledge_id' | 'amount_cents'>,
  dedupKey: string,
): Promise<void> {
  const pledge = await requirePledge(trx, refund.pledge_id)
  await promiseLetter(trx, now, {
    name: 'refund-needs-account',
    dedupKey,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), refundedCents: refund.amount_cents },
  })
}
