import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { migrate } from '#db/migrate.server.ts'
import { openPostgresBooks, openSqliteBooks } from '#tests/auditor.ts'
import type { Books } from '#tests/auditor.ts'
import { findPostgres, NO_POSTGRES, startPostgres } from '#tests/support/postgres-server.ts'

/** Where the books of a killed process are kept. */
export interface Engine {
  /** The settings by which the site and the worker find it; its tables are made. */
  environment: Record<string, string>
  /** Ends the database's own process and starts it again; null where the database has none of its own. */
  crash: (() => Promise<void>) | null
  /** Looks whether the engine's own structures are whole: null, or what is broken. */
  brokenness(): Promise<string | null>
  /** As the auditor reads them. */
  books(): Books
  close(): Promise<void>
}

export const ENGINES: Record<string, (folder: string) => Promise<Engine>> = {
  sqlite: openSqlite,
  postgres: openPostgres,
}

async function openSqlite(folder: string): Promise<Engine> {
  const file = join(folder, 'stadmakers.sqlite')
  await migrate(file)
  return {
    environment: { DATABASE_FILE: file },
    crash: null,
    brokenness: async () => {
      const database = new Sqlite(file, { readonly: true })
      const said = database.pragma('integrity_check', { simple: true }) as string
      const foreign = database.pragma('foreign_key_check') as unknown[]
      database.close()
      if (said !== 'ok') return said
      return foreign.length === 0 ? null : `${foreign.length} rows point at nothing`
    },
    books: () => openSqliteBooks(file),
    close: async () => {},
  }
}

/** @throws when there is no PostgreSQL on this machine */
async function openPostgres(): Promise<Engine> {
  const programs = findPostgres()
  if (!programs) throw new Error(NO_POSTGRES)
  const server = await startPostgres(programs, { isDurable: true })
  await query(server.url('postgres'), 'CREATE DATABASE killed')
  const url = server.url('killed')
  await migrate(url)
  return {
    environment: { DATABASE_FILE: '', DATABASE_URL: url },
    crash: () => server.crash(),
    brokenness: async () => {
      await query(url, 'CREATE EXTENSION IF NOT EXISTS amcheck')
      const [broken] = await query(url, BROKEN_TABLES)
      if (broken) return JSON.stringify(broken)
      // It throws at the first index that does not fit its table.
      return query(url, CHECK_INDEXES).then(
        () => null,
        (error: Error) => error.message,
      )
    },
    books: () => openPostgresBooks(url),
    close: () => server.stop(),
  }
}

const OURS = `relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)`

const BROKEN_TABLES = `
  SELECT relname AS table, msg FROM pg_class, LATERAL verify_heapam(oid) WHERE relkind = 'r' AND ${OURS} LIMIT 1`

const CHECK_INDEXES = `
  SELECT bt_index_check(pg_class.oid, true) FROM pg_class JOIN pg_am ON pg_am.oid = relam
  WHERE relkind = 'i' AND amname = 'btree' AND ${OURS}`

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
