import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import { firstMonth } from './checklist.server.ts'
import { monthAt } from './month-bounds.server.ts'
import { monthsFrom } from './month.ts'
import type { Checklist, Month } from './month.ts'

/** What the desk asks about months. */

export { checklistOf, firstMonth } from './checklist.server.ts'
export { confirmationHash } from './confirmation-hash.server.ts'

export interface MonthInList {
  month: Month
  state: 'running' | 'open' | 'proposed' | 'closed'
}

export interface ClosedMonth {
  proposedBy: string
  proposedAt: Instant
  confirmedBy: string
  confirmedAt: Instant
  headSeq: number
  headHash: string
  checklist: Checklist
  files: MonthFile[]
}

interface MonthFile {
  kind: 'report' | 'archive'
  sha256: string
  bytes: number
}

export interface MonthProposal {
  /** The user. */
  proposedBy: string
  proposer: string
  proposedAt: Instant
  headSeq: number
  headHash: string
}

/** Every month since the first entry, newest first. */
export async function monthsOfBooks(db: ReadDb, now: Date): Promise<MonthInList[]> {
  const present = monthAt(now)
  const first = await firstMonth(db)
  const closed = await db.selectFrom('closed_month').select('month').execute()
  const proposed = await db.selectFrom('month_proposal').select('month').execute()
  const isClosed = new Set(closed.map(row => row.month))
  const isProposed = new Set(proposed.map(row => row.month))
  return monthsFrom(first ?? present, present)
    .toReversed()
    .map(month => ({ month, state: stateOf(month) }))

  function stateOf(month: Month): MonthInList['state'] {
    if (isClosed.has(month)) return 'closed'
    if (month === present) return 'running'
    return isProposed.has(month) ? 'proposed' : 'open'
  }
}

/** The proposal to close a month that waits for somebody else; null when there is none. */
export async function findMonthProposal(db: ReadDb, month: Month): Promise<MonthProposal | null> {
  const row = await db
    .selectFrom('month_proposal')
    .innerJoin('user', 'user.id', 'proposed_by')
    .select(['proposed_by as proposedBy', 'proposed_at as proposedAt'])
    .select(['head_seq as headSeq', 'head_hash as headHash'])
    .select(sql<string>`coalesce("user".name, "user".email)`.as('proposer'))
    .where('month', '=', month)
    .executeTakeFirst()
  return row ?? null
}

/** A month that was closed, with who did it and what was made of it; null when it is not closed. */
export async function findClosedMonth(db: ReadDb, month: Month): Promise<ClosedMonth | null> {
  const row = await db
    .selectFrom('closed_month')
    .innerJoin('user as proposer', 'proposer.id', 'proposed_by')
    .innerJoin('user as confirmer', 'confirmer.id', 'confirmed_by')
    .select(['proposed_at as proposedAt', 'confirmed_at as confirmedAt', 'checklist'])
    .select(['head_seq as headSeq', 'head_hash as headHash'])
    .select(sql<string>`coalesce(proposer.name, proposer.email)`.as('proposedBy'))
    .select(sql<string>`coalesce(confirmer.name, confirmer.email)`.as('confirmedBy'))
    .where('month', '=', month)
    .executeTakeFirst()
  if (!row) return null
  const files = await db
    .selectFrom('month_file')
    .select(['kind', 'sha256', 'bytes'])
    .where('month', '=', month)
    .orderBy('kind', 'desc')
    .execute()
  return { ...row, checklist: JSON.parse(row.checklist) as Checklist, files }
}
