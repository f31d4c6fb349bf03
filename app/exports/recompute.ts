import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { lineHash, NOTHING_BEFORE, PUBLIC_COLUMNS } from './public-ledger.ts'
import type { ChainedLine, JournalHead } from './public-ledger.ts'

/** What a public file comes to when it is added up again; or the first line that is not what it was. */
export type Recomputed =
  | {
      ok: true
      slug: string
      lines: number
      /** What stands on each account: credit less debit. */
      balances: Map<string, Cents>
      firstDay: string
      lastDay: string
      head: JournalHead
      /** The hash of the last line: whoever has the same file has the same hash. */
      hash: string
    }
  /** `row` is the place in the file, counted from 1. */
  | { ok: false; row: number; problem: RecomputeProblem }

export type RecomputeProblem =
  'not-a-public-ledger' | 'unreadable' | 'wrong-number' | 'wrong-hash' | 'after-the-end' | 'no-end'

/** Adds a public ledger up and follows its chain, from the rows of the file alone, whether it is CSV or for hledger. */
export async function recompute(rows: AsyncIterable<string>): Promise<Recomputed> {
  const balances = new Map<string, Cents>()
  const found = { slug: '', firstDay: '', lastDay: '' }
  let before = NOTHING_BEFORE
  let number = 0
  let last: ChainedLine | null = null
  for await (const read of linesIn(rows)) {
    const { row } = read
    if (!read.ok) return { ok: false, row, problem: read.problem }
    const { line } = read
    if (last?.kind === 'end') return { ok: false, row, problem: 'after-the-end' }
    number += 1
    if (line.line !== number || (number === 1) !== (line.kind === 'begin'))
      return { ok: false, row, problem: number === 1 ? 'not-a-public-ledger' : 'wrong-number' }
    if (lineHash(before, line) !== line.hash) return { ok: false, row, problem: 'wrong-hash' }
    before = line.hash
    last = line
    if (line.kind === 'begin') found.slug = line.debit
    else if (line.kind !== 'end') {
      found.firstDay ||= line.day
      found.lastDay = line.day
      move(balances, line.credit, line.amount)
      move(balances, line.debit, cents(0 - line.amount))
    }
  }
  if (last === null) return { ok: false, row: 1, problem: 'not-a-public-ledger' }
  if (last.kind !== 'end') return { ok: false, row: number, problem: 'no-end' }
  const head = { seq: last.entries, hash: last.commitment }
  return { ok: true, ...found, lines: number - 2, balances, head, hash: last.hash }
}

function move(balances: Map<string, Cents>, account: string, amount: Cents): void {
  balances.set(account, cents((balances.get(account) ?? 0) + amount))
}

type ReadLine =
  | { ok: true; row: number; line: ChainedLine }
  | { ok: false; row: number; problem: 'not-a-public-ledger' | 'unreadable' }

async function* linesIn(rows: AsyncIterable<string>): AsyncGenerator<ReadLine> {
  let row = 0
  let format: 'csv' | 'hledger' | null = null
  let waiting: { head: string; row: number; debit: string | null } | null = null
  for await (const text of rows) {
    row += 1
    const bare = text.replace(/^\ufeff/, '').trimEnd()
    if (format === null) {
      format =
        bare === PUBLIC_COLUMNS.join(',')
          ? 'csv'
          : bare.startsWith('; The public ledger of ')
            ? 'hledger'
            : null
      if (format === null) {
        yield { ok: false, row, problem: 'not-a-public-ledger' }
        return
      }
      continue
    }
    if (bare === '') continue
    if (format === 'csv') {
      yield readOr(row, readCsvRow(bare))
      continue
    }
    if (/^(decimal-mark|commodity) /.test(bare)) continue
    if (bare.startsWith('; ')) yield readOr(row, readComment(bare))
    else if (!bare.startsWith(' ')) waiting = { head: bare, row, debit: null }
    else if (waiting && waiting.debit === null) waiting.debit = bare
    else if (waiting) {
      yield readOr(waiting.row, readTransaction(waiting.head, waiting.debit ?? '', bare))
      waiting = null
    } else yield { ok: false, row, problem: 'unreadable' }
  }
  if (waiting) yield { ok: false, row: waiting.row, problem: 'unreadable' }
}

function readOr(row: number, line: ChainedLine | null): ReadLine {
  return line ? { ok: true, row, line } : { ok: false, row, problem: 'unreadable' }
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

const AMOUNT = /^ {4}(\S+) {2}(-?)(\d{1,13})\.(\d\d) EUR$/

function readTransaction(head: string, first: string, second: string): ChainedLine | null {
  const [, day = '', kind = ''] = /^(\d{4}-\d\d-\d\d) \* (.*?) {2}; /.exec(head) ?? []
  const proof = readProof(head)
  const [, debit = '', plus = '', euros = '', fraction = ''] = AMOUNT.exec(first) ?? []
  const [, credit = '', minus = '', lessEuros = '', lessFraction = ''] = AMOUNT.exec(second) ?? []
  const isBalanced = plus === '' && minus === '-' && euros === lessEuros && fraction === lessFraction
  if (day === '' || !proof || debit === '' || !isBalanced) return null
  return { ...proof, day, kind, debit, credit, amount: cents(Number(euros) * 100 + Number(fraction)) }
}
