import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { openPool } from './engines/postgres-pool.server.ts'
import { isPostgresUrl } from './engines/postgres.server.ts'
import { openReader, openWriter } from './engines/sqlite.server.ts'
import type { Tables } from './schema.ts'

/**
 * A database without the watch of `database.server.ts`: for moving a whole one, with the application stopped, in
 * transactions that wait for another database.
 */
export interface PlainDatabase {
  engine: 'sqlite' | 'postgres'
  db: Kysely<Tables>
}

/**
 * @param address `postgres://…`, or the path of a SQLite file that is there
 * @param use to read from it, or to write
 */
export function openPlain(address: string, use: 'read' | 'write'): PlainDatabase {
  if (isPostgresUrl(address)) {
    const dialect = new PostgresDialect({ pool: openPool(address, { max: 1 }) })
    return { engine: 'postgres', db: new Kysely<Tables>({ dialect }) }
  }
  const database = use === 'read' ? openReader(address) : openWriter(address, { mayCreate: false })
  return { engine: 'sqlite', db: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }) }
}
