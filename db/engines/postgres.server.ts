import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, PostgresDriver, sql } from 'kysely'
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  PostgresDialectConfig,
  Transaction,
  TransactionSettings,
} from 'kysely'
import type { Tables } from '../schema.ts'
import type { Engine } from './engine.ts'
import { createJobFeed } from './postgres-jobs.server.ts'
import { openPool } from './postgres-pool.server.ts'

/**
 * What is PostgreSQL's own: its connections, that a transaction is SERIALIZABLE and tried again when it was not
 * alone, that whole numbers come as numbers, and the watch that nothing slow happens inside a transaction.
 */

/** Connections of one process: so many transactions run at once, and so many readers beside them. */
const WRITERS = 8
const READERS = 8

const SESSION = [
  // Nobody waits for ever: not for a lock, a query, or a transaction that was left open.
  '-c statement_timeout=30s',
  '-c lock_timeout=10s',
  '-c idle_in_transaction_session_timeout=10s',
].join(' ')

export function isPostgresUrl(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address)
}

/** Opens connections as they are needed; a server that does not answer is met at the first query. */
export function openPostgres(url: string): Engine {
  const writers = openPool(url, { max: WRITERS, options: SESSION })
  const readers = openPool(url, {
    max: READERS,
    options: `${SESSION} -c default_transaction_read_only=on`,
  })
  const writer = new Kysely<Tables>({ dialect: new WatchedPostgresDialect({ pool: writers }) })
  const reader = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: readers }) })
  return {
    read: reader,
    transact: work => transact(writer, work),
    version: async () => {
      const { rows } = await readers.query<{ version: string }>(
        'SELECT pg_current_snapshot()::text AS version',
      )
      return rows[0]?.version ?? ''
    },
    jobs: createJobFeed(url, writers),
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/** How often a transaction is tried. With the longest wait each, the last try begins within six seconds. */
const TRIES = 40
const LONGEST_WAIT_MS = 250

/** Another transaction came between; the whole of this one can be tried again. */
const NOT_ALONE = new Set(['40001', '40P01'])

/**
 * A key that is taken is reported by its own code, also when it was free in what this transaction could see
 * (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html). One more look finds it.
 */
const KEY_TAKEN = '23505'
const TRIES_FOR_A_KEY = 3

async function transact<T>(
  writer: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await (tried === 1 ? writer.transaction().execute(work) : inLine(writer, work))
    } catch (error) {
      if (!mayBeTriedAgain(error, tried)) throw error
      await pause(randomInt(1, Math.min(LONGEST_WAIT_MS, 2 ** Math.min(tried, 10)) + 1))
    }
  }
}

/** Names the line among the locks of the database; nothing else may use this number. */
const LINE = 2_026_112_500

/**
 * Whoever was not alone once stands in one line with all others, of whatever process. Side by side they would go on
 * hindering each other: of those that want the same row one is kept, and all the rest run again. The lock is taken
 * before the transaction begins, which else would wait with an old view of the rows.
 */
function inLine<T>(writer: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return writer.connection().execute(async connection => {
    await sql`SELECT pg_advisory_lock(${LINE})`.execute(connection)
    try {
      return await connection.transaction().execute(work)
    } finally {
      await sql`SELECT pg_advisory_unlock(${LINE})`.execute(connection)
    }
  })
}

function mayBeTriedAgain(error: unknown, tried: number): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  if (error.code === KEY_TAKEN) return tried < TRIES_FOR_A_KEY
  return NOT_ALONE.has(String(error.code)) && tried < TRIES
}

/** A Kysely dialect whose transactions are SERIALIZABLE and may not be left waiting. */
class WatchedPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new WatchedPostgresDriver(this.#config)
  }
}

/** What is known of one connection: whether it is in a transaction, and whether the event loop turned there. */
interface Watch {
  running: number
  turned: boolean
  immediate: NodeJS.Immediate | undefined
}

/**
 * Refuses to commit when the event loop turned inside the transaction while no query ran. The code above is written
 * for both engines: what waits inside a transaction keeps rows from others here, and the whole file on SQLite.
 */
class WatchedPostgresDriver extends PostgresDriver {
  readonly #watches = new WeakMap<DatabaseConnection, Watch>()

  override async acquireConnection(
    options?: Parameters<PostgresDriver['acquireConnection']>[0],
  ): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(options)
    if (!this.#watches.has(connection)) this.#watches.set(connection, watchQueries(connection))
    return connection
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, { ...settings, isolationLevel: 'serializable' })
    const watch = this.#watches.get(connection)
    if (watch) watch.turned = false
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#watches.get(connection)?.turned)
      throw new Error('Something slow was awaited inside a transaction; it was rolled back.')
    await super.commitTransaction(connection)
  }
}

/** From here on, notes on this connection when the event loop turned between the end of a query and the next. */
function watchQueries(connection: DatabaseConnection): Watch {
  const watch: Watch = { running: 0, turned: false, immediate: undefined }
  const execute = connection.executeQuery.bind(connection)
  connection.executeQuery = async <R>(query: CompiledQuery) => {
    clearImmediate(watch.immediate)
    watch.running += 1
    try {
      return await execute<R>(query)
    } finally {
      watch.running -= 1
      if (watch.running === 0) {
        watch.immediate = setImmediate(() => {
          watch.turned = true
        })
      }
    }
  }
  return watch
}
