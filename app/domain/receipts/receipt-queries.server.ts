import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { LanguageCode, ReceiptKind, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'
import { receiptNumber } from './receipt.ts'
import type { CompanyDetails, ReceiptFacts, ReceiptParts } from './receipt.ts'

/** A numbered document, with everything that is printed on it. */
export interface Receipt {
  id: string
  number: string
  kind: ReceiptKind
  pledgeId: string
  language: LanguageCode
  issuedAt: Instant
  parts: ReceiptParts
  vatBp: number
  facts: ReceiptFacts
  /** The hash of its file; null until that is made. */
  sha256: string | null
}

/** A document of a list, with what later ones said of it. */
export interface ListedReceipt extends Receipt {
  /** The credits that took money back from it. */
  creditedBy: string[]
  /** The invoice that took its place. */
  replacedBy: string | null
}

const receipts = (db: ReadDb) =>
  db
    .selectFrom('receipt')
    .leftJoin('receipt_document', 'receipt_document.receipt_id', 'receipt.id')
    .selectAll('receipt')
    .select('receipt_document.sha256')

export async function findReceipt(db: ReadDb, receiptId: string): Promise<Receipt | null> {
  const row = await receipts(db).where('receipt.id', '=', receiptId).executeTakeFirst()
  return row ? toReceipt(row) : null
}

/** A document of this pledge by its number; null when it has no such document. */
export async function receiptOfPledge(
  db: ReadDb,
  pledgeId: string,
  { year, n }: { year: number; n: number },
): Promise<Receipt | null> {
  const row = await receipts(db)
    .where('receipt.pledge_id', '=', pledgeId)
    .where('receipt.year', '=', year)
    .where('receipt.n', '=', n)
    .executeTakeFirst()
  return row ? toReceipt(row) : null
}

/** All documents of a pledge in the order of their numbers. */
export async function receiptsOfPledge(db: ReadDb, pledgeId: string): Promise<ListedReceipt[]> {
  const rows = await receipts(db)
    .where('receipt.pledge_id', '=', pledgeId)
    .orderBy('receipt.year')
    .orderBy('receipt.n')
    .execute()
  return listed(rows)
}

/**
 * All documents of an address that were issued in a year, of every pledge, in the order of their numbers. One that was
 * credited in a later year is marked so, though the credit stands in the overview of that year.
 */
export async function receiptsOfAddress(db: ReadDb, email: string, year: number): Promise<ListedReceipt[]> {
  const rows = await receipts(db)
    .innerJoin('pledge', 'pledge.id', 'receipt.pledge_id')
    .where('pledge.email', '=', email)
    .orderBy('receipt.year')
    .orderBy('receipt.n')
    .execute()
  const numbers = new Set(rows.filter(row => row.year === year).map(receiptNumber))
  return listed(rows).filter(({ number }) => numbers.has(number))
}

/** The years in which documents were issued to an address, newest first. */
export async function yearsOfAddress(db: ReadDb, email: string): Promise<number[]> {
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('pledge', 'pledge.id', 'receipt.pledge_id')
    .select('receipt.year')
    .distinct()
    .where('pledge.email', '=', email)
    .orderBy('receipt.year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}

/** Whose receipts a link from a letter shows; null when it is none, or no longer. */
export async function addressOfLink(db: ReadDb, linkId: string, now: Date): Promise<string | null> {
  if (!isId(linkId)) return null
  const row = await db
    .selectFrom('overview_link')
    .select('email')
    .where('id', '=', linkId)
    .where('expires_at', '>', instant(now))
    .executeTakeFirst()
  return row?.email ?? null
}

/** The company that asked for an invoice of this pledge, as it was given last. */
export async function companyOfPledge(db: ReadDb, pledgeId: string): Promise<CompanyDetails | null> {
  const row = await db
    .selectFrom('pledge_company')
    .select(['name', 'address', 'kvk', 'vat_number as vatNumber'])
    .where('pledge_id', '=', pledgeId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What staff stated for the receipts of a campaign. */
export interface ReceiptSettings {
  anbi: { name: string; rsin: string; checkedBy: string; checkedAt: Instant } | null
  rewards: { id: string; title: string; price: Cents; stated: { value: Cents; vatBp: number } | null }[]
}

export async function receiptSettings(db: ReadDb, campaignId: string): Promise<ReceiptSettings> {
  const anbi = await db
    .selectFrom('campaign_anbi')
    .innerJoin('user', 'user.id', 'campaign_anbi.checked_by')
    .select(['campaign_anbi.name', 'campaign_anbi.rsin', 'checked_at as checkedAt'])
    .select(sql<string>`coalesce("user".name, "user".email)`.as('checkedBy'))
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  const rewards = await db
    .selectFrom('reward')
    .leftJoin('reward_tax', 'reward_tax.reward_id', 'reward.id')
    .select(['reward.id', 'reward.title', 'reward.price_cents as price'])
    .select(['reward_tax.value_cents as value', 'reward_tax.vat_bp as vatBp'])
    .where('reward.campaign_id', '=', campaignId)
    .orderBy('reward.position')
    .execute()
  return {
    anbi: anbi ?? null,
    rewards: rewards.map(({ value, vatBp, ...reward }) => ({
      ...reward,
      stated: value === null || vatBp === null ? null : { value, vatBp },
    })),
  }
}

type ReceiptRow = Row<'receipt'> & { sha256: string | null }

function toReceipt(row: ReceiptRow): Receipt {
  return {
    id: row.id,
    number: receiptNumber(row),
    kind: row.kind,
    pledgeId: row.pledge_id,
    language: row.language,
    issuedAt: row.issued_at,
    parts: { gift: row.gift_cents, reward: row.reward_cents, vat: row.vat_cents, tip: row.tip_cents },
    vatBp: row.vat_bp,
    facts: JSON.parse(row.facts) as ReceiptFacts,
    sha256: row.sha256,
  }
}

function listed(rows: readonly ReceiptRow[]): ListedReceipt[] {
  return rows.map(row => {
    const later = rows.filter(({ corrects_id }) => corrects_id === row.id)
    const invoice = later.find(({ kind }) => kind === 'invoice')
    return {
      ...toReceipt(row),
      creditedBy: later.filter(({ kind }) => kind === 'credit').map(receiptNumber),
      replacedBy: invoice ? receiptNumber(invoice) : null,
    }
  })
}
