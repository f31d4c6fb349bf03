import { Zip, ZipDeflate } from 'fflate'
import { namesOf, TABLE_COLUMNS, tableRows } from './book.ts'
import type { Book, TableCell } from './book.ts'
import { xmlText } from './xml.ts'

/**
 * An Excel workbook (Office Open XML, ECMA-376) whose cells have types: a day is a day, an amount is a number, and a
 * text is a text and never a formula. Written as a stream: no library that was found writes one without holding every
 * row in memory. A sheet has at most a million rows; more than that go on a next sheet.
 */
export async function* writeXlsx(book: Book): AsyncGenerator<Uint8Array, void, undefined> {
  const sheets = Math.max(1, Math.ceil(book.postings / ROWS_A_SHEET))
  const zip = new PartsOfZip()
  for (const [name, content] of fixedParts(sheets)) zip.add(name, content)
  yield* zip.taken()
  let rowsLeft = 0
  let sheet = 0
  const nameOf = namesOf(book)
  for await (const entries of book.entries) {
    for (const row of tableRows(book, nameOf, entries)) {
      if (rowsLeft === 0) {
        if (sheet > 0) zip.end(SHEET_END)
        sheet += 1
        zip.begin(`xl/worksheets/sheet${sheet}.xml`, SHEET_BEGIN + rowXml([...TABLE_COLUMNS]))
        rowsLeft = ROWS_A_SHEET
      }
      zip.more(rowXml(row))
      rowsLeft -= 1
    }
    yield* zip.taken()
  }
  if (sheet === 0) zip.begin('xl/worksheets/sheet1.xml', SHEET_BEGIN + rowXml([...TABLE_COLUMNS]))
  zip.end(SHEET_END)
  zip.finish()
  yield* zip.taken()
}

const ROWS_A_SHEET = 1_000_000
/** Every file of the same book has the same bytes, so the parts carry a fixed time: the first that zip knows. */
const FIXED_TIME = new Date(1980, 0, 1)

/** A zip that is written part after part, and handed on in pieces. */
class PartsOfZip {
  readonly #encoder = new TextEncoder()
  #pieces: Uint8Array[] = []
  #part: ZipDeflate | null = null
  readonly #zip = new Zip((error, piece) => {
    if (error) throw error
    this.#pieces.push(piece)
  })

  begin(name: string, content: string): void {
    this.#part = new ZipDeflate(name, { level: 6 })
    this.#part.mtime = FIXED_TIME
    this.#zip.add(this.#part)
    this.more(content)
  }

  more(content: string): void {
    this.#part?.push(this.#encoder.encode(content))
  }

  end(content: string): void {
    this.#part?.push(this.#encoder.encode(content), true)
  }

  add(name: string, content: string): void {
    this.begin(name, '')
    this.end(content)
  }

  finish(): void {
    this.#zip.end()
  }

  /** What is ready to be handed on. */
  taken(): Uint8Array[] {
    const pieces = this.#pieces
    this.#pieces = []
    return pieces
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SHEET_BEGIN = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
const SHEET_END = '</sheetData></worksheet>'

/** The styles, by their place in `cellXfs`: plain, a day, an amount. */
const DAY_STYLE = 1
const AMOUNT_STYLE = 2
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`

function fixedParts(sheets: number): [string, string][] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  const each = (write: (n: number) => string) => numbers.map(write).join('')
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each(n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(n => `<sheet name="Journal${n === 1 ? '' : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each(n => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ]
}

function rowXml(cells: readonly TableCell[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`
}

function cellXml(cell: TableCell): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'string')
    return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
  if ('cents' in cell) return `<c s="${AMOUNT_STYLE}"><v>${cell.cents / 100}</v></c>`
  return 'day' in cell
    ? `<c s="${DAY_STYLE}"><v>${serialOf(cell.day)}</v></c>`
    : `<c><v>${cell.number}</v></c>`
}

const DAY_MS = 86_400_000
/** The day that Excel counts from, such that the days after February 1900, in which it sees one day too many, are right. */
const DAY_ZERO = Date.UTC(1899, 11, 30)

/** A day as Excel counts it. */
function serialOf(day: string): number {
  return (Date.parse(day) - DAY_ZERO) / DAY_MS
}
