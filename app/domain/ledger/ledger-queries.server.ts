import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { RefundReason } from '#db/schema.ts'
import { fundsHeld, initiatorPayable, initiatorReceivable, tipsHeld } from './account.ts'
import { add, cents, subtract, sum } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * The public cash book of a campaign, out of the journal. Nothing in it leads to a person: no name, no pledge, days
 * instead of times, and of those the day on which it was booked, so that a day that is over never changes. An entry is
 * named by a hash of its id, since the id itself tells the millisecond in which it was made.
 */

/** What is kept for the campaign is what these accounts hold together: held, owed to the initiator, owed by them. */
const bookOf = (campaignId: string): string[] => [
  fundsHeld(campaignId),
  initiatorPayable(campaignId),
  initiatorReceivable(campaignId),
]

/** Every account that belongs to the campaign; the tips for the platform stand apart from its cash book. */
export const accountsOf = (campaignId: string): string[] => [...bookOf(campaignId), tipsHeld(campaignId)]

/** The name by which an entry is known to the public: the same in the book and in the CSV. */
function publicEntryId(entryId: string): string {
  return createHash('sha256').update(entryId).digest('hex').slice(0, 12)
}

/** Where a page of the book ends: the oldest entry on it, and what was kept before that entry. */
export interface Bookmark {
  entryId: string
  balance: Cents
}

/** Entries of one kind on one day, newest first. */
export interface CashBookLine {
  /** The public name of the newest of these entries. */
  id: string
  /** `2026-11-24`, in the city. */
  day: string
  kind: string
  /** Why it was given back, when it was. */
  reason: RefundReason | null
  count: number
  /** What it changed in what is kept for the campaign; negative when it went out. */
  change: Cents
  /** What was kept after it. */
  balance: Cents
  /** The public name of the entry that a correction turns back. */
  corrects: string | null
}

export interface CashBookPage {
  lines: CashBookLine[]
  /** What was kept before the oldest line, when there are older ones. */
  opening: { day: string; balance: Cents } | null
  /** Ask with this for the page with older lines; null on the last one. */
  older: Bookmark | null
}

/**
 * One page of the cash book. What it costs does not grow with the number of entries: the balance begins at stored
 * totals, or at the bookmark.
 *
 * @param wanted.before where the page with newer lines ended; null for the newest page
 * @param wanted.limit at most so many entries, gathered in fewer lines
 * @param dayOf the day in the city of an instant
 */
export async function cashBook(
  db: ReadDb,
  campaignId: string,
  wanted: { before: Bookmark | null; limit: number },
  dayOf: (at: Date) => string,
): Promise<CashBookPage> {
  const found = await entriesOfBook(db, campaignId, wanted)
  const shown = found.slice(0, wanted.limit)
  const changes = shown.map(entry => entry.change)
  const start = wanted.before?.balance ?? shown[0]?.kept ?? cents(0)
  const opening = subtract(start, sum(changes))
  const lines = gather(
    shown.map(entry => ({ ...entry, day: dayOf(new Date(entry.recordedAt)) })),
    start,
  )
  const oldest = shown.at(-1)
  const hasOlder = oldest !== undefined && found.length > shown.length
  return {
    lines,
    opening: hasOlder ? { day: dayOf(new Date(oldest.recordedAt)), balance: opening } : null,
    older: hasOlder ? { entryId: oldest.id, balance: opening } : null,
  }
}

interface BookEntry {
  id: string
  kind: string
  recordedAt: string
  reversesId: string | null
  reason: RefundReason | null
  change: Cents
}

/** Gathers what happened on the same day in the same way, and runs the balance from the newest back. */
function gather(entries: readonly (BookEntry & { day: string })[], start: Cents): CashBookLine[] {
  const groups = new Map<string, CashBookLine>()
  for (const { id, day, kind, reason, reversesId, change } of entries) {
    const key = reversesId ? id : `${day} ${kind} ${reason}`
    const group = groups.get(key)
    if (group) {
      group.count += 1
      group.change = add(group.change, change)
      continue
    }
    const corrects = reversesId && publicEntryId(reversesId)
    groups.set(key, { id: publicEntryId(id), day, kind, reason, count: 1, change, balance: start, corrects })
  }
  let balance = start
  return [...groups.values()]
    .toSorted((a, b) => b.day.localeCompare(a.day))
    .map(group => {
      const line = { ...group, balance }
      balance = subtract(balance, group.change)
      return line
    })
}

/** Newest first, one more than asked for. `kept` is read in the same statement, so that both tell of one moment. */
async function entriesOfBook(
  db: ReadDb,
  campaignId: string,
  { before, limit }: { before: Bookmark | null; limit: number },
): Promise<(BookEntry & { kept: Cents })[]> {
  const book = bookOf(campaignId)
  const isCredit = sql`posting.credit_account in (${sql.join(book)})`
  const isDebit = sql`posting.debit_account in (${sql.join(book)})`
  // A posting from one account of the book to another changes nothing.
  const change = sql<Cents>`sum(CASE WHEN ${isCredit} THEN posting.amount_cents ELSE 0 END
    - CASE WHEN ${isDebit} THEN posting.amount_cents ELSE 0 END)`
  let query = db
    .selectFrom('posting')
    .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
    .leftJoin('refund', join =>
      join.onRef('refund.id', '=', 'journal_entry.source_id').on('journal_entry.source_type', '=', 'refund'),
    )
    .select(['posting.entry_id as id', change.as('change'), keptNow(book).as('kept')])
    // One and the same in all postings of an entry. Grouped by as well, they would have SQLite sort the whole book.
    .select(({ fn }) => [
      fn.max('kind').as('kind'),
      fn.max('recorded_at').as('recordedAt'),
      fn.max('reverses_id').as('reversesId'),
      fn.max('refund.reason').as('reason'),
    ])
    .where('posting.campaign_id', '=', campaignId)
    .where(sql<boolean>`(${isCredit} or ${isDebit})`)
    .groupBy('posting.entry_id')
    .orderBy('posting.entry_id', 'desc')
    .limit(limit + 1)
  if (before) query = query.where('posting.entry_id', '<', before.entryId)
  return query.execute()
}

