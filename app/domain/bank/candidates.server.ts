import type { ReadDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { compactId, idOfCompact } from '../ids.ts'
import { cents, sum } from '../money.ts'
import type { Cents } from '../money.ts'
import { plusBankDays } from './bank-days.ts'
import type { StatementDetail } from './statement.ts'

/** What a line of the bank says, as far as it tells what it is about. */
export interface LineToMatch {
  amount: Cents
  bookingDate: string | null
  reference: string | null
  endToEndId: string | null
  batchId: string | null
  counterparty: string | null
  counterpartyIban: string | null
  remittance: string | null
  returnReason: string | null
  details: readonly StatementDetail[]
}

/** The rows of money.md 3.3 that a line of the bank can be matched by. */
type MatchRule = 'O2' | 'O4' | 'B2' | 'B3' | 'B4'

/** Something of ours that a line may be. */
export interface Candidate {
  rule: MatchRule
  subject: { type: 'platform_payout' | 'balance_transaction' | 'bank_file' | 'bank_payment'; id: string }
  amount: Cents
  /** The day on which the bank was to book it, or on which it was made. */
  day: string | null
  /** How it is called: our descriptor, Stripe's id, the payee. */
  name: string
  /** That the line itself says so: our descriptor, a trace id, an end-to-end id. Amount and day alone prove nothing. */
  isProven: boolean
}

/** What a line may be, proven ones first. A machine books only where exactly one is proven; else a person decides. */
export async function candidatesOf(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const found =
    line.amount > 0
      ? [...(await returnedPayments(db, line)), ...(await payoutsUnderWay(db, line))]
      : [...(await ourPayments(db, line)), ...(await movementsAtStripe(db, line))]
  return found.toSorted((a, b) => Number(b.isProven) - Number(a.isProven))
}

/** A batch of a single payment names both the file and the payment: it is one thing. */
async function ourPayments(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const files = await exportedFiles(db, line)
  return files.length > 0 ? files : exportedPayments(db, line)
}

/** O2: the same amount, booked within five bank days of Stripe's day; proof is our descriptor or Stripe's trace id. */
async function payoutsUnderWay(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const payouts = await db
    .selectFrom('platform_payout')
    .selectAll()
    .where('state', 'in', ['sent', 'paid'])
    .where('amount_cents', '=', line.amount)
    .orderBy('id')
    .execute()
  return payouts
    .filter(payout => isWithinWindow(line.bookingDate, payout.arrives_on))
    .map(payout => ({
      rule: 'O2',
      subject: { type: 'platform_payout', id: payout.id },
      amount: payout.amount_cents,
      day: payout.arrives_on,
      name: payout.descriptor,
      isProven: says(line, payout.descriptor) || says(line, payout.trace_id),
    }))
}

/** Money.md 3.1: from one bank day before the day that Stripe tells to five after it. */
function isWithinWindow(booked: string | null, expected: string | null): boolean {
  if (booked === null || expected === null) return false
  return booked >= plusBankDays(expected, -1) && booked <= plusBankDays(expected, 5)
}

/** B2, booked as one batch: the line names our file or its payments, and is of exactly what was exported of them. */
async function exportedFiles(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const payments = await paymentsInBatch(db, line)
  const [first] = payments
  if (!first || sum(payments.map(payment => payment.amount_cents)) !== -line.amount) return []
  const { n } = await db
    .selectFrom('bank_file')
    .select('n')
    .where('id', '=', first.file_id)
    .executeTakeFirstOrThrow()
  const subject = { type: 'bank_file', id: first.file_id } as const
  return [{ rule: 'B2', subject, amount: cents(-line.amount), day: null, name: `${n}`, isProven: true }]
}

/** The payments of one file that a line booked as a batch is of: those that it names, or all that are under way. */
export async function paymentsInBatch(
  db: ReadDb,
  line: Pick<LineToMatch, 'batchId' | 'details'>,
): Promise<Row<'bank_payment'>[]> {
  const named = line.details.map(({ endToEndId }) => idOfCompact(endToEndId ?? ''))
  const ids = named.filter(id => id !== null)
  const fileId = line.batchId === null ? null : idOfCompact(line.batchId)
  if (fileId === null && (ids.length < 2 || ids.length < named.length)) return []
  const payments = await db
    .selectFrom('bank_payment')
    .selectAll()
    .where('state', '=', 'exported')
    .$if(fileId !== null, query => query.where('file_id', '=', fileId ?? ''))
    .$if(ids.length > 0, query => query.where('id', 'in', ids))
    .orderBy('id')
    .execute()
  const isOfOneFile = payments.every(payment => payment.file_id === payments[0]?.file_id)
  return isOfOneFile && (ids.length === 0 || payments.length === ids.length) ? payments : []
}

/** B2, booked by itself: the line bears the payment's end-to-end id, or only its amount and the payee's account. */
async function exportedPayments(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const payments = await db
    .selectFrom('bank_payment')
    .selectAll()
    .where('state', '=', 'exported')
    .where('amount_cents', '=', cents(-line.amount))
    .orderBy('id')
    .execute()
  return payments
    .filter(payment => isNamed(line, payment) || payment.payee_iban === line.counterpartyIban)
    .map(payment => asPayment('B2', payment, isNamed(line, payment)))
}

/** B3: the bank gives a payment of ours back, with a reason. */
async function returnedPayments(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  if (line.returnReason === null) return []
  const payments = await db
    .selectFrom('bank_payment')
    .selectAll()
    .where('state', '=', 'paid')
    .where('amount_cents', '=', line.amount)
    .orderBy('id')
    .execute()
  return payments
    .filter(payment => isNamed(line, payment) || payment.payee_iban === line.counterpartyIban)
    .map(payment => asPayment('B3', payment, isNamed(line, payment)))
}

function asPayment(rule: 'B2' | 'B3', payment: Row<'bank_payment'>, isProven: boolean): Candidate {
  const { id, amount_cents: amount, payee_name: name, finished_at: finished } = payment
  return {
    rule,
    subject: { type: 'bank_payment', id },
    amount,
    day: finished?.slice(0, 10) ?? null,
    name,
    isProven,
  }
}

function isNamed({ endToEndId }: LineToMatch, { id }: { id: string }): boolean {
  return endToEndId?.toLowerCase() === compactId(id)
}

/**
 * B4 and O4: Stripe took money from our bank, to top up our balance or to make up a negative one. Which one says its
 * own id, where the bank passes that on.
 */
async function movementsAtStripe(db: ReadDb, line: LineToMatch): Promise<Candidate[]> {
  const movements = await db
    .selectFrom('balance_transaction')
    .select(['id', 'type', 'source_id', 'net_cents', 'created_at'])
    .where('net_cents', '=', cents(-line.amount))
    .where('type', 'in', ['topup', 'payout'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bank_line')
            .select('bank_line.id')
            .where('subject_type', '=', 'balance_transaction')
            .whereRef('subject_id', '=', 'balance_transaction.id'),
        ),
      ),
    )
    .orderBy('id')
    .execute()
  return movements
    .filter(({ created_at: at }) => isWithinWindow(line.bookingDate, at.slice(0, 10)))
    .map(({ id, type, source_id: source, net_cents: amount, created_at: at }) => ({
      rule: type === 'topup' ? 'B4' : 'O4',
      subject: { type: 'balance_transaction', id },
      amount,
      day: at.slice(0, 10),
      name: source ?? id,
      isProven: says(line, source),
    }))
}

/** Whether the line bears this mark, in the text or in a reference. Banks set blanks in and change the case. */
function says(line: LineToMatch, mark: string | null): boolean {
  if (mark === null || mark.length < 6) return false
  const bare = (text: string | null) => (text ?? '').replaceAll(/[^a-z0-9]/gi, '').toLowerCase()
  const texts = [line.remittance, line.reference, line.endToEndId]
  const references = line.details.flatMap(detail => [
    detail.remittance,
    detail.endToEndId,
    ...detail.references,
  ])
  return [...texts, ...references].some(text => bare(text).includes(bare(mark)))
}
