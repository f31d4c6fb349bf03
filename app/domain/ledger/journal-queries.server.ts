import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'
import { readAccount } from './account.ts'

/**
 * The journal as the desk reads it: whole entries, newest first. Lists come in pages, found by the id of an entry,
 * so that a page costs the same however long the journal is.
 */

/** An account, with the title of the campaign that it belongs to; null for an account of the platform itself. */
export interface TitledAccount {
  account: string
  title: string | null
}

interface ShownPosting {
  debit: TitledAccount
  credit: TitledAccount
  amount: Cents
}

export interface JournalEntry {
  id: string
  kind: string
  source: { type: string; id: string }
  occurredAt: Instant
  reversesId: string | null
  postings: ShownPosting[]
}

export interface JournalPage {
  entries: JournalEntry[]
  /** Ask with this for the page with older entries; null on the last one. */
  older: string | null
}

export interface JournalWanted {
  /** Only entries of this kind. */
  kind?: string | null
  /** Only entries that touch this account. */
  account?: string | null
  /** The `older` of the page before; anything else begins at the newest entry. */
  before?: string | null
  limit: number
}

/** One page of the journal. */
export async function journalPage(db: ReadDb, wanted: JournalWanted): Promise<JournalPage> {
  const found = await idsOfPage(db, wanted)
  const shown = found.slice(0, wanted.limit)
  return {
    entries: await entriesWithIds(db, shown),
    older: found.length > wanted.limit ? (shown.at(-1) ?? null) : null,
  }
}

/** Newest first, one more than asked for. */
async function idsOfPage(db: ReadDb, { kind, account, before, limit }: JournalWanted): Promise<string[]> {
  const key = before && isId(before) ? before : null
  if (account) {
    const sides = await Promise.all(
      (['debit_account', 'credit_account'] as const).map(side =>
        idsOfSide(db, { side, account, kind: kind ?? null, key, limit }),
      ),
    )
    return [...new Set(sides.flat())].toSorted((a, b) => (a < b ? 1 : -1)).slice(0, limit + 1)
  }
  let query = db
    .selectFrom('journal_entry')
    .select('id')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (kind) query = query.where('kind', '=', kind)
  if (key) query = query.where('id', '<', key)
  return (await query.execute()).map(row => row.id)
}

/** Along the index of one side of the account, so that only as many postings are read as the page needs. */
async function idsOfSide(
  db: ReadDb,
  wanted: {
    side: 'debit_account' | 'credit_account'
    account: string
    kind: string | null
    key: string | null
    limit: number
  },
): Promise<string[]> {
  let query = db
    .selectFrom('posting')
    .select('posting.entry_id')
    .distinct()
    .where(wanted.side, '=', wanted.account)
    .orderBy('posting.entry_id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.key) query = query.where('posting.entry_id', '<', wanted.key)
  if (wanted.kind)
    query = query
      .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
      .where('journal_entry.kind', '=', wanted.kind)
  return (await query.execute()).map(row => row.entry_id)
}

/** Whole entries, newest first. */
export async function entriesWithIds(db: ReadDb, ids: readonly string[]): Promise<JournalEntry[]> {
  if (ids.length === 0) return []
  const entries = await db
    .selectFrom('journal_entry')
    .select(['id', 'kind', 'source_type', 'source_id'])
    .select(['occurred_at as occurredAt', 'reverses_id as reversesId'])
    .where('id', 'in', ids)
    .orderBy('id', 'desc')
    .execute()
  const postings = await db
    .selectFrom('posting')
    .select(['entry_id', 'debit_account', 'credit_account', 'amount_cents as amount'])
    .where('entry_id', 'in', ids)
    .orderBy('entry_id')
    .orderBy('n')
    .execute()
  const titled = await titlesOf(
    db,
    postings.flatMap(posting => [posting.debit_account, posting.credit_account]),
  )
  const byEntry = Map.groupBy(postings, posting => posting.entry_id)
  return entries.map(({ source_type, source_id, ...entry }) => ({
    ...entry,
    source: { type: source_type, id: source_id },
    postings: (byEntry.get(entry.id) ?? []).map(({ debit_account, credit_account, amount }) => ({
      debit: titled(debit_account),
      credit: titled(credit_account),
      amount,
    })),
  }))
}

/** Finds the titles of the campaigns that accounts belong to. */
async function titlesOf(
  db: ReadDb,
  accounts: readonly string[],
): Promise<(account: string) => TitledAccount> {
  const ids = new Set(accounts.flatMap(account => readAccount(account)?.campaignId ?? []))
  const campaigns =
    ids.size === 0
      ? []
      : await db
          .selectFrom('campaign')
          .select(['id', 'title'])
          .where('id', 'in', [...ids])
          .execute()
  const titles = new Map(campaigns.map(({ id, title }) => [id, title]))
  return account => ({ account, title: titles.get(readAccount(account)?.campaignId ?? '') ?? null })
}

/** The account of this text with its title; null when the chart does not have it, or there is no such campaign. */
export async function findAccount(db: ReadDb, text: string): Promise<TitledAccount | null> {
  const known = readAccount(text)
  if (!known) return null
  const account = (await titlesOf(db, [text]))(text)
  return known.campaignId !== null && account.title === null ? null : account
}

/** Gives accounts the titles of their campaigns. */
export async function withTitles<T extends { account: string }>(
  db: ReadDb,
  rows: readonly T[],
): Promise<(T & TitledAccount)[]> {
  const titled = await titlesOf(
    db,
    rows.map(row => row.account),
  )
  return rows.map(row => ({ ...row, ...titled(row.account) }))
}
