import { Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../schema.ts'
import type { Migrating } from './migrating.ts'
import { openWriter, WatchedSqliteDialect } from './sqlite.server.ts'

/**
 * @param file made when absent
 * @param migrations each of which is rolled back when it leaves a row that points at nothing
 */
export function openSqliteForMigration(file: string, migrations: Record<string, Migration>): Migrating {
  const writer = openWriter(file, { mayCreate: true })
  // A table that others point at can only be made again while SQLite does not look (https://sqlite.org/lang_altertable.html).
  writer.pragma('foreign_keys = OFF')
  const checked = Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
    name,
    { up: db => up(db).then(() => refuseBrokenKeys(db, name)) },
  ])
  return {
    db: new Kysely<Tables>({ dialect: new WatchedSqliteDialect(writer) }),
    migrations: Object.fromEntries(checked),
    finish: async () => undefined,
  }
}

async function refuseBrokenKeys(db: Kysely<unknown>, migration: string): Promise<void> {
  const { rows } = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(db)
  if (rows.length > 0)
    throw new Error(
      `${migration} leaves ${rows.length} rows that point at nothing, first in ${rows[0]?.table}.`,
    )
}
