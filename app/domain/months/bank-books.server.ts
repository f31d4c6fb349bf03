import type { ReadDb } from '#db/database.server.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import type { BankBooks } from './month.ts'

/**
 * How far the statements of our bank accounts are booked without a gap. Of more than one account the one that lags most
 * counts. A platform that never booked a statement has no bank account in its books, and a month does not wait for one.
 */
export async function bankBooks(db: ReadDb): Promise<BankBooks> {
  const statements = await statementsInOrder(db)
  const accounts = Map.groupBy(statements, ({ iban }) => iban)
  if (accounts.size === 0) return { state: 'not-set-up' }
  const days = [...accounts.values()].map(coveredThrough)
  return { state: 'booked', through: days.every(day => day !== null) ? (days.toSorted()[0] ?? null) : null }
}

interface KeptStatement {
  iban: string
  lastDay: string | null
  bookedAt: string
  closing: number
  /** What its own lines moved; lines that an earlier statement brought do not count. */
  moved: number
}

/**
 * The last day up to which every statement begins where the one before it closed. A day that had not come when its
 * statement was booked proves nothing: no bank can know it.
 */
function coveredThrough(statements: readonly KeptStatement[]): string | null {
  let through: string | null = null
  let closed: number | null = null
  for (const { lastDay, bookedAt, closing, moved } of statements) {
    if (closed !== null && closing - moved !== closed) break
    closed = closing
    const isBelievable = lastDay !== null && lastDay <= dayInCity(new Date(bookedAt))
    if (isBelievable && lastDay > (through ?? '')) through = lastDay
  }
  return through
}

async function statementsInOrder(db: ReadDb): Promise<KeptStatement[]> {
  const moves = db
    .selectFrom('bank_line')
    .select(eb => ['statement_id', eb.fn.sum<number>('amount_cents').as('moved')])
    .groupBy('statement_id')
    .as('moves')
  const rows = await db
    .selectFrom('bank_statement')
    .leftJoin(moves, 'moves.statement_id', 'bank_statement.id')
    .select(['iban', 'last_day as lastDay', 'booked_at as bookedAt', 'closing_cents as closing', 'moved'])
    .orderBy('iban')
    .orderBy('n')
    .execute()
  return rows.map(row => ({ ...row, moved: Number(row.moved ?? 0) }))
}
