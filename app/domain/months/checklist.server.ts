import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { balancesAt } from '../ledger/ledger.server.ts'
import { isDebitNormal, readAccount } from '../ledger/account.ts'
import { cents, ZERO } from '../money.ts'
import { bankBooks } from './bank-books.server.ts'
import { boundsOf, monthAt } from './month-bounds.server.ts'
import { CLEARING_ACCOUNTS, monthBefore, monthsFrom } from './month.ts'
import type { Checklist, Month } from './month.ts'

/**
 * Goes through everything that must be right before a month can be closed.
 *
 * @param brokenInvariants those that did not hold when the whole of the books was looked at, just before
 */
export async function checklistOf(
  db: ReadDb,
  now: Date,
  month: Month,
  brokenInvariants: readonly string[],
): Promise<Checklist> {
  const { endsAt } = boundsOf(month)
  return {
    isOver: instant(now) >= endsAt,
    openMonthBefore: await openMonthBefore(db, month),
    discrepancies: await openAt(db, endsAt),
    clearing: await clearingAt(db, month, endsAt),
    proof: await proofAfter(db, endsAt),
    bank: await bankBooks(db),
    brokenInvariants: [...brokenInvariants],
    unsealed: await unsealedBefore(db, endsAt),
  }
}

/** The first month in which anything was booked; null while the books are empty. */
export async function firstMonth(db: ReadDb): Promise<Month | null> {
  const first = await db
    .selectFrom('journal_entry')
    .select('recorded_at')
    .orderBy('recorded_at')
    .limit(1)
    .executeTakeFirst()
  return first ? monthAt(new Date(first.recorded_at)) : null
}

async function openMonthBefore(db: ReadDb, month: Month): Promise<Month | null> {
  const first = await firstMonth(db)
  if (first === null || first >= month) return null
  const closed = await db.selectFrom('closed_month').select('month').where('month', '<', month).execute()
  const isClosed = new Set(closed.map(row => row.month))
  return monthsFrom(first, monthBefore(month)).find(each => !isClosed.has(each)) ?? null
}

async function openAt(db: ReadDb, endsAt: string): Promise<Checklist['discrepancies']> {
  return db
    .selectFrom('discrepancy')
    .select(['id', 'kind', 'subject', 'amount_cents as amount'])
    .where('resolved_at', 'is', null)
    .where('found_at', '<', endsAt)
    .orderBy('id')
    .limit(100)
    .execute()
}

async function clearingAt(db: ReadDb, month: Month, endsAt: string): Promise<Checklist['clearing']> {
  const balances = await balancesAt(db, endsAt, CLEARING_ACCOUNTS)
  const explained = await db
    .selectFrom('month_explanation')
    .innerJoin('user', 'user.id', 'explained_by')
    .select(['account', 'amount_cents', 'explanation as text', 'explained_at as at'])
    .select(sql<string>`coalesce("user".name, "user".email)`.as('by'))
    .where('month', '=', month)
    .execute()
  return CLEARING_ACCOUNTS.flatMap(account => {
    const net = balances.get(account) ?? ZERO
    if (net === ZERO) return []
    const kind = readAccount(account)?.kind ?? 'asset'
    const amount = isDebitNormal(kind) ? net : cents(0 - net)
    const found = explained.find(each => each.account === account && each.amount_cents === amount)
    return [{ account, amount, explanation: found ? { text: found.text, by: found.by, at: found.at } : null }]
  })
}

async function proofAfter(db: ReadDb, endsAt: string): Promise<Checklist['proof']> {
  const proof = await db
    .selectFrom('balance_proof')
    .select(['at', 'ours_cents as ours', 'theirs_cents as theirs'])
    .where('at', '>=', endsAt)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return proof ?? null
}

async function unsealedBefore(db: ReadDb, endsAt: string): Promise<number> {
  const { n } = await db
    .selectFrom('journal_tail')
    .innerJoin('journal_entry', 'journal_entry.id', 'journal_tail.entry_id')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('recorded_at', '<', endsAt)
    .executeTakeFirstOrThrow()
  return Number(n)
}
