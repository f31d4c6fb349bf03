import Sqlite from 'better-sqlite3'
import type { BookedRows } from './booked-rows.ts'

/** The baseline of booking: prepared statements of bare better-sqlite3, and nothing that thinks. */
export interface BareBooks {
  /** Writes what booking one payment writes, in one durable transaction. */
  write(rows: BookedRows): void
  close(): void
}

/** The tables into which one row goes for each pledge; of postings and jobs there are several. */
const ONE_ROW = [
  'payment',
  'journal_entry',
  'journal_tail',
  'pledge_transition',
  'letter',
  'receipt',
] as const
const SEVERAL = ['posting', 'job'] as const

/**
 * Opens a database for it with the settings of ours: the same durability, and the same keys, indexes and triggers
 * to be looked after by SQLite.
 */
export function openBareBooks(file: string): BareBooks {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  const inserts = new Map([...ONE_ROW, ...SEVERAL].map(name => [name, insertInto(database, name)]))
  const insert = (name: (typeof ONE_ROW | typeof SEVERAL)[number], row: object) => inserts.get(name)?.run(row)
  const pledge = database.prepare(
    'UPDATE pledge SET state = @state, accepted_at = @accepted_at WHERE id = @id',
  )
  const total = database.prepare(
    'UPDATE campaign_total SET held_cents = held_cents + @amount_cents, held_count = held_count + 1 WHERE campaign_id = @campaign_id',
  )
  const series = database.prepare(
    'INSERT INTO receipt_series (year, last_n) VALUES (@year, 1) ON CONFLICT (year) DO UPDATE SET last_n = last_n + 1',
  )
  const write = database.transaction((rows: BookedRows) => {
    insert('payment', rows.payment)
    insert('journal_entry', rows.journal_entry)
    for (const posting of rows.posting) insert('posting', posting)
    insert('journal_tail', rows.journal_tail)
    pledge.run(rows.pledge)
    insert('pledge_transition', rows.pledge_transition)
    insert('letter', rows.letter)
    series.run(rows.receipt)
    insert('receipt', rows.receipt)
    for (const job of rows.job) insert('job', job)
    total.run(rows.pledge)
  })
  return { write: rows => write.immediate(rows), close: () => database.close() }
}

function insertInto(database: Sqlite.Database, name: string): Sqlite.Statement<[object]> {
  const columns = database.pragma(`table_info(${name})`) as { name: string }[]
  const names = columns.map(column => column.name)
  return database.prepare<[object]>(
    `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(column => `@${column}`).join(', ')})`,
  )
}
