import type Sqlite from 'better-sqlite3'

type Values = Record<string, string | number | null>

/** Every row that booking one payment left behind, as it stands in our database, table by table. */
export interface BookedRows {
  payment: Values
  journal_entry: Values
  posting: Values[]
  journal_tail: Values
  pledge_transition: Values
  letter: Values
  receipt: Values
  /** That will deliver the letter, and make the file of the receipt. */
  job: Values[]
  /** As the pledge became. */
  pledge: Values
}

/** Reads what was written when a payment was booked, so that the baseline can write the very same. */
export function bookedRows(reader: Sqlite.Database, paymentIntentId: string): BookedRows {
  const one = (query: string, ...given: string[]) => {
    const row = reader.prepare<string[], Values>(query).get(...given)
    if (!row) throw new Error(`Booking ${paymentIntentId} left no row where one was looked for: ${query}`)
    return row
  }
  const payment = one('SELECT * FROM payment WHERE id = ?', paymentIntentId)
  const pledgeId = String(payment.pledge_id)
  const entry = one('SELECT * FROM journal_entry WHERE source_id = ?', paymentIntentId)
  const entryId = String(entry.id)
  const letter = one(`SELECT * FROM letter WHERE dedup_key = ?`, pledgeId)
  const receipt = one(`SELECT * FROM receipt WHERE cause_type = 'payment' AND cause_id = ?`, paymentIntentId)
  const jobOf = (key: string) => one('SELECT * FROM job WHERE key = ?', key)
  return {
    payment,
    journal_entry: entry,
    posting: reader
      .prepare<string[], Values>('SELECT * FROM posting WHERE entry_id = ? ORDER BY n')
      .all(entryId),
    journal_tail: one('SELECT * FROM journal_tail WHERE entry_id = ?', entryId),
    pledge_transition: one(
      `SELECT * FROM pledge_transition WHERE pledge_id = ? AND fact = 'payment-succeeded'`,
      pledgeId,
    ),
    letter,
    receipt,
    job: [jobOf(`deliver-letter:${String(letter.id)}`), jobOf(`make-receipt:${String(receipt.id)}`)],
    pledge: one(
      'SELECT id, campaign_id, state, accepted_at, amount_cents FROM pledge WHERE id = ?',
      pledgeId,
    ),
  }
}
