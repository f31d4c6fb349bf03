import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely, Transaction } from 'kysely'
import type { JobFeed } from './engines/job-feed.ts'
import { isPostgresUrl, openPostgres } from './engines/postgres.server.ts'
import { openSqlite } from './engines/sqlite.server.ts'
import type { Tables } from './schema.ts'

/** Reads, and cannot write: `insertInto` and its kin do not compile. A transaction may be read as well. */
export type ReadDb = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'fn'>

/** Writes. Exists only inside `inTransaction`, so that every write is part of one transaction. */
export type WriteDb = Transaction<Tables>

/** One database: connections that read and one or more that write. */
export interface Db {
  readonly read: ReadDb
  /**
   * Runs `work` in one write transaction, as if no other ran: all of it is kept, or nothing.
   * Nothing slow (network, disk, timer) may be awaited inside; that rolls back and throws.
   * On PostgreSQL `work` runs again from the start when another transaction came between, so it must change nothing
   * outside the database.
   */
  inTransaction<T>(work: (trx: WriteDb) => Promise<T>): Promise<T>
  /**
   * A text that changes whenever anything in the database has changed, by this process or another. Cheap enough
   * to ask for each request.
   */
  version(): Promise<string>
  /** Tells which promised jobs are due; null when the engine does not, and the worker must ask. */
  readonly jobs: JobFeed | null
  close(): Promise<void>
}

const insideTransaction = new AsyncLocalStorage<true>()

/** For adapters of slow things: throws when called inside a transaction, before anything has been sent. */
export function assertOutsideTransaction(what: string): void {
  if (insideTransaction.getStore()) throw new Error(`${what} was called inside a transaction.`)
}

/**
 * Opens a database, which must have been migrated.
 *
 * @param address `postgres://…`, or the path of a SQLite file
 */
export function openDatabase(address: string): Db {
  const { read, transact, version, jobs, close } = isPostgresUrl(address)
    ? openPostgres(address)
    : openSqlite(address)
  return {
    read,
    inTransaction: work => {
      assertOutsideTransaction('A second transaction')
      return insideTransaction.run(true, () => transact(work))
    },
    version,
    jobs,
    close,
  }
}
