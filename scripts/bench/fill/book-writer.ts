import type Sqlite from 'better-sqlite3'
import type { Posting } from '#app/domain/ledger/posting-rules.ts'
import { GENESIS_HASH, sealHash } from '#app/domain/ledger/ledger.server.ts'

type Values = Record<string, string | number | null>

/** Writes rows of made-up books by prepared statements, and keeps the journal chained and its totals stored. */
export interface BookWriter {
  insert(table: string, values: Values): void
  /** Books an entry at once with its seal. @returns its id */
  post(entry: { kind: string; source: { type: string; id: string }; at: number; postings: Posting[] }): string
  /** An id like ours (UUIDv7) of an instant: later ones sort later. @param at in milliseconds since 1970 */
  id(at: number): string
  /** Stores the totals of the accounts. To be called once, at the end. */
  finish(): void
  readonly counts: { entries: number; postings: number }
}

/** Opens a writer on a database whose journal is wholly sealed. */
export function openBookWriter(database: Sqlite.Database): BookWriter {
  const statements = new Map<string, Sqlite.Statement<[Values]>>()
  const totals = new Map<string, { debit: number; credit: number }>()
  const counts = { entries: 0, postings: 0 }
  const last = database
    .prepare<[], { seq: number; hash: string }>(
      'SELECT seq, hash FROM journal_seal ORDER BY seq DESC LIMIT 1',
    )
    .get()
  let { seq, hash } = last ?? { seq: 0, hash: GENESIS_HASH }
  let made = 0

  const insert = (table: string, values: Values) => {
    const key = `${table} ${Object.keys(values).length}`
    let statement = statements.get(key)
    if (!statement) {
      const names = Object.keys(values)
      statement = database.prepare<[Values]>(
        `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(name => `@${name}`).join(', ')})`,
      )
      statements.set(key, statement)
    }
    statement.run(values)
  }
  const id = (at: number) => {
    made += 1
    const time = at.toString(16).padStart(12, '0')
    const number = made.toString(16).padStart(16, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${number.slice(1, 4)}-8${number.slice(4, 7)}-${number.slice(7)}000`
  }
  return {
    ...{ insert, id, counts },
    post: ({ kind, source, at, postings }) => {
      const entryId = id(at)
      const when = new Date(at).toISOString()
      insert('journal_entry', {
        ...{ id: entryId, kind, source_type: source.type, source_id: source.id },
        ...{ occurred_at: when, recorded_at: when, reverses_id: null },
      })
      const rows = postings.map((posting, index) => ({
        ...{ entry_id: entryId, n: index + 1, debit_account: posting.debit, credit_account: posting.credit },
        amount_cents: posting.amount,
        ...{ pledge_id: posting.pledgeId ?? null, campaign_id: posting.campaignId ?? null },
      }))
      for (const row of rows) {
        insert('posting', row)
        totalOf(totals, row.debit_account).debit += row.amount_cents
        totalOf(totals, row.credit_account).credit += row.amount_cents
      }
      const previous = hash
      seq += 1
      hash = sealHash(previous, { id: entryId, kind }, rows)
      insert('journal_seal', { seq, entry_id: entryId, prev_hash: previous, hash })
      counts.entries += 1
      counts.postings += rows.length
      return entryId
    },
    finish: () => {
      const store = database.prepare(
        `INSERT INTO account_total (account, debit_cents, credit_cents, through_seq) VALUES (?, ?, ?, ?)
         ON CONFLICT (account) DO UPDATE SET debit_cents = debit_cents + excluded.debit_cents,
         credit_cents = credit_cents + excluded.credit_cents, through_seq = excluded.through_seq`,
      )
      for (const [account, { debit, credit }] of totals) store.run(account, debit, credit, seq)
    },
  }
}

function totalOf(totals: Map<string, { debit: number; credit: number }>, account: string) {
  const found = totals.get(account) ?? { debit: 0, credit: 0 }
  totals.set(account, found)
  return found
}
