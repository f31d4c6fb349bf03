import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { RefundState } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { post } from '../ledger/ledger.server.ts'
import { refundPaidByBank } from '../ledger/posting-rules.ts'
import type { Cents } from '../money.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import { hasRoleNow, recordAudit } from '../users/users.server.ts'
import { endIfOvertaken, promiseAccountLetter } from './refund-failures.server.ts'
import { recordPaidBack } from './refunds.server.ts'

/**
 * Refunds that Stripe could not give and that our own bank pays (money.md 3.3, R4): the backer, or a treasurer who
 * spoke with them, says to which account; the bank's file carries them; the bank's statement ends them.
 */

/** A refund on its way by bank. */
interface RefundByBank {
  refundId: string
  pledgeId: string
  campaignId: string
  campaignTitle: string
  amount: Cents
  state: RefundState
  decidedAt: Instant
  /** Who is paid and where; null while the backer has not said. */
  payee: { name: string; iban: string } | null
}

/** Every refund that goes by bank and is not done, oldest decision first. */
export async function refundsByBank(db: ReadDb): Promise<RefundByBank[]> {
  const found = await rows(db)
    .where('refund.state', 'in', ['by_bank', 'in_bank_file'])
    .orderBy('decided_at')
    .orderBy('refund.id')
    .execute()
  return found.map(toRefundByBank)
}

/** Those that a file for the bank can carry now: with an account, and in no file. */
export async function refundsToPayByBank(
  db: ReadDb,
): Promise<(RefundByBank & { payee: { name: string; iban: string } })[]> {
  const all = await refundsByBank(db)
  return all.flatMap(refund =>
    refund.state === 'by_bank' && refund.payee ? [{ ...refund, payee: refund.payee }] : [],
  )
}

/** The refund of this pledge for which an account is asked, or can still be changed; null when there is none. */
export async function refundThatNeedsAccount(db: ReadDb, pledgeId: string): Promise<RefundByBank | null> {
  const row = await rows(db)
    .where('refund.pledge_id', '=', pledgeId)
    .where('refund.state', '=', 'by_bank')
    .orderBy('refund.id')
    .executeTakeFirst()
  return row ? toRefundByBank(row) : null
}

/** The refund by bank with this id, at whatever point it is; null when it does not go by bank. */
export async function findRefundByBank(db: ReadDb, refundId: string): Promise<RefundByBank | null> {
  if (!isId(refundId)) return null
  const row = await rows(db)
    .where('refund.id', '=', refundId)
    .where('refund.state', 'in', ['by_bank', 'in_bank_file', 'paid_by_bank'])
    .executeTakeFirst()
  return row ? toRefundByBank(row) : null
}

