import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { after } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'
import { DISCREPANCY_KINDS, discrepancyKind } from './discrepancy-kinds.ts'

/** What the desk asks about what does not add up. */

export interface Discrepancy {
  id: string
  kind: string
  /** The id of what it is about. */
  subject: string
  amount: Cents | null
  /** What was noted when it was found, in Stripe's words. */
  detail: Record<string, string | number | null>
  foundAt: Instant
  /** What it is about, as far as we keep it. */
  about: Subject
}

interface Subject {
  campaign: { id: string; title: string } | null
  settlementId: string | null
  entryId: string | null
}

export interface ResolvedDiscrepancy extends Discrepancy {
  resolvedAt: Instant
  /** Null: it came right by itself. */
  resolvedBy: string | null
  resolution: string
}

export interface DiscrepanciesWanted {
  /** The `newer` of the page before; anything else begins at the oldest. */
  after?: string | null
  limit: number
  kind?: string | null
  /** Only this one. */
  only?: string | null
  /** Only those that are open for longer than their kind allows at this instant. */
  overdueAt?: Date | null
}

/** One page of what does not add up, oldest first. */
export async function openDiscrepancies(
  db: ReadDb,
  wanted: DiscrepanciesWanted,
): Promise<{ discrepancies: Discrepancy[]; newer: string | null }> {
  let query = rows(db)
    .where('resolved_at', 'is', null)
    .orderBy('found_at')
    .orderBy('discrepancy.id')
    .limit(wanted.limit + 1)
  if (wanted.kind) query = query.where('discrepancy.kind', '=', wanted.kind)
  if (wanted.only) query = query.where('discrepancy.id', '=', wanted.only)
  if (wanted.overdueAt) query = query.where(isOverdueAt(wanted.overdueAt))
  const last = wanted.after && isId(wanted.after) ? await foundAt(db, wanted.after) : null
  if (last)
    query = query
      .where('found_at', '>=', last.at)
      .where(eb => eb.or([eb('found_at', '>', last.at), eb('discrepancy.id', '>', last.id)]))
  const found = await query.execute()
  const shown = found.slice(0, wanted.limit)
  const about = await subjectsOf(db, shown)
  return {
    discrepancies: shown.map(row => toDiscrepancy(row, about)),
    newer: found.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** The open discrepancy with this id; null when there is none, or it was closed. */
export async function findOpenDiscrepancy(db: ReadDb, id: string): Promise<Discrepancy | null> {
  if (!isId(id)) return null
  const row = await rows(db)
    .where('discrepancy.id', '=', id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return row ? toDiscrepancy(row, await subjectsOf(db, [row])) : null
}

/** How many do not add up now. */
export async function countOpenDiscrepancies(db: ReadDb): Promise<number> {
  const { open } = await db
    .selectFrom('discrepancy')
    .select(eb => eb.fn.countAll<number>().as('open'))
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

/** What was closed last, newest first. */
export async function recentlyResolved(db: ReadDb, limit: number): Promise<ResolvedDiscrepancy[]> {
  const found = await rows(db)
    .leftJoin('user', 'user.id', 'resolved_by')
    .select([
      'resolved_at',
      'resolution',
      sql<string | null>`coalesce("user".name, "user".email)`.as('resolver'),
    ])
    .where('resolved_at', 'is not', null)
    .orderBy('resolved_at', 'desc')
    .orderBy('discrepancy.id', 'desc')
    .limit(limit)
    .execute()
  const about = await subjectsOf(db, found)
  return found.map(row => ({
    ...toDiscrepancy(row, about),
    resolvedAt: row.resolved_at ?? row.foundAt,
    resolvedBy: row.resolver,
    resolution: row.resolution ?? '',
  }))
}

/** What is open again is as old as its last finding, so ids alone do not tell which is oldest. */
async function foundAt(db: ReadDb, id: string): Promise<{ id: string; at: Instant } | null> {
  const row = await db
    .selectFrom('discrepancy')
    .select(['id', 'found_at as at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Each kind has an age of its own that it may reach; a kind that the table does not know has that of the unknown. */
function isOverdueAt(now: Date) {
  const known = Object.keys(DISCREPANCY_KINDS)
  const foundBefore = (kind: string) => after(now, -discrepancyKind(kind).allowedMs)
  const ofKinds = known.map(kind => sql`(discrepancy.kind = ${kind} and found_at < ${foundBefore(kind)})`)
  const ofOthers = sql`(discrepancy.kind not in (${sql.join(known)}) and found_at < ${foundBefore('')})`
  return sql<boolean>`(${sql.join([...ofKinds, ofOthers], sql` or `)})`
}

/** The kinds of what is open now, for the filter. */
export async function openKinds(db: ReadDb): Promise<string[]> {
  const found = await db
    .selectFrom('discrepancy')
    .select('kind')
    .distinct()
    .where('resolved_at', 'is', null)
    .orderBy('kind')
    .execute()
  return found.map(({ kind }) => kind)
}

function rows(db: ReadDb) {
  return db
    .selectFrom('discrepancy')
    .select(['discrepancy.id', 'discrepancy.kind', 'subject', 'amount_cents as amount'])
    .select(['detail', 'found_at as foundAt'])
}

interface DiscrepancyRow {
  id: string
  kind: string
  subject: string
  amount: Cents | null
  detail: string
  foundAt: Instant
}

function toDiscrepancy(row: DiscrepancyRow, about: (subject: string) => Subject): Discrepancy {
  const { id, kind, subject, amount, foundAt } = row
  const detail = JSON.parse(row.detail) as Discrepancy['detail']
  return { id, kind, subject, amount, detail, foundAt, about: about(subject) }
}

/** Subjects are ids of payments, refunds, campaigns, settlements and Stripe's transactions; each is looked for once. */
async function subjectsOf(
  db: ReadDb,
  found: readonly { subject: string }[],
): Promise<(subject: string) => Subject> {
  const ids = found.map(row => row.subject)
  const subjects = new Map<string, Subject>()
  if (ids.length > 0) {
    const campaigns = [
      await campaignsOfPayments(db, ids),
      await campaignsOfRefunds(db, ids),
      await db
        .selectFrom('campaign')
        .select(['id as subject', 'id', 'title'])
        .where('id', 'in', ids)
        .execute(),
    ].flat()
    for (const { subject, id, title } of campaigns)
      subjects.set(subject, { campaign: { id, title }, settlementId: null, entryId: null })
    for (const { subject, id, title } of await campaignsOfSettlements(db, ids))
      subjects.set(subject, { campaign: { id, title }, settlementId: subject, entryId: null })
    const transactions = await db
      .selectFrom('balance_transaction')
      .select(['id as subject', 'entry_id'])
      .where('id', 'in', ids)
      .execute()
    for (const { subject, entry_id } of transactions)
      subjects.set(subject, { campaign: null, settlementId: null, entryId: entry_id })
  }
  return subject => subjects.get(subject) ?? { campaign: null, settlementId: null, entryId: null }
}

async function campaignsOfPayments(db: ReadDb, ids: readonly string[]) {
  return db
    .selectFrom('payment')
    .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['payment.id as subject', 'campaign.id', 'campaign.title'])
    .where('payment.id', 'in', ids)
    .execute()
}

async function campaignsOfRefunds(db: ReadDb, ids: readonly string[]) {
  return db
    .selectFrom('refund')
    .innerJoin('pledge', 'pledge.id', 'refund.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['refund.id as subject', 'campaign.id', 'campaign.title'])
    .where('refund.id', 'in', ids)
    .execute()
}

async function campaignsOfSettlements(db: ReadDb, ids: readonly string[]) {
  return db
    .selectFrom('settlement')
    .innerJoin('campaign', 'campaign.id', 'settlement.campaign_id')
    .select(['settlement.id as subject', 'campaign.id', 'campaign.title'])
    .where('settlement.id', 'in', ids)
    .execute()
}
