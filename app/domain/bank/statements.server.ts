import { createHash } from 'node:crypto'
import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { bankAccount } from '../ledger/account.ts'
import { MonthIsClosed, post } from '../ledger/ledger.server.ts'
import { bankOpened } from '../ledger/posting-rules.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { recordAudit } from '../users/users.server.ts'
import { bookLine } from './book-line.server.ts'
import type { BookedLine } from './book-line.server.ts'
import { judgeStatement, lastDayOf } from './statement.ts'
import type { KnownAccount, NewLine, ReadStatement, StatementRefusal, StatementVerdict } from './statement.ts'

/** What became of one statement of a file. */
export interface StatementResult {
  named: string | null
  account: string | null
  outcome:
    | { kind: 'booked'; statementId: string; closing: Cents; known: number; lines: LineResult[] }
    | { kind: 'known' }
    | { kind: 'refused'; refusal: StatementRefusal }
}

interface LineResult {
  bookingDate: string | null
  amount: Cents
  counterparty: string | null
  remittance: string | null
  rule: BookedLine['rule']
}

interface FileInHand {
  name: string
  bytes: Uint8Array
  statements: readonly ReadStatement[]
}

/**
 * Books the statements of a file, each in one transaction with its lines and their entries, or not at all. They need
 * not stand in order: whatever follows on what was booked is booked first. Afterwards the bank in the books is the
 * closing balance of the statement.
 *
 * @param file as it was read; its bytes name it
 * @param ours the IBANs of the platform's own accounts
 * @param bookedBy null when a command books
 */
export async function bookStatements(
  { db, clock }: { db: Db; clock: Clock },
  file: FileInHand,
  { ours, bookedBy }: { ours: readonly string[]; bookedBy: string | null },
): Promise<StatementResult[]> {
  const fileHash = createHash('sha256').update(file.bytes).digest('hex')
  const results = new Map<ReadStatement, StatementResult>()
  for (let isMoving = true; isMoving;) {
    isMoving = false
    for (const statement of file.statements) {
      if (results.get(statement)?.outcome.kind === 'booked') continue
      const context = { ours, bookedBy, fileHash, fileName: file.name }
      const outcome = await db
        .inTransaction(trx => bookStatement(trx, clock.now(), statement, context))
        .catch(refusedByClosedMonth)
      results.set(statement, { named: statement.id, account: statement.account, outcome })
      if (outcome.kind === 'booked') isMoving = true
    }
  }
  return file.statements.map(statement => results.get(statement)).filter(result => result !== undefined)
}

/**
 * A line of a closed month that comes late is booked in the open month, with its own day: that is no refusal. Only a
 * clock that was set back books in a closed month, and then nothing of the statement is booked.
 */
function refusedByClosedMonth(error: unknown): StatementResult['outcome'] {
  if (!(error instanceof MonthIsClosed)) throw error
  return { kind: 'refused', refusal: { reason: 'month-closed', month: error.month } }
}

interface BookingContext {
  ours: readonly string[]
  bookedBy: string | null
  fileHash: string
  fileName: string
}

async function bookStatement(
  trx: WriteDb,
  now: Date,
  statement: ReadStatement,
  context: BookingContext,
): Promise<StatementResult['outcome']> {
  const iban = statement.iban ?? ''
  if (statement.entries.length === 0 && (await wasKept(trx, iban, statement, context.fileHash)))
    return { kind: 'known' }
  const today = dayInCity(now)
  const known = await knownAccount(trx, iban, statement, today)
  const verdict = judgeStatement(statement, { ours: context.ours, today }, known)
  if (!verdict.book) return verdict.known ? { kind: 'known' } : { kind: 'refused', refusal: verdict.refusal }
  const statementId = await keepStatement(trx, now, statement, verdict, context)
  const lines: LineResult[] = []
  for (const [index, fresh] of verdict.fresh.entries())
    lines.push(await keepLine(trx, now, { statementId, iban, n: index + 1 }, fresh))
  await recordAudit(trx, now, {
    actorId: context.bookedBy,
    action: 'bank-statement.booked',
    subject: { type: 'bank_statement', id: statementId },
    detail: { lines: lines.length, closingCents: verdict.closing },
  })
  return { kind: 'booked', statementId, closing: verdict.closing, known: verdict.known.length, lines }
}

