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
