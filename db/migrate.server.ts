import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { openPostgresForMigration } from './engines/postgres-migrate.server.ts'
import { isPostgresUrl } from './engines/postgres.server.ts'
import { openSqliteForMigration } from './engines/sqlite-migrate.server.ts'
import type { ReadDb } from './database.server.ts'
import type { Tables } from './schema.ts'
import * as firstTables from './migrations/2026-11-24-first-tables.ts'
import * as keysNumberedAgain from './migrations/2026-11-25-keys-numbered-again.ts'
import * as rulesHaveNames from './migrations/2026-11-26-rules-have-names.ts'
import * as disputesAndDebts from './migrations/2026-11-27-disputes-and-debts.ts'
import * as nearMiss from './migrations/2026-11-28-near-miss.ts'
import * as receiptsAndBrakes from './migrations/2026-11-29-receipts-and-brakes.ts'
import * as bank from './migrations/2026-11-30-bank.ts'
import * as months from './migrations/2026-12-01-months.ts'
import * as cardExpiry from './migrations/2026-12-02-card-expiry.ts'
import * as refundsWaitForCover from './migrations/2026-12-03-refunds-wait-for-cover.ts'

/** Every migration in order. The names are dates, and are frozen once they have been on main. */
const migrations: Record<string, Migration> = {
  '2026-11-24-first-tables': firstTables,
  '2026-11-25-keys-numbered-again': keysNumberedAgain,
  '2026-11-26-rules-have-names': rulesHaveNames,
  '2026-11-27-disputes-and-debts': disputesAndDebts,
  '2026-11-28-near-miss': nearMiss,
  '2026-11-29-receipts-and-brakes': receiptsAndBrakes,
  '2026-11-30-bank': bank,
  '2026-12-01-months': months,
  '2026-12-02-card-expiry': cardExpiry,
  '2026-12-03-refunds-wait-for-cover': refundsWaitForCover,
}

/** A database whose schema this code cannot work with. The message goes on after the database's name. */
export class OtherSchema extends Error {}

/**
 * Looks whether a database has the schema that this code was written for; whoever goes on with another may write what
 * nobody can read.
 *
 * @throws OtherSchema; the database's own error when it has no tables at all
 */
export async function assertSchema(db: ReadDb): Promise<void> {
  const done = await appliedMigrations(db)
  refuseNewer(done)
  const missing = Object.keys(migrations).filter(name => !done.includes(name))
  if (missing.length > 0)
    throw new OtherSchema(
      `is older than this code: ${missing.join(', ')} is missing. Run npm run setup first.`,
    )
}

async function appliedMigrations(db: ReadDb): Promise<string[]> {
  const rows = await db
    .selectFrom(sql<{ name: string }>`kysely_migration`.as('applied'))
    .select('applied.name')
    .execute()
  return rows.map(({ name }) => name)
}

function refuseNewer(done: string[]): void {
  const unknown = done.filter(name => !(name in migrations))
  if (unknown.length > 0)
    throw new OtherSchema(
      `is newer than this code, which does not know ${unknown.join(', ')}. Run the version that it was used with, or a later one; nothing was changed.`,
    )
}

/**
 * Brings a database to the newest schema and puts in the reference data of the city.
 *
 * @param address `postgres://…`, or the path of a SQLite file, which is made when absent
 * @returns the names of the migrations that were applied now
 * @throws OtherSchema when it is newer than this code; the first migration's error, which is rolled back whole
 */
export async function migrate(address: string): Promise<string[]> {
  const migrating = isPostgresUrl(address)
    ? await openPostgresForMigration(address, migrations)
    : openSqliteForMigration(address, migrations)
  const { db } = migrating
  try {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
    if (tables.some(({ name }) => name === 'kysely_migration')) refuseNewer(await appliedMigrations(db))
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrating.migrations } })
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error) throw error
    await migrating.finish()
    await putDistricts(db)
    return results.filter(result => result.status === 'Success').map(result => result.migrationName)
  } finally {
    await db.destroy()
  }
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