function rows(db: ReadDb) {
  return db
    .selectFrom('refund')
    .innerJoin('pledge', 'pledge.id', 'refund.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['refund.id', 'refund.pledge_id', 'pledge.campaign_id', 'campaign.title'])
    .select(['refund.amount_cents', 'refund.state', 'decided_at', 'payee_name', 'payee_iban'])
}

function toRefundByBank(
  row: Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>,
): RefundByBank {
  const { payee_name: name, payee_iban: iban } = row
  return {
    refundId: row.id,
    pledgeId: row.pledge_id,
    campaignId: row.campaign_id,
    campaignTitle: row.title,
    amount: row.amount_cents,
    state: row.state,
    decidedAt: row.decided_at,
    payee: name !== null && iban !== null ? { name, iban } : null,
  }
}

export type AccountGiven =
  { ok: true } | { ok: false; reason: 'no-such-refund' | 'reason-missing' | 'no-role' | AccountProblem }

/** What is wrong with an account itself, as it was typed. */
export type AccountProblem =
  'name-missing' | 'name-unwritable' | 'iban-invalid' | 'iban-outside-sepa' | 'iban-ours'

/** Our own accounts, and what the bank's form cannot carry of a payee: handed in, since a bank's form is not known here. */
export interface BankRules {
  ours: readonly string[]
  problemsWith: (payee: { name: string; iban: string }) => readonly string[]
}

/**
 * Keeps to which account a refund must go. It can be changed until a file for the bank carries it. What that file could
 * not carry is refused here, where who typed it can still mend it.
 *
 * @param account.givenBy the treasurer who was told it, and how they know; null when the backer typed it
 */
export async function giveRefundAccount(
  trx: WriteDb,
  now: Date,
  account: {
    refundId: string
    name: string
    iban: string
    givenBy: { userId: string; reason: string } | null
  },
  bank: BankRules,
): Promise<AccountGiven> {
  const name = account.name.trim()
  const iban = electronicFormatIBAN(account.iban)
  const { givenBy } = account
  const reason = givenBy?.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (givenBy && !(await hasRoleNow(trx, givenBy.userId, 'treasurer')))
    return { ok: false, reason: 'no-role' }
  if (iban === null || !isValidIBAN(iban))
    return { ok: false, reason: name === '' ? 'name-missing' : 'iban-invalid' }
  const problem = problemWith({ name, iban }, bank)
  if (problem) return { ok: false, reason: problem }
  const { numUpdatedRows } = await trx
    .updateTable('refund')
    .set({ payee_name: name, payee_iban: iban })
    .where('id', '=', account.refundId)
    .where('state', '=', 'by_bank')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return { ok: false, reason: 'no-such-refund' }
  await recordAudit(trx, now, {
    actorId: givenBy?.userId ?? null,
    action: 'refund.account-given',
    subject: { type: 'refund', id: account.refundId },
    detail: reason === undefined ? {} : { reason },
  })
  if (givenBy) await tellNoted(trx, now, account.refundId, { name, ibanEnd: iban.slice(-4) })
  return { ok: true }
}

function problemWith(payee: { name: string; iban: string }, bank: BankRules): AccountProblem | null {
  if (payee.name === '') return 'name-missing'
  const problems = bank.problemsWith(payee)
  if (problems.includes('bad-name')) return 'name-unwritable'
  if (problems.includes('iban-outside-sepa')) return 'iban-outside-sepa'
  if (problems.length > 0) return 'iban-invalid'
  return bank.ours.includes(payee.iban) ? 'iban-ours' : null
}

/** What somebody else noted for a backer, the backer can see and mend while there is time. */
async function tellNoted(
  trx: WriteDb,
  now: Date,
  refundId: string,
  payee: { name: string; ibanEnd: string },
): Promise<void> {
  const { pledge_id, amount_cents } = await trx
    .selectFrom('refund')
    .select(['pledge_id', 'amount_cents'])
    .where('id', '=', refundId)
    .executeTakeFirstOrThrow()
  const pledge = await requirePledge(trx, pledge_id)
  await promiseLetter(trx, now, {
    name: 'refund-account-noted',
    dedupKey: `${refundId}:${instant(now)}`,
    to: pledge.email,
    language: pledge.language,
    props: {
      ...pledgeFacts(pledge),
      ...{ refundedCents: amount_cents, payeeName: payee.name, ibanEnd: payee.ibanEnd },
    },
  })
}

/**
 * A file for the bank was exported with this refund in it (R4). Called in the transaction that exports the file.
 *
 * @param payment.bankPaymentId the payment in the file: the entry is named after it, so that a refund whose payment
 *   came back can be exported again
 * @returns false when it is not to be paid by bank (any more)
 */
export async function refundExported(
  trx: WriteDb,
  now: Date,
  payment: { refundId: string; bankPaymentId: string },
): Promise<boolean> {
  const refund = await findRefundByBank(trx, payment.refundId)
  if (refund?.state !== 'by_bank' || !refund.payee) return false
  await setState(trx, payment.refundId, 'by_bank', { state: 'in_bank_file' })
  const { pledgeId, campaignId, amount } = refund
  await post(trx, now, {
    kind: 'refund-paid-by-bank',
    source: { type: 'bank_payment', id: payment.bankPaymentId },
    occurredAt: now,
    postings: refundPaidByBank({ pledgeId, campaignId, amount }),
  })
  return true
}

/** The bank's statement shows that the refund was paid: it is done, and its backer gets the letter. */
export async function refundPaid(trx: WriteDb, now: Date, refundId: string): Promise<boolean> {
  const isMoved = await setState(trx, refundId, 'in_bank_file', {
    state: 'paid_by_bank',
    finished_at: instant(now),
  })
  if (!isMoved) return false
  const refund = await trx
    .selectFrom('refund')
    .selectAll()
    .where('id', '=', refundId)
    .executeTakeFirstOrThrow()
  await recordPaidBack(trx, now, refund)
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: instant(now), resolution: 'paid by bank' })
    .where('kind', '=', 'refund-failed')
    .where('subject', '=', refundId)
    .where('resolved_at', 'is', null)
    .execute()
  return true
}

/**
 * The bank sent the payment of a refund back: the account was wrong. The refund is owed again (the line's own rule, B3,
 * books that), and its backer is asked for another account; unless their own bank has given it back meanwhile.
 */
export async function refundCameBack(
  trx: WriteDb,
  now: Date,
  payment: { refundId: string; bankPaymentId: string },
): Promise<boolean> {
  const again = { state: 'by_bank', payee_name: null, payee_iban: null, finished_at: null } as const
  const isMoved =
    (await setState(trx, payment.refundId, 'in_bank_file', again)) ||
    (await setState(trx, payment.refundId, 'paid_by_bank', again))
  if (!isMoved) return false
  const refund = await trx
    .selectFrom('refund')
    .select(['id', 'payment_id', 'pledge_id', 'amount_cents'])
    .where('id', '=', payment.refundId)
    .executeTakeFirstOrThrow()
  if (await endIfOvertaken(trx, now, refund)) return true
  await promiseAccountLetter(trx, now, refund, `${payment.refundId}:${payment.bankPaymentId}`)
  return true
}

async function setState(
  trx: WriteDb,
  refundId: string,
  from: RefundState,
  to: {
    state: RefundState
    finished_at?: string | null
    payee_name?: string | null
    payee_iban?: string | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('refund')
    .set(to)
    .where('id', '=', refundId)
    .where('state', '=', from)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
