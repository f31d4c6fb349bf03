import type { ReadDb } from '#db/database.server.ts'
import type { BankBooks } from './month.ts'

/** Asks how far the bank's statements are booked. */
export type AskBank = (db: ReadDb) => Promise<BankBooks>

/** For a platform that has no bank account in its books: the month does not wait for statements. */
export const noBank: AskBank = async () => ({ state: 'not-set-up' })
