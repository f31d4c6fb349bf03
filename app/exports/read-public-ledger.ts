import { cents } from '#app/domain/money.ts'
import { CSV_HEADER, csvRows, hledgerHeader, hledgerLine, PUBLIC_COLUMNS } from './public-ledger.ts'
import type { ChainedLine } from './public-ledger.ts'

/** A line of a public ledger and where it begins in its file; or the first place that is no part of such a file. */
export type ReadLine = { ok: true; row: number; line: ChainedLine } | ReadRefusal

interface ReadRefusal {
  ok: false
  row: number
  problem: ReadProblem
}

export type ReadProblem = 'not-a-public-ledger' | 'another-name' | 'unreadable' | 'after-the-end' | 'no-end'

/**
 * Reads a public ledger. Every line is read as what it claims to be and written again by the writer of the file, and must
 * then be the same: so nothing can stand in the file that a person or hledger reads and the chain does not prove.
 *
 * Let by: lines that end with CRLF, a last line without an end, and a CSV without its byte order mark, as editors
 * and spreadsheets leave them. A CR alone ends no line: to hledger it does not, and would hide what follows.
 *
 * @param text in pieces of any size
 * @returns lines, the last of which is the end; or up to the first refusal. Numbers and hashes are not looked at.
 */
export async function* readPublicLedger(
  text: AsyncIterable<string>,
): AsyncGenerator<ReadLine, void, undefined> {
  const rows = rowsIn(text)
  const first = await rows.next()
  const [, slug] = /^; The public ledger of (.*): sums of each day\.$/.exec(first ?? '') ?? []
  if (first !== null && first.replace(/^\ufeff/, '') === CSV_HEADER) yield* readCsv(rows)
  else if (slug !== undefined) yield* readHledger(rows, slug)
  else yield refused(1, 'not-a-public-ledger')
}

interface Rows {
  /** How many were read. */
  row: number
  /** The next row without its end; null after the last. */
  next(): Promise<string | null>
}

function rowsIn(text: AsyncIterable<string>): Rows {
  const found = split(text)
  const rows: Rows = {
    row: 0,
    next: async () => {
      const { done, value } = await found.next()
      if (done) return null
      rows.row += 1
      return value.replace(/\r$/, '')
    },
  }
  return rows
}

async function* split(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = ''
  for await (const piece of text) {
    const [head = '', ...more] = piece.split('\n')
    const last = more.pop()
    if (last === undefined) {
      rest += head
      continue
    }
    yield rest + head
    yield* more
    rest = last
  }
  if (rest !== '') yield rest
}

async function* readHledger(rows: Rows, slug: string): AsyncGenerator<ReadLine, void, undefined> {
  for (const expected of hledgerHeader(slug).split('\n').slice(1, -1)) {
    const text = await rows.next()
    if (text !== expected) return yield refused(rows.row, text === null ? 'no-end' : 'unreadable')
  }
  for await (const read of readTransactions(rows)) {
    yield read
    // After the line itself: when that does not hold, it is the one to name.
    if (read.ok && read.line.kind === 'begin' && read.line.debit !== slug) yield refused(1, 'another-name')
  }
}

async function* readTransactions(rows: Rows): AsyncGenerator<ReadLine, void, undefined> {
  let isEnded = false
  while (!isEnded) {
    const first = await rows.next()
    const { row } = rows
    const isComment = first?.startsWith('; ') === true
    // A transaction names its accounts and its amount in the rows after its first.
    const seen = isComment ? [first] : [first, await rows.next(), await rows.next()]
    const [head, debit, credit] = seen
    if (seen.includes(null)) return yield refused(rows.row, 'no-end')
    const line = isComment ? readComment(head ?? '') : readTransaction(head ?? '', debit ?? '', credit ?? '')
    if (line === null) return yield refused(row, 'unreadable')
    for (const [n, expected] of hledgerLine(line).split('\n').slice(0, -1).entries()) {
      const text = n < seen.length ? seen[n] : await rows.next()
      if (text === null) return yield refused(rows.row, 'no-end')
      if (text !== expected) return yield refused(row + n, 'unreadable')
    }
    yield { ok: true, row, line }
    isEnded = line.kind === 'end'
  }
  yield* nothingMore(rows)
}

async function* readCsv(rows: Rows): AsyncGenerator<ReadLine, void, undefined> {
  let isEnded = false
  while (!isEnded) {
    const text = await rows.next()
    const { row } = rows
    if (text === null) return yield refused(row, 'no-end')
    const line = readCsvRow(text)
    if (line === null || csvRows([line]) !== `${text}\n`) return yield refused(row, 'unreadable')
    yield { ok: true, row, line }
    isEnded = line.kind === 'end'
  }
  yield* nothingMore(rows)
}

async function* nothingMore(rows: Rows): AsyncGenerator<ReadLine, void, undefined> {
  if ((await rows.next()) !== null) yield refused(rows.row, 'after-the-end')
}

function refused(row: number, problem: ReadProblem): ReadRefusal {
  return { ok: false, row, problem }
}

const WHOLE = /^\d{1,15}$/

/** A row of the CSV. None of its fields holds a comma, a quote or the end of a line. */
function readCsvRow(text: string): ChainedLine | null {
  const cells = text.split(',')
  const [
    line = '',
    day = '',
    kind = '',
    entries = '',
    debit = '',
    credit = '',
    amount = '',
    commitment = '',
    hash = '',
  ] = cells
  if (cells.length !== PUBLIC_COLUMNS.length) return null
  if (![line, entries, amount].every(number => WHOLE.test(number))) return null
  const numbers = { line: Number(line), entries: Number(entries), amount: cents(Number(amount)) }
  return { ...numbers, day, kind, debit, credit, commitment, hash }
}

const PROOF = /line:(\d{1,9}), entries:(\d{1,15}), commitment:([0-9a-f]*), hash:([0-9a-f]*)$/

function readProof(text: string) {
  const [, line = '', entries = '', commitment = '', hash = ''] = PROOF.exec(text) ?? []
  return line === '' ? null : { line: Number(line), entries: Number(entries), commitment, hash }
}

function readComment(text: string): ChainedLine | null {
  const [, kind = '', what = ''] = /^; (begin|end):([^,]*), /.exec(text) ?? []
  const proof = readProof(text)
  if (kind === '' || !proof) return null
  if (kind === 'begin') return { ...proof, kind, day: '', debit: what, credit: '', amount: cents(0) }
  return WHOLE.test(what)
    ? { ...proof, kind, day: '', debit: '', credit: '', amount: cents(Number(what)) }
    : null
}

const AMOUNT = /^ {4}(\S+) {2}(\d{1,13})\.(\d\d) EUR/

/**
 * The amount is that of the debit; what is written of it again shows whether that of the credit is its opposite, and
 * which row is no posting of ours.
 */
function readTransaction(head: string, first: string, second: string): ChainedLine | null {
  const [, day = '', kind = ''] = /^(\d{4}-\d\d-\d\d) \* (.*?) {2}; /.exec(head) ?? []
  const proof = readProof(head)
  const [, debit = '', euros = '', fraction = ''] = AMOUNT.exec(first) ?? []
  const [, credit = ''] = /^ {4}(\S+) {2}/.exec(second) ?? []
  if (day === '' || !proof) return null
  return { ...proof, day, kind, debit, credit, amount: cents(Number(euros) * 100 + Number(fraction)) }
}
