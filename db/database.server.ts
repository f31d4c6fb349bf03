import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely } from 'kysely'
import type { Transaction } from 'kysely'
import { openReader, openWriter, versionOf, WatchedSqliteDialect } from './engines/sqlite.server.ts'
import type { Tables } from './schema.ts'

/** Reads, and cannot write: `insertInto` and its kin do not compile. A transaction may be read as well. */
export type ReadDb = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'fn'>

/** Writes. Exists only inside `inTransaction`, so that every write is part of one transaction. */
export type WriteDb = Transaction<Tables>

/** One database: a connection that reads and one that writes. */
export interface Db {
  readonly read: ReadDb
  /**
   * Runs `work` in one immediate write transaction: all of it is kept, or nothing.
   * Nothing slow (network, disk, timer) may be awaited inside; that rolls back and throws.
   */
  inTransaction<T>(work: (trx: WriteDb) => Promise<T>): Promise<T>
  /**
   * A number that changes whenever anything in the database has changed, by this process or another. Cheap enough
   * to ask for each request.
   */
  version(): number
  close(): Promise<void>
}

const insideTransaction = new AsyncLocalStorage<true>()

/** For adapters of slow things: throws when called inside a transaction, before anything has been sent. */
export function assertOutsideTransaction(what: string): void {
  if (insideTransaction.getStore()) throw new Error(`${what} was called inside a transaction.`)
}

/** Opens the SQLite file. It must have been migrated. */
export function openDatabase(file: string): Db {
  const writer = new Kysely<Tables>({
    dialect: new WatchedSqliteDialect(openWriter(file, { mayCreate: false })),
  })
  const readConnection = openReader(file)
  const reader = new Kysely<Tables>({ dialect: new WatchedSqliteDialect(readConnection) })
  return {
    read: reader,
    inTransaction: work => {
      assertOutsideTransaction('A second transaction')
      return insideTransaction.run(true, () => writer.transaction().execute(work))
    },
    version: versionOf(readConnection),
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}