/** What was booked of the account, as far as this statement asks. */
async function knownAccount(
  db: ReadDb,
  iban: string,
  statement: ReadStatement,
  today: string,
): Promise<KnownAccount> {
  const last = await db
    .selectFrom('bank_statement')
    .select('closing_cents')
    .where('iban', '=', iban)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { lastDay } = await db
    .selectFrom('bank_line')
    .select(eb => eb.fn.max('booking_date').as('lastDay'))
    .where('iban', '=', iban)
    .where('booking_date', '<=', today)
    .executeTakeFirstOrThrow()
  const likenesses = new Map<string, number>()
  const keys = new Map<string, { amount: Cents; bookingDate: string | null }>()
  for (let start = 0; start < statement.entries.length; start += ASKED_AT_ONCE) {
    const asked = statement.entries.slice(start, start + ASKED_AT_ONCE)
    const alike = await db
      .selectFrom('bank_line')
      .select(['likeness', eb => eb.fn.countAll<number>().as('count')])
      .where('iban', '=', iban)
      .where('likeness', 'in', [...new Set(asked.map(line => line.likeness))])
      .groupBy('likeness')
      .execute()
    for (const { likeness, count } of alike) likenesses.set(likeness, Number(count))
    const named = await db
      .selectFrom('bank_line')
      .select(['key', 'amount_cents', 'booking_date'])
      .where('iban', '=', iban)
      .where('key', 'in', [...new Set(asked.map(line => line.key))])
      .execute()
    for (const { key, amount_cents: amount, booking_date: bookingDate } of named)
      keys.set(key, { amount, bookingDate })
  }
  return { closing: last?.closing_cents ?? null, lastDay, likenesses, keys }
}

const ASKED_AT_ONCE = 500

/** A statement without a line has nothing to be known by but its name and balances, or the file that it came in. */
async function wasKept(
  db: ReadDb,
  iban: string,
  { id, openingCents, closingCents }: ReadStatement,
  fileHash: string,
): Promise<boolean> {
  if (openingCents === null || closingCents === null) return false
  const kept = await db
    .selectFrom('bank_statement')
    .select(['file_hash', 'named'])
    .where('iban', '=', iban)
    .where('named', id === null ? 'is' : '=', id)
    .where('opening_cents', '=', openingCents)
    .where('closing_cents', '=', closingCents)
    .execute()
  return kept.some(({ file_hash: hash, named }) => hash === fileHash || named !== null)
}

async function keepStatement(
  trx: WriteDb,
  now: Date,
  statement: ReadStatement,
  verdict: Extract<StatementVerdict, { book: true }>,
  context: BookingContext,
): Promise<string> {
  const id = randomIds.next()
  const iban = statement.iban ?? ''
  const { last } = await trx
    .selectFrom('bank_statement')
    .select(eb => eb.fn.max('n').as('last'))
    .where('iban', '=', iban)
    .executeTakeFirstOrThrow()
  const n = Number(last ?? 0) + 1
  await trx
    .insertInto('bank_statement')
    .values({
      id,
      iban,
      n,
      named: statement.id,
      version: statement.version,
      opening_cents: verdict.opening,
      closing_cents: verdict.closing,
      lines: verdict.fresh.length,
      lines_known: verdict.known.length,
      last_day: lastDayOf(statement),
      file_name: context.fileName,
      file_hash: context.fileHash,
      booked_by: context.bookedBy,
      booked_at: instant(now),
    })
    .execute()
  if (n === 1 && verdict.opening !== ZERO)
    await post(trx, now, {
      kind: 'bank-opened',
      source: { type: 'bank_statement', id },
      occurredAt: now,
      postings: bankOpened({ bank: bankAccount(iban), net: verdict.opening }),
    })
  return id
}

async function keepLine(
  trx: WriteDb,
  now: Date,
  place: { statementId: string; iban: string; n: number },
  { line, occurrence }: NewLine,
): Promise<LineResult> {
  const id = randomIds.next()
  const { statementId, iban, n } = place
  const { bookingDate, valueDate, counterparty, remittance } = line
  const day = bookingDate ?? valueDate
  const occurredAt = day === null ? now : new Date(`${day}T00:00:00.000Z`)
  const amount = cents(line.amountCents)
  const booked = await bookLine(trx, now, { ...line, amount, id, iban, occurredAt })
  await trx
    .insertInto('bank_line')
    .values({
      id,
      statement_id: statementId,
      n,
      iban,
      key: line.key,
      likeness: line.likeness,
      occurrence,
      amount_cents: amount,
      booking_date: bookingDate,
      value_date: valueDate,
      reference: line.reference,
      end_to_end_id: line.endToEndId,
      batch_id: line.batchId,
      counterparty,
      counterparty_iban: line.counterpartyIban,
      remittance,
      return_reason: line.returnReason,
      details: JSON.stringify(line.details),
      state: booked.rule === 'X1' ? 'suspense' : 'booked',
      rule: booked.rule,
      subject_type: booked.subject?.type ?? null,
      subject_id: booked.subject?.id ?? null,
      entry_id: booked.entryId,
      cleared_entry_id: null,
      cleared_by: null,
      cleared_at: null,
      clear_reason: null,
    })
    .execute()
  return { bookingDate, amount, counterparty, remittance, rule: booked.rule }
}
