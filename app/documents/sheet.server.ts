import PDFDocument from 'pdfkit'
import type { Language } from '#app/i18n/language.ts'
import { FONTS, FURTHER_LETTERS } from './fonts.server.ts'

/**
 * A document on A4 that a screen reader can read (PDF/UA: tagged, with a title and a language, fonts embedded), and that
 * is the same bytes each time it is made of the same words: its date is the one that is given.
 */
export interface Sheet {
  kicker(text: string): void
  title(text: string): void
  heading(text: string): void
  paragraph(text: string): void
  /** Words and what they are, two columns. */
  facts(rows: readonly (readonly [label: string, value: string])[]): void
  table(table: SheetTable): void
  /** Ends the document. Nothing can be written after it. */
  finish(): Promise<Buffer>
}

interface SheetTable {
  columns: readonly { label: string; width: number; isNumber?: boolean }[]
  rows: readonly (readonly string[])[]
  /** Under a line, in bold. */
  total?: readonly string[]
}

interface SheetSetting {
  title: string
  language: Language
  author: string
  madeAt: Date
  /** The last line of each page. */
  foot: string
}

const MARGIN = 56
const PAPER = { width: 595.28, height: 841.89 }
const WIDTH = PAPER.width - 2 * MARGIN
const FOOT_ROOM = 40
const LOWEST = PAPER.height - MARGIN - FOOT_ROOM
const TEXT_SIZE = 10.5
const INK = '#1d1a16'
const SOFT = '#5a5348'
const LABEL_WIDTH = 150

export function openSheet(setting: SheetSetting): Sheet {
  const { title, author, madeAt, language } = setting
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    tagged: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    displayTitle: true,
    // Without a font of our own first, a standard one would be named that no file embeds.
    font: FONTS.regular as unknown as string,
    info: { Title: title, Author: author, Creator: author, CreationDate: madeAt, ModDate: madeAt },
  }
  // The types of the package do not know this subset yet; pdfkit does.
  const pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }))
  for (const [name, bytes] of Object.entries(FONTS)) pdf.registerFont(name, bytes)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const writer = new SheetWriter(pdf, setting.foot)
  const block = (type: string, write: () => void) => {
    root.add(pdf.struct(type, {}, write))
  }
  return {
    kicker: text => block('P', () => writer.line(text, { font: 'bold', size: 9, color: SOFT, after: 4 })),
    title: text => block('H1', () => writer.line(text, { font: 'headline', size: 26, after: 10 })),
    heading: text => {
      writer.makeRoom(60)
      block('H2', () => writer.line(text, { font: 'bold', size: 12, before: 10, after: 4 }))
    },
    paragraph: text => {
      writer.makeRoom(40)
      block('P', () => writer.line(text, { after: 6 }))
    },
    facts: rows => {
      const lines = rows.map(([label, value]): TableLine => ({
        cells: [
          { text: label, x: MARGIN, width: LABEL_WIDTH, font: 'regular', tag: 'TH', color: SOFT },
          { text: value, x: MARGIN + LABEL_WIDTH, width: WIDTH - LABEL_WIDTH, font: 'regular', tag: 'TD' },
        ],
      }))
      writer.rows(root, lines)
    },
    table: table => writer.rows(root, tableRows(table)),
    finish: () => {
      root.end()
      writer.finishPage()
      return writer.bytes()
    },
  }
}

type FontName = 'regular' | 'bold' | 'headline'

interface Cell {
  text: string
  x: number
  width: number
  font: FontName
  tag: 'TH' | 'TD'
  isNumber?: boolean
  color?: string
}

interface TableLine {
  cells: Cell[]
  hasRuleAbove?: boolean
}

function tableRows({ columns, rows, total }: SheetTable): TableLine[] {
  const lineOf = (texts: readonly string[], font: FontName, isHead: boolean): Cell[] => {
    let x = MARGIN
    return columns.map(({ width, isNumber }, index) => {
      const cell: Cell = {
        text: texts[index] ?? '',
        x,
        width: width * WIDTH - 8,
        font,
        tag: isHead || index === 0 ? 'TH' : 'TD',
        isNumber,
      }
      x += width * WIDTH
      return cell
    })
  }
  const head = columns.map(({ label }) => label)
  return [
    { cells: lineOf(head, 'bold', true) },
    ...rows.map(row => ({ cells: lineOf(row, 'regular', false), hasRuleAbove: true })),
    ...(total ? [{ cells: lineOf(total, 'bold', false), hasRuleAbove: true }] : []),
  ]
}

