import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { Statement } from './booked-rows.ts'

/** The baseline of booking: prepared statements of a bare client, and nothing that thinks. */
export interface BareBooks {
  /** Runs the statements of one booking in one durable transaction. */
  write(statements: readonly Statement[]): Promise<void> | void
  close(): Promise<void> | void
}

/**
 * Opens a SQLite file for it with the settings of ours: the same durability, and the same keys, indexes and triggers
 * to be looked after by SQLite.
 */
export function openBareSqlite(file: string): BareBooks {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  const prepared = new Map<string, Sqlite.Statement>()
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? database.prepare(text.replaceAll(/\$\d+/g, '?'))
    prepared.set(text, statement)
    return statement
  }
  const write = database.transaction((statements: readonly Statement[]) => {
    for (const { text, values } of statements) prepare(text).run(values)
  })
  return { write: statements => write.immediate(statements), close: () => void database.close() }
}

/** Opens one connection to PostgreSQL for it; the same keys, indexes and triggers are looked after by the server. */
export async function openBarePostgres(url: string): Promise<BareBooks> {
  const client = new pg.Client(url)
  await client.connect()
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `statement ${names.size + 1}`
    names.set(text, name)
    return name
  }
  return {
    write: async statements => {
      await client.query('BEGIN')
      for (const { text, values } of statements)
        await client.query({ name: nameOf(text), text, values: [...values] })
      await client.query('COMMIT')
    },
    close: () => client.end(),
  }
}
