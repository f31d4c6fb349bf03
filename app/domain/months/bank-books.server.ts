import type { ReadDb } from '#db/database.server.ts'
import type { BankBooks } from './month.ts'

/**
 * How far the statements of our bank accounts are booked. Of more than one account the one that lags most counts. A
 * platform that never booked a statement has no bank account in its books, and a month does not wait for one.
 */
export async function bankBooks(db: ReadDb): Promise<BankBooks> {
  const accounts = await db
    .selectFrom('bank_statement')
    .select(eb => ['iban', eb.fn.max('last_day').as('through')])
    .groupBy('iban')
    .orderBy('iban')
    .execute()
  if (accounts.length === 0) return { state: 'not-set-up' }
  const days = accounts.map(account => account.through)
  return { state: 'booked', through: days.every(day => day !== null) ? (days.toSorted()[0] ?? null) : null }
}
