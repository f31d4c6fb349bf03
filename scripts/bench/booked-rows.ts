import type { ReadDb } from '#db/database.server.ts'

/** One statement with the values of a row, as PostgreSQL writes it (`$1`, `$2`, …). */
export interface Statement {
  text: string
  values: readonly (string | number | null)[]
}

/**
 * Everything that booking one payment wrote, read back from our database, as the statements that write the very same:
 * for a baseline that has only to run them.
 */
export async function bookingStatements(db: ReadDb, paymentIntentId: string): Promise<Statement[]> {
  const payment = await db
    .selectFrom('payment')
    .selectAll()
    .where('id', '=', paymentIntentId)
    .executeTakeFirstOrThrow()
  const { pledge_id: pledgeId } = payment
  const entry = await db
    .selectFrom('journal_entry')
    .selectAll()
    .where('source_id', '=', paymentIntentId)
    .executeTakeFirstOrThrow()
  const postings = await db
    .selectFrom('posting')
    .selectAll()
    .where('entry_id', '=', entry.id)
    .orderBy('n')
    .execute()
  const pledge = await db
    .selectFrom('pledge')
    .select(['id', 'campaign_id', 'state', 'accepted_at', 'amount_cents'])
    .where('id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  const transition = await db
    .selectFrom('pledge_transition')
    .selectAll()
    .where('pledge_id', '=', pledgeId)
    .where('fact', '=', 'payment-succeeded')
    .executeTakeFirstOrThrow()
  const letter = await db
    .selectFrom('letter')
    .selectAll()
    .where('dedup_key', '=', pledgeId)
    .executeTakeFirstOrThrow()
  const receipt = await db
    .selectFrom('receipt')
    .selectAll()
    .where('cause_type', '=', 'payment')
    .where('cause_id', '=', paymentIntentId)
    .executeTakeFirstOrThrow()
  const jobs = await db
    .selectFrom('job')
    .selectAll()
    .where('key', 'in', [`deliver-letter:${letter.id}`, `make-receipt:${receipt.id}`])
    .orderBy('kind')
    .execute()
  return [
    insert('payment', payment),
    insert('journal_entry', entry),
    ...postings.map(posting => insert('posting', posting)),
    insert('journal_tail', { entry_id: entry.id }),
    {
      text: 'UPDATE pledge SET state = $1, accepted_at = $2 WHERE id = $3',
      values: [pledge.state, pledge.accepted_at, pledge.id],
    },
    insert('pledge_transition', transition),
    insert('letter', letter),
    {
      text: 'INSERT INTO receipt_series (year, last_n) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last_n = receipt_series.last_n + 1',
      values: [receipt.year],
    },
    insert('receipt', receipt),
    ...jobs.map(job => insert('job', job)),
    {
      text: 'UPDATE campaign_total SET held_cents = held_cents + $1, held_count = held_count + 1 WHERE campaign_id = $2',
      values: [pledge.amount_cents, pledge.campaign_id],
    },
  ]
}

function insert(table: string, row: Record<string, string | number | null>): Statement {
  const names = Object.keys(row)
  return {
    text: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    values: Object.values(row),
  }
}
