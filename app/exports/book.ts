import type { AccountKind } from '#app/domain/ledger/account.ts'
import type { ExportedEntry } from '#app/domain/ledger/export-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'

/**
 * What every format is written from. Writers only turn it into text or bytes; they know no database and no screen, and
 * ask for the next entries when those before have left.
 */
export interface Book {
  /** In the order in which they were recorded, a page at a time. May be read once. */
  entries: AsyncIterable<ExportedEntry[]>
  /** How many postings `entries` will bring, and what they come to. */
  postings: number
  cents: Cents
  /** Every account that was used until the period's end. */
  accounts: readonly BookAccount[]
  /** The first and the last day, in the city. */
  period: { first: string; last: string }
  /** A part of the books (one campaign, one account) has no opening balance: it does not balance by itself. */
  isWhole: boolean
  owner: { name: string; registration: string }
  /** The day on which the file is made. */
  madeOn: string
  /** The day in the city of an instant. */
  dayOf: (at: string) => string
  /** What a kind of entry is called, in words. */
  kindName: (kind: string) => string
}

export interface BookAccount {
  account: string
  /** In words. */
  name: string
  kind: AccountKind
  /** Before the period; debit less credit, like what follows. */
  opening: Cents
  debit: Cents
  credit: Cents
}

/** The name of an account in words; an account that is not in the book keeps its text. */
export function namesOf(book: Book): (account: string) => string {
  const names = new Map(book.accounts.map(({ account, name }) => [account, name]))
  return account => names.get(account) ?? account
}

/** An amount in euros with a point and two decimals (`-1234.50`), without ever leaving whole cents. */
export function decimal(amount: Cents): string {
  const whole = Math.abs(amount)
  const fraction = String(whole % 100).padStart(2, '0')
  return `${amount < 0 ? '-' : ''}${Math.floor(whole / 100)}.${fraction}`
}

/** One line of a table: a posting with what it belongs to. The same in every format that is a table. */
export const TABLE_COLUMNS = [
  'number',
  'recorded_on',
  'happened_on',
  'kind',
  'what',
  'source',
  'source_id',
  'debit',
  'debit_name',
  'credit',
  'credit_name',
  'amount_eur',
  'campaign_id',
  'entry_id',
] as const

export type TableCell = string | null | { day: string } | { cents: Cents } | { number: number }

/** The lines of a page of entries. */
export function* tableRows(
  book: Book,
  nameOf: (account: string) => string,
  entries: readonly ExportedEntry[],
): Generator<TableCell[]> {
  for (const entry of entries)
    for (const posting of entry.postings)
      yield [
        entry.seq === null ? null : { number: entry.seq },
        { day: book.dayOf(entry.recordedAt) },
        { day: book.dayOf(entry.occurredAt) },
        entry.kind,
        book.kindName(entry.kind),
        entry.source.type,
        entry.source.id,
        posting.debit,
        nameOf(posting.debit),
        posting.credit,
        nameOf(posting.credit),
        { cents: posting.amount },
        posting.campaignId,
        entry.id,
      ]
}
