import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { WalkedJournal } from './journal-walk.server.ts'

/**
 * What must be true of the books at every moment, each written as a search for what breaks it.
 * The numbers are those of trust.md, section 2.
 */
export interface Invariant {
  id: string
  says: string
  look(db: ReadDb): Promise<Looked>
}

/** An invariant of the journal itself, judged by what was seen when it was walked. */
export interface JournalInvariant {
  id: string
  says: string
  judge(db: ReadDb, journal: WalkedJournal): Promise<Looked>
}

export type AnyInvariant = Invariant | JournalInvariant

/** `broken` names what breaks it (at most some of it), and is empty when it holds. */
export interface Looked {
  figure: string
  broken: string[]
}

export interface Finding {
  subject: string
}

/** An invariant that is one query: it returns the subjects that break it; `count` says what was looked at. */
export function query(
  id: string,
  says: string,
  count: RawBuilder<{ n: number }>,
  broken: RawBuilder<Finding>,
  what: string,
): Invariant {
  return {
    id,
    says,
    look: async db => {
      const [counted] = (await count.execute(executorOf(db))).rows
      return { figure: `${counted?.n ?? 0} ${what}`, broken: await subjectsOf(db, broken) }
    },
  }
}

/** What a search finds. */
export async function subjectsOf(db: ReadDb, search: RawBuilder<Finding>): Promise<string[]> {
  return (await search.execute(executorOf(db))).rows.map(row => row.subject)
}

/** A raw query runs on the same connection as the rest; its text only reads. */
export function executorOf(db: ReadDb): Parameters<RawBuilder<unknown>['execute']>[0] {
  return db as unknown as Parameters<RawBuilder<unknown>['execute']>[0]
}

/**
 * Every account with what it holds on its credit side: its stored total, and the postings that are not sealed yet. That
 * the totals are what the sealed postings add up to is I3, and is looked at on the same occasion.
 */
export const CREDITS = sql`(SELECT account, sum(cents) AS cents FROM
  (SELECT account, credit_cents - debit_cents AS cents FROM account_total
    UNION ALL SELECT credit_account, amount_cents FROM journal_tail CROSS JOIN posting WHERE posting.entry_id = journal_tail.entry_id
    UNION ALL SELECT debit_account, -amount_cents FROM journal_tail CROSS JOIN posting WHERE posting.entry_id = journal_tail.entry_id)
  AS stored_and_waiting GROUP BY account)`

export const creditOf = (account: string | RawBuilder<unknown>) =>
  sql<number>`coalesce((SELECT cents FROM ${CREDITS} AS c WHERE c.account = ${account}), 0)`
