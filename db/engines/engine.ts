import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../schema.ts'
import type { JobFeed } from './job-feed.ts'

/** What a database engine must bring. `database.server.ts` puts the rules that hold on every engine around it. */
export interface Engine {
  /** For reading beside a write; the engine itself refuses a write on it. */
  read: Kysely<Tables>
  /**
   * Runs `work` as if it were alone: all of it is kept, or nothing. An engine that finds out afterwards that it was
   * not alone runs `work` again from the start.
   */
  transact<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  version(): Promise<string>
  /** Null: nobody tells when a job is due, the worker must ask. */
  jobs: JobFeed | null
  close(): Promise<void>
}
