import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { BANK_INVARIANTS } from './bank-invariants.server.ts'
import { INVARIANTS } from './invariants.server.ts'
import type { AnyInvariant, Looked } from './invariant.server.ts'
import { walkJournal } from './journal-walk.server.ts'
import type { WalkedJournal } from './journal-walk.server.ts'
import { RECEIPT_INVARIANTS } from './receipt-invariants.server.ts'

/** One invariant with what was found. */
interface InvariantResult {
  id: string
  says: string
  holds: boolean
  /** What was looked at, and, when it does not hold, what breaks it. */
  figure: string
}

export interface LedgerReport {
  holds: boolean
  invariants: InvariantResult[]
}

/**
 * Looks at every invariant. Runs after each test, around each payout, every ten minutes, and as a command.
 *
 * @param walking the walk along the same journal, when somebody else does it; what does not rest on it is looked at
 *   meanwhile
 */
export async function verifyLedger(
  db: ReadDb,
  walking: Promise<WalkedJournal> = walkJournal(db),
): Promise<LedgerReport> {
  const all = [...INVARIANTS, ...BANK_INVARIANTS, ...RECEIPT_INVARIANTS]
  const [journal, looked] = await Promise.all([walking, lookAt(db, all)])
  const invariants: InvariantResult[] = []
  for (const invariant of all) {
    const { id, says } = invariant
    const found = 'judge' in invariant ? await invariant.judge(db, journal) : looked.get(id)
    if (found) invariants.push({ id, says, ...resultOf(found) })
  }
  return { holds: invariants.every(({ holds }) => holds), invariants }
}

async function lookAt(db: ReadDb, all: readonly AnyInvariant[]): Promise<Map<string, Looked>> {
  const looked = new Map<string, Looked>()
  for (const invariant of all) if ('look' in invariant) looked.set(invariant.id, await invariant.look(db))
  return looked
}

function resultOf({ figure, broken }: Looked): Pick<InvariantResult, 'holds' | 'figure'> {
  const holds = broken.length === 0
  return { holds, figure: holds ? figure : `${figure}; broken: ${broken.slice(0, 5).join(', ')}` }
}

/** Keeps a report, so that the desk can show when the books were last found right. */
export async function recordLedgerCheck(trx: WriteDb, now: Date, report: LedgerReport): Promise<void> {
  await trx
    .insertInto('ledger_check')
    .values({
      id: randomIds.next(),
      at: instant(now),
      holds: report.holds ? 1 : 0,
      report: JSON.stringify(report.invariants),
    })
    .execute()
}

/** The newest kept report; null before the first. */
export async function latestLedgerCheck(db: ReadDb): Promise<{ at: string; report: LedgerReport } | null> {
  const row = await db
    .selectFrom('ledger_check')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    at: row.at,
    report: { holds: row.holds === 1, invariants: JSON.parse(row.report) as InvariantResult[] },
  }
}
