import { AsyncLocalStorage } from 'node:async_hooks'
import type Sqlite from 'better-sqlite3'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../schema.ts'
import type { Engine } from './engine.ts'

/**
 * Transactions that come together share one durable write. A flush of the disk costs more than what is written, and
 * SQLite has one writer, so whoever comes while it writes would only wait for a flush of their own.
 *
 * Each keeps to itself all the same: it has a savepoint, so that its failure takes back its own work and nobody
 * else's, and it hears of success only after all of it is on the disk.
 */

/** Between two shared writes the event loop turns: a page is not kept waiting longer than this by the queue. */
const LONGEST_MS = 20

type Work = (trx: Transaction<Tables>) => Promise<unknown>

interface Waiting {
  work: Work
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

type Outcome = { value: unknown } | { error: unknown }

/**
 * @param database the connection of `writer`
 * @returns a function as `Engine.transact` promises it
 */
export function shareWrites(writer: Kysely<Tables>, database: Sqlite.Database): Engine['transact'] {
  const waiting: Waiting[] = []
  let isWriting = false
  const savepoint = savepointOf(database)

  const alone = async ({ work, resolve, reject }: Waiting) => {
    await writer.transaction().execute(work).then(resolve, reject)
  }

  const together = async (): Promise<void> => {
    const taken: Waiting[] = []
    const outcomes: Outcome[] = []
    try {
      await writer.transaction().execute(async trx => {
        const until = performance.now() + LONGEST_MS
        do {
          const one = waiting.shift()
          if (!one) return
          taken.push(one)
          outcomes.push(await savepoint(() => one.work(trx)))
        } while (performance.now() < until)
      })
    } catch (error) {
      // It could not begin: the database was closed, or another process kept it too long.
      if (taken.length === 0) for (const { reject } of waiting.splice(0)) reject(error)
      // What failed was the write as a whole, or it was held up by one of them: each by itself shows whose it was.
      for (const one of taken) await alone(one)
      return
    }
    taken.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index] ?? { value: undefined }
      if ('error' in outcome) reject(outcome.error)
      else resolve(outcome.value)
    })
  }

  const write = async () => {
    isWriting = true
    while (waiting.length > 0) {
      const [only] = waiting.length === 1 ? waiting.splice(0) : []
      await (only ? alone(only) : together())
      await new Promise<void>(resolve => {
        setImmediate(resolve)
      })
    }
    isWriting = false
  }

  return <T>(work: (trx: Transaction<Tables>) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      // The work runs for whoever asked for it, with their request's context, though another's turn begins it.
      const inContext = AsyncLocalStorage.snapshot()
      waiting.push({
        work: trx => inContext(work, trx),
        resolve: value => resolve(value as T),
        reject,
      })
      if (!isWriting) {
        isWriting = true
        setImmediate(() => void write())
      }
    })
}

/** Runs work so that, when it fails, what it wrote is taken back and what was written before it stays. */
function savepointOf(database: Sqlite.Database): (work: () => Promise<unknown>) => Promise<Outcome> {
  const begin = database.prepare('SAVEPOINT one_of_many')
  const keep = database.prepare('RELEASE one_of_many')
  const takeBack = database.prepare('ROLLBACK TO one_of_many')
  return async work => {
    begin.run()
    try {
      const value = await work()
      keep.run()
      return { value }
    } catch (error) {
      // Throws when SQLite has taken back everything by itself (a full disk): then nothing of the others is left.
      takeBack.run()
      keep.run()
      return { error }
    }
  }
}
