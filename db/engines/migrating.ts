import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../schema.ts'

/** A database that is being brought to the newest schema. */
export interface Migrating {
  db: Kysely<Tables>
  /** What this engine makes of the migrations. */
  migrations: Record<string, Migration>
  /** Does what must follow the last migration. */
  finish(): Promise<void>
}
