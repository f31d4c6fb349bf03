import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * The books as they leave the platform: entries of a period in the order in which they were recorded, read in pages, so
 * that a long book takes no more memory than a short one. The period is that of recording (docs/decisions/0012).
 */

export interface ExportedEntry {
  id: string
  kind: string
  occurredAt: Instant
  recordedAt: Instant
  /** What it was booked for: a payment, a refund, one of Stripe's transactions … and its id there. */
  source: { type: string; id: string }
  /** Its number in the chain of the journal; null until it is sealed. */
  seq: number | null
  postings: ExportedPosting[]
}

interface ExportedPosting {
  n: number
  debit: string
  credit: string
  amount: Cents
  campaignId: string | null
}

/** What is exported: entries recorded from one instant until before another, of one campaign or account or of all. */
export interface Extent {
  from: Instant
  /** Not included. */
  until: Instant
  campaignId: string | null
  /** Only postings that touch this account. */
  account: string | null
}

const ENTRIES_A_PAGE = 500

/** The entries of an extent with those of their postings that are in it, a page at a time. */
export async function* exportedEntries(db: ReadDb, extent: Extent): AsyncGenerator<ExportedEntry[]> {
  let last: { recordedAt: Instant; id: string } | null = null
  for (;;) {
    const page: ExportedEntry[] = await entriesAfter(db, extent, last)
    if (page.length > 0) yield page
    const end = page.at(-1)
    if (!end || page.length < ENTRIES_A_PAGE) return
    last = end
  }
}

async function entriesAfter(
  db: ReadDb,
  extent: Extent,
  last: { recordedAt: Instant; id: string } | null,
): Promise<ExportedEntry[]> {
  let query = db
    .selectFrom('journal_entry')
    .leftJoin('journal_seal', 'journal_seal.entry_id', 'journal_entry.id')
    .select(['journal_entry.id', 'kind', 'source_type', 'source_id', 'journal_seal.seq'])
    .select(['occurred_at as occurredAt', 'recorded_at as recordedAt'])
    .where('recorded_at', '>=', last?.recordedAt ?? extent.from)
    .where('recorded_at', '<', extent.until)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('posting')
          .select('posting.n')
          .whereRef('posting.entry_id', '=', 'journal_entry.id')
          .where(inExtent(extent)),
      ),
    )
    .orderBy('recorded_at')
    .orderBy('journal_entry.id')
    .limit(ENTRIES_A_PAGE)
  if (last)
    query = query.where(eb =>
      eb.or([eb('recorded_at', '>', last.recordedAt), eb('journal_entry.id', '>', last.id)]),
    )
  const entries = await query.execute()
  if (entries.length === 0) return []
  const postings = await db
    .selectFrom('posting')
    .select(['entry_id', 'n', 'debit_account as debit', 'credit_account as credit'])
    .select(['amount_cents as amount', 'campaign_id as campaignId'])
    .where(
      'entry_id',
      'in',
      entries.map(entry => entry.id),
    )
    .where(inExtent(extent))
    .orderBy('entry_id')
    .orderBy('n')
    .execute()
  const byEntry = Map.groupBy(postings, posting => posting.entry_id)
  return entries.map(({ source_type, source_id, ...entry }) => ({
    ...entry,
    source: { type: source_type, id: source_id },
    postings: (byEntry.get(entry.id) ?? []).map(({ entry_id: _, ...posting }) => posting),
  }))
}

/** Which postings are in an extent, beside the time of their entry. */
function inExtent({ campaignId, account }: Pick<Extent, 'campaignId' | 'account'>) {
  const ofCampaign = campaignId === null ? sql`true` : sql`posting.campaign_id = ${campaignId}`
  const ofAccount =
    account === null
      ? sql`true`
      : sql`(posting.debit_account = ${account} or posting.credit_account = ${account})`
  return sql<boolean>`(${ofCampaign} and ${ofAccount})`
}

/** How much there is to export: known before the first line is written. */
export async function exportSums(
  db: ReadDb,
  extent: Extent,
): Promise<{ entries: number; postings: number; cents: Cents }> {
  const row = await db
    .selectFrom('journal_entry')
    .innerJoin('posting', 'posting.entry_id', 'journal_entry.id')
    .select(eb => [
      eb.fn.count<number>('journal_entry.id').distinct().as('entries'),
      eb.fn.countAll<number>().as('postings'),
      sql<number>`coalesce(sum(amount_cents), 0)`.as('cents'),
    ])
    .where('recorded_at', '>=', extent.from)
    .where('recorded_at', '<', extent.until)
    .where(inExtent(extent))
    .executeTakeFirstOrThrow()
  return { entries: Number(row.entries), postings: Number(row.postings), cents: cents(Number(row.cents)) }
}

/** What was booked on an account in a period, and what stood on it before. All are debit less credit. */
export interface Movement {
  account: string
  opening: Cents
  debit: Cents
  credit: Cents
}

/** Every account that was used before the end of a period, with its movements in that period, by name. */
export async function movementsOf(db: ReadDb, extent: Extent): Promise<Movement[]> {
  const side = (account: 'debit_account' | 'credit_account', debit: number, credit: number) =>
    db
      .selectFrom('posting')
      .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
      .select(`posting.${account} as account`)
      .select([
        sql<number>`case when recorded_at < ${extent.from} then amount_cents * ${sql.lit(debit - credit)} else 0 end`.as(
          'opening',
        ),
        sql<number>`case when recorded_at < ${extent.from} then 0 else amount_cents * ${sql.lit(debit)} end`.as(
          'debit',
        ),
        sql<number>`case when recorded_at < ${extent.from} then 0 else amount_cents * ${sql.lit(credit)} end`.as(
          'credit',
        ),
      ])
      .where('recorded_at', '<', extent.until)
      .where(inExtent(extent))
  const rows = await db
    .selectFrom(
      side('debit_account', 1, 0)
        .unionAll(side('credit_account', 0, 1))
        .as('moved'),
    )
    .select(['account', sql<number>`sum(opening)`.as('opening')])
    .select([sql<number>`sum(debit)`.as('debit'), sql<number>`sum(credit)`.as('credit')])
    .groupBy('account')
    .orderBy('account')
    .execute()
  return rows.map(row => ({
    account: row.account,
    opening: cents(Number(row.opening)),
    debit: cents(Number(row.debit)),
    credit: cents(Number(row.credit)),
  }))
}

/** What stood on some accounts before an instant, debit less credit, by the entries that were recorded until then. */
export async function balancesAt(
  db: ReadDb,
  until: Instant,
  accounts: readonly string[],
): Promise<Map<string, Cents>> {
  const side = (account: 'debit_account' | 'credit_account', sign: number) =>
    db
      .selectFrom('posting')
      .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
      .select(`posting.${account} as account`)
      .select(sql<number>`amount_cents * ${sql.lit(sign)}`.as('net'))
      .where('recorded_at', '<', until)
      .where(account, 'in', accounts)
  const rows = await db
    .selectFrom(side('debit_account', 1).unionAll(side('credit_account', -1)).as('moved'))
    .select(['account', sql<number>`sum(net)`.as('net')])
    .groupBy('account')
    .execute()
  return new Map(rows.map(({ account, net }) => [account, cents(Number(net))]))
}

/** Campaigns for which anything was ever booked, by title. */
export async function campaignsInBooks(db: ReadDb): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom('campaign')
    .select(['campaign.id', 'campaign.title'])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('posting').select('posting.n').whereRef('posting.campaign_id', '=', 'campaign.id')),
    )
    .orderBy('campaign.title')
    .orderBy('campaign.id')
    .execute()
}
