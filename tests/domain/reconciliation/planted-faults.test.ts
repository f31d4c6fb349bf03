import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import { post } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openDatabase } from '#db/database.server.ts'
import type { Db } from '#db/database.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { fillBooks } from '#scripts/bench/fill/fill-books.ts'
import { putLiveCampaign } from '#scripts/bench/fill/live-campaign.ts'
import { copyDatabase } from '#scripts/copy/copy-database.ts'
import { makeTestDatabase, onPostgres } from '#tests/support/test-database.ts'

/**
 * What somebody who reached the database itself may do to the books, and which invariants find it. The books have more
 * seals than are read at once, a settled campaign and a live one, and an entry that waits for its seal.
 */

let folder: string
let books: string
let live: string
/** The same books on PostgreSQL, when that is what this run is about. */
let copied: Db | undefined
/** The entry that waits for its seal. */
const WAITING = `(SELECT entry_id FROM journal_tail)`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-faults-'))
  books = join(folder, 'books.sqlite')
  await migrate(books)
  const database = new Sqlite(books)
  live = putLiveCampaign(database)
  database.close()
  await fillBooks(books, { pledges: 300, liveCampaignId: live, say: () => undefined })
  const db = openDatabase(books)
  await db.inTransaction(trx =>
    post(trx, new Date('2026-11-24T09:00:00.000Z'), {
      ...{ kind: 'float-by-hand', source: { type: 'other', id: randomIds.next() } },
      ...{ occurredAt: new Date('2026-11-24T09:00:00.000Z') },
      postings: [{ debit: 'suspense', credit: 'own_funds', amount: cents(1) }],
    }),
  )
  await db.close()
  if (onPostgres) copied = await copyToPostgres()
})