function keptNow(book: readonly string[]) {
  return sql<Cents>`(
    select coalesce(sum(total.credit_cents - total.debit_cents), 0)
    from account_total as total where total.account in (${sql.join(book)})
  ) + (
    select coalesce(sum(case when late.credit_account in (${sql.join(book)}) then late.amount_cents else 0 end
      - case when late.debit_account in (${sql.join(book)}) then late.amount_cents else 0 end), 0)
    from journal_tail inner join posting as late on late.entry_id = journal_tail.entry_id
  )`
}

/** The campaign's money from one end to the other. */
export interface CampaignSums {
  /** Of pledges that stand: held, and on cards that are charged only if the campaign succeeds. */
  promised: Cents
  /** The part of it that is on cards. */
  onCards: Cents
  /** All that ever came in. */
  received: Cents
  paidBack: Cents
  /** Kept by the platform at payouts: its fee with VAT, and the costs of payment that were passed on. */
  feesAndCosts: Cents
  /** To the initiator, less what they gave back for a debt. */
  paidOut: Cents
  /** Debts of the initiator that the platform gave up and bears itself. */
  borne: Cents
  /** What is kept for the campaign now: received, less all of the above that went out, and what the platform bore. */
  kept: Cents
  /** Tips for the platform that are held until the campaign's outcome; no part of the campaign's money. */
  tips: Cents
}

/** The sums of a campaign, from stored totals: they cost the same however many entries there are. */
export async function campaignSums(db: ReadDb, campaignId: string): Promise<CampaignSums> {
  const turnover = await turnoverOf(db, accountsOf(campaignId))
  const settled = await settledFor(db, campaignId)
  const total = await db
    .selectFrom('campaign_total')
    .select(['held_cents', 'committed_cents'])
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  const funds = turnover(fundsHeld(campaignId))
  const payable = turnover(initiatorPayable(campaignId))
  const receivable = turnover(initiatorReceivable(campaignId))
  const tips = turnover(tipsHeld(campaignId))
  const transfersBack = payable.credit - (settled.funds - settled.fees)
  const borne = await writtenOff(db, campaignId)
  return {
    promised: cents((total?.held_cents ?? 0) + (total?.committed_cents ?? 0)),
    onCards: cents(total?.committed_cents ?? 0),
    received: cents(funds.credit),
    paidBack: cents(funds.debit - settled.funds + receivable.debit),
    feesAndCosts: cents(settled.fees + settled.costs),
    paidOut: cents(payable.debit - settled.costs - transfersBack - receivable.credit + borne),
    borne,
    kept: cents(
      funds.credit - funds.debit + payable.credit - payable.debit + receivable.credit - receivable.debit,
    ),
    tips: cents(tips.credit - tips.debit),
  }
}

/** What was debited and credited to each account: sealed totals and what came after them, in one statement. */
async function turnoverOf(db: ReadDb, accounts: readonly string[]) {
  const sealed = db
    .selectFrom('account_total')
    .select(['account', 'debit_cents as debit', 'credit_cents as credit'])
    .where('account', 'in', accounts)
  const late = db.selectFrom('journal_tail').innerJoin('posting', 'posting.entry_id', 'journal_tail.entry_id')
  const debits = late
    .select(['debit_account as account', 'amount_cents as debit', sql<Cents>`0`.as('credit')])
    .where('debit_account', 'in', accounts)
  const credits = late
    .select(['credit_account as account', sql<Cents>`0`.as('debit'), 'amount_cents as credit'])
    .where('credit_account', 'in', accounts)
  const rows = await db
    .selectFrom(sealed.unionAll(debits).unionAll(credits).as('moved'))
    .select(['account', sql<number>`sum(debit)`.as('debit'), sql<number>`sum(credit)`.as('credit')])
    .groupBy('account')
    .execute()
  const byAccount = new Map(rows.map(row => [row.account, row]))
  return (account: string) => byAccount.get(account) ?? { debit: 0, credit: 0 }
}

async function writtenOff(db: ReadDb, campaignId: string): Promise<Cents> {
  const { amount } = await db
    .selectFrom('debt_write_off')
    .select(sql<number>`coalesce(sum(amount_cents), 0)`.as('amount'))
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()
  return cents(amount)
}

async function settledFor(db: ReadDb, campaignId: string) {
  return db
    .selectFrom('settlement')
    .select(sql<number>`coalesce(sum(funds_cents), 0)`.as('funds'))
    .select(sql<number>`coalesce(sum(fee_cents + vat_cents), 0)`.as('fees'))
    .select(sql<number>`coalesce(sum(costs_cents), 0)`.as('costs'))
    .where('campaign_id', '=', campaignId)
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
}

/** The newest link of the chain that holds the journal together: how many entries it numbers, and its hash. */
export async function newestSeal(db: ReadDb): Promise<{ seq: number; hash: string } | null> {
  const seal = await db
    .selectFrom('journal_seal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return seal ?? null
}
