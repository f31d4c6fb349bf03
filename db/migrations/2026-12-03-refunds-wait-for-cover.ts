import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * When the platform's own money was set aside for the part of a refund that its campaign no longer holds. Null while it
 * waits for that, and where nothing is fronted (docs/decisions/0019).
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE refund ADD COLUMN covered_at TEXT').execute(db)
}
