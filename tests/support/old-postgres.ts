import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { openPostgresForMigration } from '#db/engines/postgres-migrate.server.ts'

/** A PostgreSQL database on which only some migrations were run. */
export interface OldPostgres {
  address: string
  /** @returns the rows of the last statement */
  query(statements: string): Promise<unknown[]>
}

let made = 0

export async function makeOldPostgres(migrations: Record<string, Migration>): Promise<OldPostgres> {
  made += 1
  const server = inject('postgresUrl')
  const name = `old_${process.pid}_${made}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  const address = server.replace(/[^/]+$/, name)
  const migrating = await openPostgresForMigration(address, migrations)
  const provider = { getMigrations: async () => migrating.migrations }
  const { error } = await new Migrator({ db: migrating.db, provider }).migrateToLatest()
  await migrating.db.destroy()
  if (error) throw error
  const client = new pg.Client(address)
  await client.connect()
  onTestFinished(() => client.end())
  return { address, query: async statements => (await client.query<object>(statements)).rows }
}
