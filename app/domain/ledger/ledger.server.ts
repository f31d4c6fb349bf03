import { hash as hashOf } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import { isDebitNormal, readAccount } from './account.ts'
import type { Account } from './account.ts'
import { refuseClosedMonth } from './closed-months.server.ts'
import type { Posting } from './posting-rules.ts'

export { MonthIsClosed } from './closed-months.server.ts'
export { balancesAt } from './export-queries.server.ts'
export { CREDITS, creditOf } from './credits.server.ts'

/** A fact to be booked. (source type, source id, kind) names it: the same fact is booked once. */
export interface NewEntry {
  kind: string
  source: { type: string; id: string }
  occurredAt: Date
  postings: Posting[]
}

/**
 * Books a fact in the journal, in the caller's transaction.
 *
 * The month in which it is recorded rules, not the one in which it happened: what Stripe tells late is booked in the
 * month that is open, with its true date (docs/decisions/0012).
 *
 * @returns the entry, and whether it is new; a fact that was booked before changes nothing
 * @throws MonthIsClosed when `now` lies in a month that was closed
 */
export async function post(
  trx: WriteDb,
  now: Date,
  entry: NewEntry,
): Promise<{ entryId: string; isNew: boolean }> {
  if (entry.postings.length === 0) throw new RangeError(`An entry without postings: ${entry.kind}`)
  await refuseClosedMonth(trx, instant(now))
  const entryId = randomIds.next()
  const { kind, source } = entry
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('journal_entry')
    .values({
      id: entryId,
      kind,
      source_type: source.type,
      source_id: source.id,
      occurred_at: instant(entry.occurredAt),
      recorded_at: instant(now),
      reverses_id: null,
    })
    .onConflict(conflict => conflict.columns(['source_type', 'source_id', 'kind']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return { entryId: await findEntry(trx, entry), isNew: false }
  await trx
    .insertInto('posting')
    .values(
      entry.postings.map((posting, index) => ({
        entry_id: entryId,
        n: index + 1,
        debit_account: posting.debit,
        credit_account: posting.credit,
        amount_cents: posting.amount,
        pledge_id: posting.pledgeId ?? null,
        campaign_id: posting.campaignId ?? null,
      })),
    )
    .execute()
  await trx.insertInto('journal_tail').values({ entry_id: entryId }).execute()
  return { entryId, isNew: true }
}

async function findEntry(trx: WriteDb, entry: NewEntry): Promise<string> {
  const found = await trx
    .selectFrom('journal_entry')
    .select('id')
    .where('source_type', '=', entry.source.type)
    .where('source_id', '=', entry.source.id)
    .where('kind', '=', entry.kind)
    .executeTakeFirstOrThrow()
  return found.id
}

/**
 * The balance of an account: the sealed total and what came after it, on the account's normal side (so what is
 * held for a campaign is positive). Costs the same however long the journal is.
 */
export async function balance(db: ReadDb, account: Account): Promise<Cents> {
  const known = readAccount(account)
  if (!known) throw new RangeError(`Not in the chart of accounts: ${account}`)
  const total = await db
    .selectFrom('account_total')
    .select(['debit_cents', 'credit_cents'])
    .where('account', '=', account)
    .executeTakeFirst()
  const tail = await db
    .selectFrom('journal_tail')
    // A cross join keeps this order: SQLite would else begin with every posting there is.
    .crossJoin('posting')
    .whereRef('posting.entry_id', '=', 'journal_tail.entry_id')
    .select(eb => [
      sql<number>`coalesce(sum(case when ${eb.ref('debit_account')} = ${account} then amount_cents end), 0)`.as(
        'debit',
      ),
      sql<number>`coalesce(sum(case when ${eb.ref('credit_account')} = ${account} then amount_cents end), 0)`.as(
        'credit',
      ),
    ])
    .executeTakeFirstOrThrow()
  const net = (total?.debit_cents ?? 0) + tail.debit - (total?.credit_cents ?? 0) - tail.credit
  return cents(isDebitNormal(known.kind) ? net : 0 - net)
}

/** The balances of all accounts of one name together, of whatever campaign: what initiators owe us, for instance. */
export async function balanceOfAll(db: ReadDb, name: 'initiator_receivable'): Promise<Cents> {
  const prefix = `${name}:%`
  const total = await db
    .selectFrom('account_total')
    .select(sql<number>`coalesce(sum(debit_cents - credit_cents), 0)`.as('cents'))
    .where('account', 'like', prefix)
    .executeTakeFirstOrThrow()
  const tail = await db
    .selectFrom('journal_tail')
    .crossJoin('posting')
    .whereRef('posting.entry_id', '=', 'journal_tail.entry_id')
    .select(eb =>
      sql<number>`coalesce(sum((case when ${eb.ref('debit_account')} like ${prefix} then amount_cents else 0 end)
        - (case when ${eb.ref('credit_account')} like ${prefix} then amount_cents else 0 end)), 0)`.as(
        'cents',
      ),
    )
    .executeTakeFirstOrThrow()
  return cents(Number(total.cents) + Number(tail.cents))
}

const SEALED_AT_ONCE = 1_000

/** What the first seal follows. */
export const GENESIS_HASH = '0'.repeat(64)

/**
 * Numbers and chains the entries that have no seal yet, and adds them to the stored totals. At most a thousand
 * in one transaction; call again while it returns that many.
 *
 * @returns how many entries were sealed
 */
export async function sealJournal(trx: WriteDb): Promise<number> {
  const waiting = await trx
    .selectFrom('journal_tail')
    .select('entry_id')
    .orderBy('entry_id')
    .limit(SEALED_AT_ONCE)
    .execute()
  if (waiting.length === 0) return 0
  const ids = waiting.map(row => row.entry_id)
  const entries = await trx
    .selectFrom('journal_entry')
    .select(['id', 'kind'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const postings = await postingsOf(trx, ids)
  const last = await trx
    .selectFrom('journal_seal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  let { seq, hash } = last ?? { seq: 0, hash: GENESIS_HASH }
  const seals = entries.map(entry => {
    const previous = hash
    seq += 1
    hash = sealHash(previous, entry, postings.get(entry.id) ?? [])
    return { seq, entry_id: entry.id, prev_hash: previous, hash }
  })
  await trx.insertInto('journal_seal').values(seals).execute()
  await addToTotals(trx, [...postings.values()].flat(), seq)
  await trx.deleteFrom('journal_tail').where('entry_id', 'in', ids).execute()
  return seals.length
}

/** What a seal covers of a posting: never personal data. */
export interface SealedPosting {
  n: number
  debit_account: string
  credit_account: string
  amount_cents: number
}

/** The hash of a seal: over the one before it, the entry's id and kind, and its postings in order. */
export function sealHash(
  previous: string,
  entry: { id: string; kind: string },
  postings: SealedPosting[],
): string {
  const lines = postings.map(({ n, debit_account, credit_account, amount_cents }) => [
    n,
    debit_account,
    credit_account,
    amount_cents,
  ])
  return hashOf('sha256', JSON.stringify([previous, entry.id, entry.kind, lines]))
}

async function postingsOf(trx: WriteDb, entryIds: string[]): Promise<Map<string, SealedPosting[]>> {
  const rows = await trx
    .selectFrom('posting')
    .select(['entry_id', 'n', 'debit_account', 'credit_account', 'amount_cents'])
    .where('entry_id', 'in', entryIds)
    .orderBy('entry_id')
    .orderBy('n')
    .execute()
  const byEntry = new Map<string, SealedPosting[]>()
  for (const row of rows) byEntry.set(row.entry_id, [...(byEntry.get(row.entry_id) ?? []), row])
  return byEntry
}

async function addToTotals(trx: WriteDb, postings: SealedPosting[], throughSeq: number): Promise<void> {
  const sums = new Map<string, { debit: number; credit: number }>()
  const of = (account: string) => {
    const found = sums.get(account) ?? { debit: 0, credit: 0 }
    sums.set(account, found)
    return found
  }
  for (const posting of postings) {
    of(posting.debit_account).debit += posting.amount_cents
    of(posting.credit_account).credit += posting.amount_cents
  }
  const rows = [...sums].map(([account, { debit, credit }]) => ({
    account,
    debit_cents: cents(debit),
    credit_cents: cents(credit),
    through_seq: throughSeq,
  }))
  await trx
    .insertInto('account_total')
    .values(rows)
    .onConflict(conflict =>
      conflict.column('account').doUpdateSet(row => ({
        debit_cents: sql<Cents>`account_total.debit_cents + ${row.ref('excluded.debit_cents')}`,
        credit_cents: sql<Cents>`account_total.credit_cents + ${row.ref('excluded.credit_cents')}`,
        through_seq: row.ref('excluded.through_seq'),
      })),
    )
    .execute()
}
