import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'
import { entriesWithIds } from './journal-queries.server.ts'
import type { JournalEntry } from './journal-queries.server.ts'

/** One entry in full: what proves it, what Stripe says of it, and the other entries of the same money. */

/** One entry with what proves it and what belongs to it. */
export interface EntryInFull {
  entry: JournalEntry
  recordedAt: Instant
  /** Its link in the chain of the journal; null until it is sealed, within a minute or so. */
  seal: { seq: number; hash: string; previousHash: string } | null
  campaign: { id: string; title: string } | null
  settlementId: string | null
  /** Stripe's own transaction that was booked by this entry. */
  transaction: StripeTransaction | null
  /** Other entries of the same payment or the same payout, newest first. */
  related: JournalEntry[]
}

export interface StripeTransaction {
  id: string
  category: string
  sourceId: string | null
  amount: Cents
  fee: Cents
  net: Cents
  availableOn: Instant
}

/** The entry with this id, or null. */
export async function entryInFull(db: ReadDb, entryId: string): Promise<EntryInFull | null> {
  if (!isId(entryId)) return null
  const [entry] = await entriesWithIds(db, [entryId])
  if (!entry) return null
  const { recordedAt } = await db
    .selectFrom('journal_entry')
    .select('recorded_at as recordedAt')
    .where('id', '=', entryId)
    .executeTakeFirstOrThrow()
  const seal = await db
    .selectFrom('journal_seal')
    .select(['seq', 'hash', 'prev_hash as previousHash'])
    .where('entry_id', '=', entryId)
    .executeTakeFirst()
  const transaction = await transactionOf(db, entryId)
  const paymentId = await paymentOf(db, entry, transaction?.paymentId ?? null)
  const settlementId = await settlementOf(db, entry, transaction?.shown.sourceId ?? null)
  const related = [
    ...(paymentId ? await idsOfPayment(db, paymentId) : []),
    ...(settlementId ? await idsOfSettlement(db, settlementId) : []),
  ]
  return {
    entry,
    recordedAt,
    seal: seal ?? null,
    campaign: await campaignOf(db, paymentId, settlementId),
    settlementId,
    transaction: transaction?.shown ?? null,
    related: await entriesWithIds(
      db,
      related.filter(id => id !== entryId),
    ),
  }
}

async function transactionOf(
  db: ReadDb,
  entryId: string,
): Promise<{ shown: StripeTransaction; paymentId: string | null } | null> {
  const row = await db
    .selectFrom('balance_transaction')
    .select(['id', 'reporting_category as category', 'source_id as sourceId', 'payment_id as paymentId'])
    .select(['amount_cents as amount', 'fee_cents as fee', 'net_cents as net', 'available_on as availableOn'])
    .where('entry_id', '=', entryId)
    .executeTakeFirst()
  if (!row) return null
  const { paymentId, ...shown } = row
  return { shown, paymentId }
}

async function paymentOf(
  db: ReadDb,
  { source }: JournalEntry,
  paymentId: string | null,
): Promise<string | null> {
  if (source.type === 'payment') return source.id
  if (source.type !== 'refund') return paymentId
  const refund = await db
    .selectFrom('refund')
    .select('payment_id')
    .where('id', '=', source.id)
    .executeTakeFirst()
  return refund?.payment_id ?? null
}

async function settlementOf(
  db: ReadDb,
  { source }: JournalEntry,
  transferId: string | null,
): Promise<string | null> {
  if (source.type === 'settlement') return source.id
  if (transferId === null) return null
  const settlement = await db
    .selectFrom('settlement')
    .select('id')
    .where('transfer_id', '=', transferId)
    .executeTakeFirst()
  return settlement?.id ?? null
}

async function idsOfPayment(db: ReadDb, paymentId: string): Promise<string[]> {
  const refunds = await db
    .selectFrom('refund')
    .select(['id', 'stripe_refund_id'])
    .where('payment_id', '=', paymentId)
    .execute()
  const ofOurs = await idsWithSources(db, [
    { type: 'payment', ids: [paymentId] },
    { type: 'refund', ids: refunds.map(refund => refund.id) },
  ])
  const ofStripe = await db
    .selectFrom('balance_transaction')
    .select('entry_id')
    .where('payment_id', '=', paymentId)
    .execute()
  const ofRefunds = await idsOfStripeSources(
    db,
    refunds.flatMap(refund => refund.stripe_refund_id ?? []),
  )
  return [...new Set([...ofOurs, ...ofStripe.map(row => row.entry_id), ...ofRefunds])]
}

async function idsOfSettlement(db: ReadDb, settlementId: string): Promise<string[]> {
  const settlement = await db
    .selectFrom('settlement')
    .select('transfer_id')
    .where('id', '=', settlementId)
    .executeTakeFirst()
  const ours = await idsWithSources(db, [{ type: 'settlement', ids: [settlementId] }])
  const transfer = settlement?.transfer_id
  return [...ours, ...(transfer ? await idsOfStripeSources(db, [transfer]) : [])]
}

async function idsWithSources(
  db: ReadDb,
  sources: readonly { type: string; ids: readonly string[] }[],
): Promise<string[]> {
  const rows = await Promise.all(
    sources
      .filter(({ ids }) => ids.length > 0)
      .map(({ type, ids }) =>
        db
          .selectFrom('journal_entry')
          .select('id')
          .where('source_type', '=', type)
          .where('source_id', 'in', ids)
          .execute(),
      ),
  )
  return rows.flat().map(row => row.id)
}

async function idsOfStripeSources(db: ReadDb, sourceIds: readonly string[]): Promise<string[]> {
  if (sourceIds.length === 0) return []
  const rows = await db
    .selectFrom('balance_transaction')
    .select('entry_id')
    .where('source_id', 'in', sourceIds)
    .execute()
  return rows.map(row => row.entry_id)
}

async function campaignOf(
  db: ReadDb,
  paymentId: string | null,
  settlementId: string | null,
): Promise<{ id: string; title: string } | null> {
  const campaigns = db.selectFrom('campaign').select(['campaign.id', 'campaign.title'])
  const found = paymentId
    ? await campaigns
        .innerJoin('pledge', 'pledge.campaign_id', 'campaign.id')
        .innerJoin('payment', 'payment.pledge_id', 'pledge.id')
        .where('payment.id', '=', paymentId)
        .executeTakeFirst()
    : settlementId
      ? await campaigns
          .innerJoin('settlement', 'settlement.campaign_id', 'campaign.id')
          .where('settlement.id', '=', settlementId)
          .executeTakeFirst()
      : undefined
  return found ?? null
}

/** The entries of one payout: what its approval booked, and Stripe's transactions of its transfer. Newest first. */
export async function entriesOfSettlement(db: ReadDb, settlementId: string): Promise<JournalEntry[]> {
  return entriesWithIds(db, await idsOfSettlement(db, settlementId))
}
