import Sqlite from 'better-sqlite3'
import { walkJournal } from '#app/domain/reconciliation/journal-walk.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { LedgerReport } from '#app/domain/reconciliation/verify-ledger.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { walkInThread } from '../ledger/walk-in-thread.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal } from './figure.ts'
import { fillCopy } from './large-books.ts'
import { byTurns, secondsOf } from './rounds.ts'
import type { Workplace } from './workplace.ts'

const GOAL: Goal = { atMost: 3 }
const ROUNDS = 5
/** Makes a million entries. */
const PLEDGES = 156_000

/**
 * The baseline: SQLite goes once through the same rows in the order in which the audit needs them (each seal with its
 * entry and the postings of that), and touches every column that the audit reads. It hashes, compares and checks nothing.
 */
const ONE_PASS = `SELECT count(*), sum(seq + n + amount_cents), sum(length(journal_seal.entry_id) + length(prev_hash)
  + length(hash) + length(kind) + length(debit_account) + length(credit_account)) FROM journal_seal
  CROSS JOIN journal_entry ON journal_entry.id = journal_seal.entry_id
  CROSS JOIN posting ON posting.entry_id = journal_entry.id`

/**
 * P5: how long all invariants of books with a million entries take, as `npm run ledger:verify` looks at them, against one
 * SQL pass over the same entries, postings and seals. What the audit reads of other tables is in its time, and not in
 * that of the pass. Beside it the same without a thread, as the worker does it, and the walk along the chain alone.
 *
 * @param options.pledges fewer make smaller books
 */
export async function measureBooksAudited(
  place: Workplace,
  options: { pledges: number; say: (line: string) => void },
): Promise<Figure[]> {
  const { file, filled } = await fillCopy(place, 'audited', Math.min(options.pledges, PLEDGES), options.say)
  const db = await openChecked(file)
  const database = new Sqlite(file, { readonly: true })
  const pass = database.prepare(ONE_PASS)
  const entries = database.prepare<[], number>('SELECT count(*) FROM journal_entry').pluck().get() ?? 0
  const notes = [
    `${said(entries)} entries and ${said(filled.postings)} postings; the pass goes through each seal in its order, with its entry and postings, and checks nothing`,
  ]
  const against = (work: () => Promise<unknown>) =>
    byTurns({
      rounds: ROUNDS,
      ours: () => secondsOf(work),
      baseline: () => secondsOf(async () => pass.get()),
    })
  const figures = [
    figureOf({
      ...{ figure: 'P5', what: 'whole audit, as ledger:verify', unit: 's', goal: GOAL, notes },
      rounds: await against(async () => assertHolds(await verifyLedger(db.read, walkInThread(file)))),
    }),
    figureOf({
      ...{ figure: 'P5-one-thread', what: 'whole audit, as the worker', unit: 's' },
      rounds: await against(async () => assertHolds(await verifyLedger(db.read))),
    }),
    figureOf({
      ...{ figure: 'P5-chain', what: 'the chain and the sums alone', unit: 's' },
      rounds: await against(() => walkJournal(db.read)),
    }),
  ]
  database.close()
  await db.close()
  return figures
}

/** @throws Error when the books do not hold: then less was looked at than there is */
function assertHolds({ holds, invariants }: LedgerReport): void {
  const broken = invariants.filter(invariant => !invariant.holds).map(({ id, figure }) => `${id} ${figure}`)
  if (!holds) throw new Error(`The books that were made do not hold: ${broken.join('; ')}`)
}

const said = (count: number) => count.toLocaleString('en')
