import { readFileSync } from 'node:fs'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { openWriter, WatchedSqliteDialect } from './engines/sqlite.server.ts'
import type { Tables } from './schema.ts'
import * as firstTables from './migrations/2026-11-24-first-tables.ts'
import * as keysNumberedAgain from './migrations/2026-11-25-keys-numbered-again.ts'
import * as rulesHaveNames from './migrations/2026-11-26-rules-have-names.ts'
import * as disputesAndDebts from './migrations/2026-11-27-disputes-and-debts.ts'
import * as bank from './migrations/2026-11-30-bank.ts'
import * as months from './migrations/2026-12-01-months.ts'

/** Every migration in order. The names are dates, and are frozen once they have been on main. */
const migrations: Record<string, Migration> = {
  '2026-11-24-first-tables': firstTables,
  '2026-11-25-keys-numbered-again': keysNumberedAgain,
  '2026-11-26-rules-have-names': rulesHaveNames,
  '2026-11-27-disputes-and-debts': disputesAndDebts,
  '2026-11-30-bank': bank,
  '2026-12-01-months': months,
}

/**
 * Brings a SQLite file (made when absent) to the newest schema and puts in the reference data of the city.
 *
 * @returns the names of the migrations that were applied now
 * @throws the first migration's error; that migration is rolled back whole
 */
export async function migrate(file: string): Promise<string[]> {
  const writer = openWriter(file, { mayCreate: true })
  // A table that others point at can only be made again while SQLite does not look (https://sqlite.org/lang_altertable.html).
  writer.pragma('foreign_keys = OFF')
  const db = new Kysely<Tables>({ dialect: new WatchedSqliteDialect(writer) })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => checked } })
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error) throw error
    await putDistricts(db)
    return results.filter(result => result.status === 'Success').map(result => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** The migrations, each of which is rolled back when it leaves a row that points at nothing. */
const checked = Object.fromEntries(
  Object.entries(migrations).map(([name, { up }]) => [
    name,
    { up: (db: Kysely<unknown>) => up(db).then(() => refuseBrokenKeys(db, name)) },
  ]),
)

async function refuseBrokenKeys(db: Kysely<unknown>, migration: string): Promise<void> {
  const { rows } = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(db)
  if (rows.length > 0)
    throw new Error(
      `${migration} leaves ${rows.length} rows that point at nothing, first in ${rows[0]?.table}.`,
    )
}

interface DistrictRow {
  code: string
  name: string
}

async function putDistricts(db: Kysely<Tables>): Promise<void> {
  const file = new URL('./reference/leiden/districts.json', import.meta.url)
  const { districts } = JSON.parse(readFileSync(file, 'utf8')) as { districts: DistrictRow[] }
  await db
    .insertInto('district')
    .values(districts)
    .onConflict(conflict => conflict.column('code').doUpdateSet(row => ({ name: row.ref('excluded.name') })))
    .execute()
}
