import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { PublicSum } from '#app/domain/ledger/posting-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import { decimal } from './book.ts'

/**
 * The public ledger of a campaign as a file that proves itself. Every line carries a hash over the line before it and its
 * own fields; the first line names the campaign, and the last says how many lines there are and what the newest seal of
 * the whole journal was. So whoever changes, takes out or adds a line breaks the chain at that line, and whoever cuts the
 * end off leaves a file without an end (docs/decisions/0013).
 */

export const PUBLIC_COLUMNS = [
  'line',
  'day',
  'kind',
  'entries',
  'debit',
  'credit',
  'amount_cents',
  'commitment',
  'hash',
] as const

/** What a hash covers of a line, in this order. */
export interface ProvedLine extends PublicSum {
  line: number
}

/** What the first line follows. */
export const NOTHING_BEFORE = '0'.repeat(64)

/** The hash of a line: SHA-256 over the JSON list of the hash before it and the fields of the line, in order. */
export function lineHash(before: string, line: ProvedLine): string {
  const { line: n, day, kind, entries, debit, credit, amount, commitment } = line
  return createHash('sha256')
    .update(JSON.stringify([before, n, day, kind, entries, debit, credit, amount, commitment]))
    .digest('hex')
}

/** The newest seal of the whole journal when the file was made. */
export interface JournalHead {
  seq: number
  hash: string
}

interface PublicBook {
  slug: string
  days: AsyncIterable<PublicSum[]>
  head: JournalHead | null
}

export type ChainedLine = ProvedLine & { hash: string }

const EMPTY = { day: '', entries: 0, debit: '', credit: '', amount: cents(0), commitment: '' }

/** The lines of the file with their hashes, in pages: the first, those of each day, and the last. */
async function* chained({ slug, days, head }: PublicBook): AsyncGenerator<ChainedLine[]> {
  let line = 0
  let before = NOTHING_BEFORE
  const next = (told: PublicSum): ChainedLine => {
    line += 1
    const sum = inPlainWords(told)
    const hash = lineHash(before, { ...sum, line })
    before = hash
    return { ...sum, line, hash }
  }
  yield [next({ ...EMPTY, kind: 'begin', debit: slug })]
  for await (const sums of days) yield sums.map(next)
  const end = { ...EMPTY, kind: 'end', entries: head?.seq ?? 0, commitment: head?.hash ?? '' }
  yield [next({ ...end, amount: cents(line) })]
}

/**
 * Kinds and names of accounts are plain words of ours. Whatever else one might ever hold is taken off, so that it is no
 * formula to a spreadsheet, no end of a line, and the same in both formats.
 */
function inPlainWords(sum: PublicSum): PublicSum {
  const plain = (text: string) => text.replaceAll(/\W+/g, '-').replace(/^-/, '')
  return { ...sum, kind: plain(sum.kind), debit: plain(sum.debit), credit: plain(sum.credit) }
}

/** The first row of the CSV. Spreadsheets read the byte order mark before it as "this is UTF-8". */
export const CSV_HEADER = PUBLIC_COLUMNS.join(',')

export async function* writePublicCsv(book: PublicBook): AsyncGenerator<string, void, undefined> {
  yield `\ufeff${CSV_HEADER}\n`
  for await (const lines of chained(book)) yield csvRows(lines)
}

export function csvRows(lines: readonly ChainedLine[]): string {
  return stringify(
    lines.map(({ line, day, kind, entries, debit, credit, amount, commitment, hash }) => [
      ...[line, day, kind, entries, debit, credit, amount, commitment, hash],
    ]),
  )
}

/** The same for hledger: a transaction for each line. The first and the last line, which move nothing, are comments. */
export async function* writePublicHledger(book: PublicBook): AsyncGenerator<string, void, undefined> {
  yield hledgerHeader(book.slug)
  for await (const lines of chained(book)) yield lines.map(hledgerLine).join('')
}

export function hledgerHeader(slug: string): string {
  return `; The public ledger of ${slug}: sums of each day.\ndecimal-mark .\ncommodity 1000.00 EUR\n\n`
}

export function hledgerLine(sum: ChainedLine): string {
  const { line, day, kind, entries, debit, credit, amount, commitment, hash } = sum
  const proof = `line:${line}, entries:${entries}, commitment:${commitment}, hash:${hash}`
  if (kind === 'begin') return `; begin:${debit}, ${proof}\n\n`
  if (kind === 'end') return `; end:${amount}, ${proof}\n`
  const minus = cents(0 - amount)
  return `${day} * ${kind}  ; ${proof}\n    ${debit}  ${decimal(amount)} EUR\n    ${credit}  ${decimal(minus)} EUR\n\n`
}
