import Sqlite from 'better-sqlite3'
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, DialectAdapter, Driver, SqliteDialectConfig } from 'kysely'
import type { Tables } from '../schema.ts'
import type { Engine } from './engine.ts'
import { shareWrites } from './sqlite-sharing.ts'

/**
 * What is SQLite's own: how a file is opened, how a write transaction begins, and the watch that nothing slow
 * happens inside one. Everything above this folder is the same on every engine.
 */

const BUSY_TIMEOUT_MS = 5_000

/** Opens the file: one connection that writes, and one that reads beside it. */
export function openSqlite(file: string): Engine {
  const writeConnection = openWriter(file, { mayCreate: false })
  const writer = new Kysely<Tables>({ dialect: new WatchedSqliteDialect(writeConnection) })
  const readConnection = openReader(file)
  const reader = new Kysely<Tables>({ dialect: new WatchedSqliteDialect(readConnection) })
  const version = versionOf(readConnection)
  return {
    read: reader,
    transact: shareWrites(writer, writeConnection),
    version: async () => String(version()),
    jobs: null,
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/**
 * Opens the file for the one writer of this process.
 *
 * @param mayCreate only a migration makes a file; anything else that finds none was pointed at the wrong place
 */
export function openWriter(file: string, { mayCreate }: { mayCreate: boolean }): Sqlite.Database {
  const database = new Sqlite(file, { fileMustExist: !mayCreate })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  return database
}

/** Opens the file for reading beside a write (WAL). SQLite itself refuses a write on this connection. */
export function openReader(file: string): Sqlite.Database {
  const database = new Sqlite(file, { readonly: true })
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  return database
}

/**
 * Tells the version of a file as a connection that only reads sees it: SQLite counts up when another connection has
 * changed the file (https://sqlite.org/pragma.html#pragma_data_version).
 */
function versionOf(reader: Sqlite.Database): () => number {
  const statement = reader.prepare('PRAGMA data_version').pluck()
  return () => statement.get() as number
}

/** A Kysely dialect whose transactions are `BEGIN IMMEDIATE` and may not be left waiting. */
export class WatchedSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(database: Sqlite.Database) {
    const config = { database: withStatementCache(database) }
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new WatchedSqliteDriver(this.#config)
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdl()
  }
}

/** Tables made in a transaction are gone when it is rolled back; Kysely does not count on that by itself. */
class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): true {
    return true
  }
}

/**
 * Begins with `BEGIN IMMEDIATE`: a deferred transaction that writes later fails with SQLITE_BUSY_SNAPSHOT, which
 * skips the busy timeout. And refuses to commit when the event loop turned inside the transaction: this engine
 * answers within one turn, so a turn means that something else (a network, a disk, a timer) was awaited while
 * every other writer stood still.
 */
class WatchedSqliteDriver extends SqliteDriver {
  #turned = false
  #watch: NodeJS.Immediate | undefined

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    this.#turned = false
    this.#watch = setImmediate(() => {
      this.#turned = true
    })
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    clearImmediate(this.#watch)
    if (this.#turned) throw new Error('Something slow was awaited inside a transaction; it was rolled back.')
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    clearImmediate(this.#watch)
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch((error: unknown) => {
      if (!isRolledBack(error)) throw error
    })
  }
}

/**
 * Whether SQLite has rolled back by itself, as it does when the disk is full or fails
 * (https://sqlite.org/lang_transaction.html). An error about that would hide the one that tells what happened.
 */
function isRolledBack(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no transaction is active')
}

const STATEMENTS_KEPT = 500

/** Compiling SQL costs more than running it; the same texts come back, so their statements are kept. */
function withStatementCache(database: Sqlite.Database): SqliteDialectConfig['database'] {
  const kept = new Map<string, Sqlite.Statement>()
  return {
    close: () => database.close(),
    prepare: (text: string) => {
      const found = kept.get(text)
      if (found) return found as never
      const statement = database.prepare(text)
      if (kept.size >= STATEMENTS_KEPT) kept.delete(kept.keys().next().value ?? '')
      kept.set(text, statement)
      return statement as never
    },
  }
}
