import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * How often a call to Stripe was begun anew under its key's next number, after it was looked up and not found.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`ALTER TABLE stripe_call ADD COLUMN renewals INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0)`)
    .execute(db)
}