afterAll(async () => {
  await copied?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Without the rules that the tables themselves keep: nobody gets past those but who may change the schema. */
async function copyToPostgres(): Promise<Db> {
  const { address, tamper } = await makeTestDatabase()
  await copyDatabase(books, address)
  await tamper(`
    DO $$ DECLARE found record; BEGIN
      FOR found IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
        WHERE contype = 'c' AND connamespace = 'public'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', found.of, found.conname); END LOOP;
    END $$;
  `)
  return openDatabase(address)
}

/** The invariants that find it. */
function foundBy(fault: string): Promise<string[]> {
  const planted = fault.replaceAll(':live', live)
  return copied ? foundInTransaction(copied, planted) : foundInCopy(planted)
}

/** It is done past keys and triggers, looked at, and taken back. */
async function foundInTransaction(db: Db, fault: string): Promise<string[]> {
  class TakenBack extends Error {
    readonly broken: string[]
    constructor(broken: string[]) {
      super('taken back')
      this.broken = broken
    }
  }
  try {
    return await db.inTransaction(async trx => {
      await sql`SET LOCAL session_replication_role = replica`.execute(trx)
      for (const statement of fault.split(';').filter(part => part.trim() !== ''))
        await sql.raw(statement).execute(trx)
      const { invariants } = await verifyLedger(trx)
      throw new TakenBack(invariants.filter(({ holds }) => !holds).map(({ id }) => id))
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
    return error.broken
  }
}

async function foundInCopy(fault: string): Promise<string[]> {
  const own = mkdtempSync(join(folder, 'fault-'))
  onTestFinished(() => rmSync(own, { recursive: true, force: true }))
  const file = join(own, 'books.sqlite')
  copyFileSync(books, file)
  const intruder = new Sqlite(file)
  intruder.pragma('foreign_keys = OFF')
  intruder.pragma('ignore_check_constraints = ON')
  const triggers = intruder
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) intruder.exec(`DROP TRIGGER "${name}"`)
  intruder.exec(fault)
  intruder.close()
  const db = openDatabase(file)
  const { invariants } = await verifyLedger(db.read)
  await db.close()
  return invariants.filter(({ holds }) => !holds).map(({ id }) => id)
}

const sealed = (seq: number) => `(SELECT entry_id FROM journal_seal WHERE seq = ${seq})`
const LAST = '(SELECT max(seq) FROM journal_seal)'
/** A posting more in the entry that waits. */
const waits = (debit: string, credit: string, amount = 7) =>
  `INSERT INTO posting (entry_id, n, debit_account, credit_account, amount_cents) VALUES (${WAITING}, 2, '${debit}', '${credit}', ${amount})`
const loose = (debit: string, credit: string) =>
  `INSERT INTO posting (entry_id, n, debit_account, credit_account, amount_cents) VALUES ('nobody', 1, '${debit}', '${credit}', 7)`
const stored = (account: string, by: number) =>
  `UPDATE account_total SET credit_cents = credit_cents + ${by} WHERE account = '${account}'`

test('the books hold before', async () => {
  expect(await foundBy('')).toEqual([])
})

test.each<[string, string, string[]]>([
  // The journal itself.
  ['an entry that waits, without postings', `DELETE FROM posting WHERE entry_id = ${WAITING}`, ['I1']],
  [
    'a posting of nothing that waits',
    `UPDATE posting SET amount_cents = 0 WHERE entry_id = ${WAITING}`,
    ['I1'],
  ],
  ['a posting that waits, from an account to itself', waits('suspense', 'suspense'), ['I1']],
  [
    'a sealed entry without postings',
    `DELETE FROM posting WHERE entry_id = ${sealed(1_500)}`,
    ['I1', 'I3', 'I13'],
  ],
  [
    'a sealed posting of less than nothing',
    `UPDATE posting SET amount_cents = -5 WHERE entry_id = ${sealed(3)}`,
    ['I1', 'I3', 'I13'],
  ],
  ['a posting of no entry', loose('suspense', 'own_funds'), ['I1']],
  [
    'a posting of no entry, on an account that is compared with what Stripe says',
    loose('stripe_balance', 'own_funds'),
    ['I1'],
  ],
  [
    "a transaction that points at another's entry",
    `UPDATE balance_transaction SET entry_id = ${sealed(1)} WHERE id = (SELECT min(id) FROM balance_transaction WHERE entry_id <> ${sealed(1)} AND reporting_category = 'charge')`.replace(
      sealed(1),
      `(SELECT id FROM journal_entry WHERE source_type <> 'balance_transaction' LIMIT 1)`,
    ),
    ['I2'],
  ],
  [
    'an entry of a transaction that is not there',
    `INSERT INTO journal_entry (id, kind, source_type, source_id, occurred_at, recorded_at) VALUES ('more', 'stripe-fee', 'balance_transaction', 'txn_more', '', ''); INSERT INTO posting (entry_id, n, debit_account, credit_account, amount_cents) VALUES ('more', 1, 'suspense', 'own_funds', 1); INSERT INTO journal_tail VALUES ('more')`,
    ['I2'],
  ],
  [
    'an entry that says it is of something else',
    `UPDATE journal_entry SET source_type = 'payment' WHERE id = (SELECT entry_id FROM balance_transaction LIMIT 1)`,
    ['I2'],
  ],
  [
    'an entry that names another transaction',
    `UPDATE journal_entry SET source_id = 'txn_other' WHERE id = (SELECT entry_id FROM balance_transaction LIMIT 1)`,
    ['I2'],
  ],
  [
    'a stored total that is a cent off',
    `UPDATE account_total SET debit_cents = debit_cents + 1, credit_cents = credit_cents + 1 WHERE account = 'stripe_fees'`,
    ['I3'],
  ],
  [
    'a total of an account that nothing was posted on',
    `INSERT INTO account_total VALUES ('suspense', 5, 5, 1)`,
    ['I3'],
  ],
  ['a total that is gone', `DELETE FROM account_total WHERE account = 'tip_income'`, ['I3']],
  [
    'an entry that is sealed and waits',
    `INSERT INTO journal_tail VALUES (${sealed(7)})`,
    ['I3', 'I10', 'I12'],
  ],
  ['an entry that neither is sealed nor waits', `DELETE FROM journal_tail`, ['I1', 'I3']],
  [
    'one of each, so that the count is right',
    `DELETE FROM journal_tail; INSERT INTO journal_tail VALUES (${sealed(7)})`,
    ['I3', 'I10', 'I12'],
  ],
  [
    'a sealed amount',
    `UPDATE posting SET amount_cents = amount_cents + 1 WHERE entry_id = ${sealed(1_001)} AND n = 1`,
    ['I3', 'I13'],
  ],
  [
    'a posting more in a sealed entry',
    `INSERT INTO posting SELECT entry_id, 9, 'suspense', 'own_funds', 1, NULL, NULL FROM journal_seal WHERE seq = 4`,
    ['I3', 'I13'],
  ],
  [
    'the kind of a sealed entry',
    `UPDATE journal_entry SET kind = 'other' WHERE id = ${sealed(1_000)}`,
    ['I13'],
  ],
  ['a seal that follows another', `UPDATE journal_seal SET prev_hash = hash WHERE seq = 1001`, ['I13']],
  ['the hash of the last seal', `UPDATE journal_seal SET hash = prev_hash WHERE seq = ${LAST}`, ['I13']],
  [
    'the last seal without its entry',
    `UPDATE journal_seal SET entry_id = 'nobody' WHERE seq = ${LAST}`,
    ['I1', 'I3', 'I13'],
  ],
  // What the accounts are compared with: by a posting that waits, and by a stored total.
  ['funds of a campaign, waiting', waits('campaign_funds_held::live', 'own_funds'), ['I4b']],
  ['funds of a campaign, stored', stored('campaign_funds_held::live', 7), ['I3', 'I4b']],
  ['tips of a campaign, waiting', waits('tips_held::live', 'own_funds'), ['I4b']],
  ['more than was owed, waiting', waits('initiator_payable::live', 'own_funds'), ['I7']],
  ['a debt that is none, waiting', waits('own_funds', 'initiator_receivable::live'), ['I7']],
  ['what Stripe and the banks have yet to tell, waiting', waits('stripe_clearing', 'own_funds'), ['I12']],
  ['refunds on their way, waiting', waits('own_funds', 'refunds_payable'), ['I12']],
  ['disputes, waiting', waits('dispute_reserve::live', 'own_funds'), ['I12']],
  ['our balance at Stripe, waiting', waits('stripe_balance', 'own_funds'), ['I10']],
  ['our balance at Stripe, stored', stored('stripe_balance', 7), ['I3', 'I10']],
  ['less than we owe, waiting', waits('own_funds', 'stripe_reserve', 1_000_000), ['I15']],
  ['a bank account without a statement, waiting', waits('bank:NL91ABNA0417164300', 'own_funds'), ['I16']],
  ['money on its way from our bank, waiting', waits('own_funds', 'bank_in_transit'), ['I17']],
])('%s', async (_, fault, expected) => {
  expect((await foundBy(fault)).toSorted()).toEqual(expected.toSorted())
})
