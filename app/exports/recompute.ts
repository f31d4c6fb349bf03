import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { lineHash, NOTHING_BEFORE } from './public-ledger.ts'
import type { ChainedLine, JournalHead } from './public-ledger.ts'
import { readPublicLedger } from './read-public-ledger.ts'
import type { ReadProblem } from './read-public-ledger.ts'

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
  /** `row` is the line of the file, counted from 1; for a transaction of hledger, that of its first line. */
  | { ok: false; row: number; problem: RecomputeProblem }

export type RecomputeProblem = ReadProblem | 'wrong-number' | 'wrong-hash'

/**
 * Adds a public ledger up and follows its chain, from the text of the file alone, whether it is CSV or for hledger.
 * Whatever the file says beside what its lines prove is told as well (`readPublicLedger`).
 *
 * @param text in pieces of any size
 */
export async function recompute(text: AsyncIterable<string>): Promise<Recomputed> {
  const balances = new Map<string, Cents>()
  const found = { slug: '', firstDay: '', lastDay: '' }
  let before = NOTHING_BEFORE
  let number = 0
  let last: ChainedLine | null = null
  for await (const read of readPublicLedger(text)) {
    const { row } = read
    if (!read.ok) return { ok: false, row, problem: read.problem }
    const { line } = read
    number += 1
    if (line.line !== number || (number === 1) !== (line.kind === 'begin'))
      return { ok: false, row, problem: number === 1 ? 'not-a-public-ledger' : 'wrong-number' }
    if (line.kind === 'end' && line.amount !== number - 1) return { ok: false, row, problem: 'wrong-number' }
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
  if (last?.kind !== 'end') throw new Error('A public ledger was read to its end, and has none.')
  const head = { seq: last.entries, hash: last.commitment }
  return { ok: true, ...found, lines: number - 2, balances, head, hash: last.hash }
}

function move(balances: Map<string, Cents>, account: string, amount: Cents): void {
  balances.set(account, cents((balances.get(account) ?? 0) + amount))
}