type Pdf = InstanceType<typeof PDFDocument>

/** Puts words on the page, from top to bottom, and begins another page when one is full. */
class SheetWriter {
  readonly #pdf: Pdf
  readonly #foot: string
  readonly #whole: Promise<Buffer>

  constructor(pdf: Pdf, foot: string) {
    this.#pdf = pdf
    this.#foot = foot
    const parts: Buffer[] = []
    this.#whole = new Promise((resolve, reject) => {
      pdf.on('data', (part: Buffer) => parts.push(part))
      pdf.once('end', () => resolve(Buffer.concat(parts)))
      pdf.once('error', reject)
    })
  }

  line(
    text: string,
    {
      font = 'regular',
      size = TEXT_SIZE,
      color = INK,
      before = 0,
      after = 0,
    }: { font?: FontName; size?: number; color?: string; before?: number; after?: number } = {},
  ): void {
    this.#pdf.y += before
    this.#pdf.fontSize(size).fillColor(color)
    this.#write(text, { x: MARGIN, y: this.#pdf.y, width: WIDTH, font })
    this.#pdf.y += after
  }

  /** A cell is written when it becomes part of the document, so that each is added before the next is placed. */
  rows(root: PDFKit.PDFStructureElement, lines: readonly TableLine[]): void {
    const pdf = this.#pdf
    const table = pdf.struct('Table')
    root.add(table)
    for (const { cells, hasRuleAbove } of lines) {
      this.makeRoom(24)
      if (hasRuleAbove) this.#rule()
      const row = pdf.struct('TR')
      table.add(row)
      const top = pdf.y + 3
      let lowest = top
      for (const cell of cells) {
        const write = () => {
          pdf.fontSize(TEXT_SIZE).fillColor(cell.color ?? INK)
          this.#write(cell.text, { ...cell, y: top })
        }
        row.add(pdf.struct(cell.tag, {}, write))
        lowest = Math.max(lowest, pdf.y)
      }
      row.end()
      pdf.y = lowest + 3
    }
    table.end()
  }

  makeRoom(height: number): void {
    if (this.#pdf.y + height <= LOWEST) return
    this.finishPage()
    this.#pdf.addPage()
  }

  /** The foot is decoration to a screen reader: it says on each page what the document says already. */
  finishPage(): void {
    const pdf = this.#pdf
    const { y } = pdf
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('regular').fontSize(8).fillColor(SOFT)
    pdf.text(this.#foot, MARGIN, PAPER.height - MARGIN - FOOT_ROOM / 2, {
      width: WIDTH,
      height: FOOT_ROOM,
      lineBreak: true,
    })
    pdf.endMarkedContent()
    pdf.y = y
  }

  bytes(): Promise<Buffer> {
    this.#pdf.end()
    return this.#whole
  }

  #rule(): void {
    const pdf = this.#pdf
    pdf.markContent('Artifact', { type: 'Layout' })
    pdf
      .moveTo(MARGIN, pdf.y)
      .lineTo(MARGIN + WIDTH, pdf.y)
      .lineWidth(0.5)
      .strokeColor('#b9b0a2')
      .stroke()
    pdf.endMarkedContent()
  }

  /** Letters that one file of the font has not are taken from the other. */
  #write(
    text: string,
    at: { x: number; y: number; width: number; font: FontName; isNumber?: boolean },
  ): void {
    const { x, y, width, isNumber } = at
    const pdf = this.#pdf
    if (at.font === 'headline' || !FURTHER_LETTERS.test(text)) {
      pdf.font(at.font).text(text, x, y, { width, align: isNumber ? 'right' : 'left' })
      return
    }
    const runs = text.split(new RegExp(`(${FURTHER_LETTERS.source})`, 'u')).filter(run => run !== '')
    runs.forEach((run, index) => {
      pdf.font(FURTHER_LETTERS.test(run) ? `further-${at.font}` : at.font)
      const options = { width, continued: index < runs.length - 1 }
      if (index === 0) pdf.text(run, x, y, options)
      else pdf.text(run, options)
    })
  }
}
