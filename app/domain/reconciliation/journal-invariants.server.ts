import { sql } from 'kysely'

import { executorOf, subjectsOf } from './invariant.server.ts'
import type { Finding, Invariant, JournalInvariant } from './invariant.server.ts'
import { differingTotals } from './journal-walk.server.ts'
import type { WalkedJournal } from './journal-walk.server.ts'

/**
 * The invariants of the journal itself. What the walk saw and counted tells whether all is well; what is not is then
 * searched for and named. A count costs next to nothing beside a search, and is as sure: it says below why.
 */

const SHOWN = sql.raw('LIMIT 5')

/** Postings of an entry that is neither sealed nor waits to be: no sum would hold them. */
const LOOSE_POSTINGS = sql`SELECT entry_id AS subject FROM posting
  WHERE entry_id NOT IN (SELECT entry_id FROM journal_seal) AND entry_id NOT IN (SELECT entry_id FROM journal_tail)`

const ODD_ENTRIES = sql<Finding>`SELECT id AS subject FROM journal_entry WHERE NOT EXISTS
    (SELECT 1 FROM posting WHERE entry_id = journal_entry.id)
  UNION ALL SELECT entry_id FROM posting WHERE amount_cents <= 0 OR debit_account = credit_account
  UNION ALL ${LOOSE_POSTINGS} ${SHOWN}`

/** The same, of those that wait for their seal: few, however long the journal is. */
const ODD_WAITING = sql<Finding>`SELECT entry_id AS subject FROM journal_tail WHERE NOT EXISTS
    (SELECT 1 FROM posting WHERE posting.entry_id = journal_tail.entry_id)
  UNION ALL SELECT posting.entry_id FROM journal_tail CROSS JOIN posting WHERE posting.entry_id = journal_tail.entry_id
    AND (amount_cents <= 0 OR debit_account = credit_account) ${SHOWN}`

/**
 * I1. Whole are the entries that were walked and those that wait. There are no others when they are as many as all
 * entries together, for each is walked once and waits once; and so with postings.
 */
export function entriesAreWhole(): JournalInvariant {
  return {
    id: 'I1',
    says: 'every entry has postings, and every posting a debit, a credit and a positive amount',
    judge: async (db, journal) => {
      const waiting = await subjectsOf(db, ODD_WAITING)
      const isWhole = journal.oddEntries.length === 0 && waiting.length === 0 && isAllThereIs(journal)
      const broken = isWhole ? [] : await subjectsOf(db, ODD_ENTRIES)
      return { figure: `${journal.start.entries} entries`, broken }
    },
  }
}

function isAllThereIs({ start, entries, postings }: WalkedJournal): boolean {
  return (
    entries + start.waiting.entries === start.entries && postings + start.waiting.postings === start.postings
  )
}

const MISMATCHED_TRANSACTIONS = sql<Finding>`SELECT t.id AS subject FROM balance_transaction AS t
  LEFT JOIN journal_entry AS e ON e.id = t.entry_id
  WHERE e.source_id IS DISTINCT FROM t.id OR e.source_type IS DISTINCT FROM 'balance_transaction' ${SHOWN}`

const ENTRIES_OF_NO_TRANSACTION = sql<Finding>`SELECT id AS subject FROM journal_entry
  WHERE source_type = 'balance_transaction'
  AND NOT EXISTS (SELECT 1 FROM balance_transaction WHERE entry_id = journal_entry.id) ${SHOWN}`

/**
 * I2. When each transaction is an entry that names it, no two are the same entry. When there are also as many of these
 * entries as transactions, none of them is without one.
 */
export function transactionsAreEntries(): Invariant {
  const counts = sql<{ n: number; entries: number }>`SELECT (SELECT count(*) FROM balance_transaction) AS n,
    (SELECT count(*) FROM journal_entry WHERE source_type = 'balance_transaction') AS entries`
  return {
    id: 'I2',
    says: "one of Stripe's balance transactions is one entry, and the other way round",
    look: async db => {
      const [counted] = (await counts.execute(executorOf(db))).rows
      const broken = await subjectsOf(db, MISMATCHED_TRANSACTIONS)
      if (counted?.n !== counted?.entries) broken.push(...(await subjectsOf(db, ENTRIES_OF_NO_TRANSACTION)))
      return { figure: `${counted?.n ?? 0} balance transactions`, broken }
    },
  }
}

const SEALED_AND_WAITING = sql<Finding>`SELECT journal_tail.entry_id AS subject FROM journal_tail
  JOIN journal_seal ON journal_seal.entry_id = journal_tail.entry_id ${SHOWN}`

const NEITHER_SEALED_NOR_WAITING = sql<Finding>`SELECT id AS subject FROM journal_entry
  WHERE id NOT IN (SELECT entry_id FROM journal_seal) AND id NOT IN (SELECT entry_id FROM journal_tail) ${SHOWN}`

/**
 * I3. The other invariants rest on it: they take what is stored for what was booked. So a total without postings breaks
 * it as well, and a posting that is in no total and does not wait to be (by I1).
 */
export function totalsAreSums(): JournalInvariant {
  return {
    id: 'I3',
    says: 'stored totals equal recomputed totals',
    judge: async (db, journal) => {
      const broken = [...differingTotals(journal), ...(await subjectsOf(db, SEALED_AND_WAITING))]
      if (!isAllThereIs(journal)) broken.push(...(await subjectsOf(db, NEITHER_SEALED_NOR_WAITING)))
      return { figure: `${journal.start.totals.size} accounts`, broken }
    },
  }
}

/** I13. */
export function journalIsChained(): JournalInvariant {
  return {
    id: 'I13',
    says: 'the seals of the journal are one unbroken chain',
    judge: async (_, { seals, brokenSeal }) => ({
      figure: `${seals} seals`,
      broken: brokenSeal === null ? [] : [`seal ${brokenSeal}`],
    }),
  }
}
