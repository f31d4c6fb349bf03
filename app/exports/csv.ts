import { stringify } from 'csv-stringify/sync'
import { decimal, namesOf, TABLE_COLUMNS, tableRows } from './book.ts'
import type { Book, TableCell } from './book.ts'

/**
 * CSV by RFC 4180, in UTF-8 with a byte order mark. A text that begins like a formula gets an apostrophe before it, so
 * that a spreadsheet shows it and never runs it (OWASP, "CSV Injection").
 */
export async function* writeCsv(book: Book): AsyncGenerator<string, void, undefined> {
  const nameOf = namesOf(book)
  yield stringify([[...TABLE_COLUMNS]], { bom: true, record_delimiter: '\r\n' })
  for await (const entries of book.entries) yield csvRows([...tableRows(book, nameOf, entries)])
}

/** Rows of cells as text. */
export function csvRows(rows: readonly (readonly TableCell[])[]): string {
  return stringify(
    rows.map(row => row.map(cellText)),
    { record_delimiter: '\r\n', quoted_string: true },
  )
}

/** Texts that a spreadsheet may take for a formula, among them the wide forms of the same signs. */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/

/** A number is a number of ours, and cannot be a formula; a text may be anybody's. */
function cellText(cell: TableCell): string | number {
  if (cell === null) return ''
  if (typeof cell === 'string') return harmless(cell)
  if ('cents' in cell) return decimal(cell.cents)
  return 'day' in cell ? cell.day : cell.number
}

/** The text with an apostrophe before it where it begins like a formula. */
export function harmless(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text
}
