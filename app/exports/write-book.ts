import type { Book } from './book.ts'
import { writeCsv } from './csv.ts'
import { writeHledger } from './hledger.ts'
import { monthsOf, writeXaf, XAF_MONTHS } from './xaf.ts'
import { writeXlsx } from './xlsx.ts'

/** Every format in which the books can leave. */
export const EXPORT_FORMATS = {
  csv: { extension: 'csv', contentType: 'text/csv; charset=utf-8', write: writeCsv },
  xlsx: {
    extension: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
  hledger: { extension: 'journal', contentType: 'text/plain; charset=utf-8', write: writeHledger },
  xaf32: {
    extension: 'xaf',
    contentType: 'application/xml; charset=utf-8',
    write: (book: Book) => writeXaf(book, '3.2'),
  },
  xaf40: {
    extension: 'xaf',
    contentType: 'application/xml; charset=utf-8',
    write: (book: Book) => writeXaf(book, '4.0'),
  },
} as const

export type ExportFormat = keyof typeof EXPORT_FORMATS

export function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(EXPORT_FORMATS, text)
}

/** Whether a format can be of so long a period: an audit file is of at most `XAF_MONTHS`. */
export function isTooLong(format: ExportFormat, period: Book['period']): boolean {
  return EXPORT_FORMATS[format].extension === 'xaf' && monthsOf(period) > XAF_MONTHS
}

/** Writes a book in a format, as bytes. */
export async function* writeBook(
  book: Book,
  format: ExportFormat,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder()
  for await (const part of EXPORT_FORMATS[format].write(book))
    yield typeof part === 'string' ? encoder.encode(part) : part
}
