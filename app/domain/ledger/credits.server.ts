import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

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
