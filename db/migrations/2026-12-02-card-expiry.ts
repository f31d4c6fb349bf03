import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * The month in which a saved card ends, so that its backer can be written to before it is needed (money.md 1.4, row 9).
 * Null where no card was saved, or where Stripe does not say.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE pledge ADD COLUMN card_ends TEXT').execute(db)
}
