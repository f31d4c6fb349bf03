import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { isDebitNormal, readAccount } from './account.ts'
import type { Account, AccountKind } from './account.ts'
import { withTitles } from './journal-queries.server.ts'
import type { TitledAccount } from './journal-queries.server.ts'

/** What stands on the accounts: all of them beside each other, and one of them line by line. */

export interface AccountBalance extends TitledAccount {
  kind: AccountKind
  /** What is on the debit side once both sides are set off; nothing when the credit side is larger. */
  debit: Cents
  credit: Cents
}

const ORDER: readonly AccountKind[] = ['asset', 'liability', 'income', 'cost']

/**
 * Every account that was ever used, with its balance on the side on which it stands: assets first, then what is
 * owed, income and costs. Out of stored totals and the entries after them, so that it costs the same however many
 * entries there are.
 */
export async function trialBalance(db: ReadDb): Promise<AccountBalance[]> {
  const sealed = db
    .selectFrom('account_total')
    .select(['account', sql<number>`debit_cents - credit_cents`.as('net')])
  // A cross join is read from left to right: from the few entries without a seal to their postings, never the
  // other way round, which would read the whole journal.
  const late = db
    .selectFrom('journal_tail')
    .crossJoin('posting')
    .whereRef('posting.entry_id', '=', 'journal_tail.entry_id')
  const rows = await db
    .selectFrom(
      sealed
        .unionAll(late.select(['debit_account as account', sql<number>`amount_cents`.as('net')]))
        .unionAll(late.select(['credit_account as account', sql<number>`-amount_cents`.as('net')]))
        .as('moved'),
    )
    .select(['account', sql<number>`sum(net)`.as('net')])
    .groupBy('account')
    .orderBy('account')
    .execute()
  const titled = await withTitles(db, rows)
  return titled
    .map(({ account, title, net }) => ({
      account,
      title,
      kind: kindOf(account),
      debit: cents(Math.max(net, 0)),
      credit: cents(Math.max(-net, 0)),
    }))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

function kindOf(account: string): AccountKind {
  const known = readAccount(account)
  if (!known) throw new RangeError(`Not in the chart of accounts: ${account}`)
  return known.kind
}

/** One entry as far as it touched the account. */
interface LineOfAccount {
  entryId: string
  kind: string
  occurredAt: Instant
  debit: Cents
  credit: Cents
  /** After this entry, on the account's own side. */
  balance: Cents
}

export interface Statement {
  /** Newest first. */
  lines: LineOfAccount[]
  /** Ask with this for the page with older lines; null on the last one. */
  older: string | null
}

/**
 * One page of an account's statement. The newest page begins at the stored total and costs the same however long
 * the account is; an older page also adds up what came after it.
 *
 * @param wanted.before the `older` of the page before; anything else begins at the newest entry
 */
export async function statementOf(
  db: ReadDb,
  account: Account,
  wanted: { before?: string | null; limit: number },
): Promise<Statement> {
  const before = wanted.before && isId(wanted.before) ? wanted.before : null
  const found = await linesOf(db, account, before, wanted.limit + 1)
  const shown = found.slice(0, wanted.limit)
  const sign = isDebitNormal(kindOf(account)) ? 1 : -1
  let net = shown[0]?.net ?? ZERO
  const lines = shown.map(({ net: _, ...line }) => {
    const balance = cents(net === 0 ? 0 : net * sign)
    net = cents(net - line.debit + line.credit)
    return { ...line, balance }
  })
  return { lines, older: found.length > shown.length ? (shown.at(-1)?.entryId ?? null) : null }
}

/** Lines and the balance that they begin at are read in one statement, so that both tell of one moment. */
async function linesOf(db: ReadDb, account: Account, before: string | null, limit: number) {
  const side = (column: 'debit_account' | 'credit_account', debit: string, credit: string) => {
    const query = db
      .selectFrom('posting')
      .select([
        'entry_id',
        sql<Cents>`${sql.raw(debit)}`.as('debit'),
        sql<Cents>`${sql.raw(credit)}`.as('credit'),
      ])
      .where(column, '=', account)
      .groupBy('entry_id')
      .orderBy('entry_id', 'desc')
      .limit(limit)
    return db.selectFrom((before ? query.where('entry_id', '<', before) : query).as(column)).selectAll()
  }
  const debits = side('debit_account', 'sum(amount_cents)', '0')
  const credits = side('credit_account', '0', 'sum(amount_cents)')
  const net = before ? sql<Cents>`${netNow(account)} - ${netSince(account, before)}` : netNow(account)
  return db
    .selectFrom(debits.unionAll(credits).as('moved'))
    .innerJoin('journal_entry', 'journal_entry.id', 'moved.entry_id')
    .select(['moved.entry_id as entryId', 'kind', 'occurred_at as occurredAt'])
    .select([sql<Cents>`sum(debit)`.as('debit'), sql<Cents>`sum(credit)`.as('credit'), net.as('net')])
    .groupBy(['moved.entry_id', 'journal_entry.id'])
    .orderBy('moved.entry_id', 'desc')
    .limit(limit)
    .execute()
}

/** What was debited less what was credited until now. */
function netNow(account: Account) {
  return sql<Cents>`coalesce((SELECT debit_cents - credit_cents FROM account_total WHERE account = ${account}), 0)
    + (SELECT coalesce(sum(CASE ${account} WHEN late.debit_account THEN late.amount_cents
      WHEN late.credit_account THEN -late.amount_cents END), 0)
      FROM journal_tail CROSS JOIN posting AS late WHERE late.entry_id = journal_tail.entry_id)`
}

/** What was debited less what was credited by an entry and by all that came after it. */
function netSince(account: Account, entryId: string) {
  return sql<Cents>`(
    (SELECT coalesce(sum(amount_cents), 0) FROM posting WHERE debit_account = ${account} AND entry_id >= ${entryId})
    - (SELECT coalesce(sum(amount_cents), 0) FROM posting WHERE credit_account = ${account} AND entry_id >= ${entryId}))`
}
