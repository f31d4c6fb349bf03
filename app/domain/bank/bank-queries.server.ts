import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { BankLineState, Row } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import type { LineToMatch } from './candidates.server.ts'
import type { StatementDetail } from './statement.ts'

export { candidatesOf } from './candidates.server.ts'
export type { Candidate } from './candidates.server.ts'

/** What the desk asks about the bank. */

export interface BookedStatement {
  id: string
  iban: string
  n: number
  named: string | null
  opening: Cents
  closing: Cents
  lines: number
  known: number
  lastDay: string | null
  fileName: string
  bookedAt: Instant
  /** Null: a command. */
  bookedBy: string | null
  inSuspense: number
}

export interface BankLine {
  id: string
  statementId: string
  iban: string
  amount: Cents
  bookingDate: string | null
  counterparty: string | null
  counterpartyIban: string | null
  remittance: string | null
  returnReason: string | null
  state: BankLineState
  rule: string
  entryId: string | null
  clearedEntryId: string | null
  clearedBy: string | null
  clearedAt: Instant | null
  clearReason: string | null
}

function statements(db: ReadDb) {
  return db
    .selectFrom('bank_statement')
    .leftJoin('user', 'user.id', 'bank_statement.booked_by')
    .selectAll('bank_statement')
    .select(sql<string | null>`coalesce(name, email)`.as('booker'))
    .select(eb =>
      eb
        .selectFrom('bank_line')
        .select(eb.fn.countAll<number>().as('waiting'))
        .whereRef('statement_id', '=', 'bank_statement.id')
        .where('state', '=', 'suspense')
        .as('waiting'),
    )
}

type StatementRow = Awaited<ReturnType<ReturnType<typeof statements>['execute']>>[number]

function toStatement(row: StatementRow): BookedStatement {
  return {
    id: row.id,
    iban: row.iban,
    n: row.n,
    named: row.named,
    opening: row.opening_cents,
    closing: row.closing_cents,
    lines: row.lines,
    known: row.lines_known,
    lastDay: row.last_day,
    fileName: row.file_name,
    bookedAt: row.booked_at,
    bookedBy: row.booker,
    inSuspense: Number(row.waiting ?? 0),
  }
}

/** One page of booked statements, newest first. `older` asks for the next page. */
export async function statementsPage(
  db: ReadDb,
  wanted: { before?: string | null; limit: number },
): Promise<{ statements: BookedStatement[]; older: string | null }> {
  let query = statements(db)
    .orderBy('bank_statement.id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.before && isId(wanted.before)) query = query.where('bank_statement.id', '<', wanted.before)
  const rows = await query.execute()
  const shown = rows.slice(0, wanted.limit)
  return {
    statements: shown.map(toStatement),
    older: rows.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

export async function findStatement(db: ReadDb, id: string): Promise<BookedStatement | null> {
  if (!isId(id)) return null
  const row = await statements(db).where('bank_statement.id', '=', id).executeTakeFirst()
  return row ? toStatement(row) : null
}

/** What each of our accounts held at the statement that was booked last, and the last day that it tells of. */
export async function bankStandings(
  db: ReadDb,
): Promise<{ iban: string; closing: Cents; lastDay: string | null }[]> {
  const last = await db
    .selectFrom('bank_statement')
    .select(['iban', eb => eb.fn.max('n').as('n')])
    .groupBy('iban')
    .orderBy('iban')
    .execute()
  const standings = []
  for (const { iban, n } of last) {
    const row = await db
      .selectFrom('bank_statement')
      .select(['closing_cents', 'last_day'])
      .where('iban', '=', iban)
      .where('n', '=', Number(n))
      .executeTakeFirstOrThrow()
    standings.push({ iban, closing: row.closing_cents, lastDay: row.last_day })
  }
  return standings
}

function lines(db: ReadDb) {
  return db
    .selectFrom('bank_line')
    .leftJoin('user', 'user.id', 'bank_line.cleared_by')
    .selectAll('bank_line')
    .select(sql<string | null>`coalesce(name, email)`.as('clearer'))
}

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function toLine(row: LineRow): BankLine {
  return {
    id: row.id,
    statementId: row.statement_id,
    iban: row.iban,
    amount: row.amount_cents,
    bookingDate: row.booking_date,
    counterparty: row.counterparty,
    counterpartyIban: row.counterparty_iban,
    remittance: row.remittance,
    returnReason: row.return_reason,
    state: row.state,
    rule: row.rule,
    entryId: row.entry_id,
    clearedEntryId: row.cleared_entry_id,
    clearedBy: row.clearer,
    clearedAt: row.cleared_at,
    clearReason: row.clear_reason,
  }
}

const LINES_SHOWN = 200

/** The lines of a statement in the bank's order, from the nth on; at most two hundred. */
export async function linesOfStatement(
  db: ReadDb,
  statementId: string,
  from: number,
): Promise<{ lines: BankLine[]; next: number | null }> {
  const rows = await lines(db)
    .where('statement_id', '=', statementId)
    .where('n', '>=', from)
    .orderBy('n')
    .limit(LINES_SHOWN + 1)
    .execute()
  return {
    lines: rows.slice(0, LINES_SHOWN).map(toLine),
    next: rows[LINES_SHOWN]?.n ?? null,
  }
}

/** The lines that wait for a person, oldest first; at most two hundred. */
export async function linesInSuspense(db: ReadDb): Promise<BankLine[]> {
  const rows = await lines(db)
    .where('state', '=', 'suspense')
    .orderBy('bank_line.id')
    .limit(LINES_SHOWN)
    .execute()
  return rows.map(toLine)
}

export async function findLine(
  db: ReadDb,
  id: string,
): Promise<{ line: BankLine; toMatch: LineToMatch } | null> {
  if (!isId(id)) return null
  const row = await lines(db).where('bank_line.id', '=', id).executeTakeFirst()
  return row ? { line: toLine(row), toMatch: lineToMatch(row) } : null
}

/** A kept line as matching looks at it. */
export function lineToMatch(row: Row<'bank_line'>): LineToMatch {
  return {
    amount: row.amount_cents,
    bookingDate: row.booking_date,
    reference: row.reference,
    endToEndId: row.end_to_end_id,
    batchId: row.batch_id,
    counterparty: row.counterparty,
    counterpartyIban: row.counterparty_iban,
    remittance: row.remittance,
    returnReason: row.return_reason,
    details: JSON.parse(row.details) as StatementDetail[],
  }
}

/** The campaigns whose initiator owes us something, most first. */
export async function debts(db: ReadDb): Promise<{ campaignId: string; title: string; owed: Cents }[]> {
  const rows = await db
    .selectFrom('posting')
    .innerJoin('campaign', 'campaign.id', 'posting.campaign_id')
    .select(['campaign.id', 'campaign.title'])
    .select(
      sql<number>`sum((case when debit_account like 'initiator_receivable:%' then amount_cents else 0 end)
        - (case when credit_account like 'initiator_receivable:%' then amount_cents else 0 end))`.as('owed'),
    )
    .where(({ or, eb }) =>
      or([
        eb('debit_account', 'like', 'initiator_receivable:%'),
        eb('credit_account', 'like', 'initiator_receivable:%'),
      ]),
    )
    .groupBy(['campaign.id', 'campaign.title'])
    .orderBy('campaign.id')
    .execute()
  return rows
    .filter(row => Number(row.owed) > 0)
    .map(row => ({ campaignId: row.id, title: row.title, owed: cents(Number(row.owed)) }))
}
