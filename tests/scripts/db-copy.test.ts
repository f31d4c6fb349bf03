import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { openDatabase } from '#db/database.server.ts'
import type { Db } from '#db/database.server.ts'
import { copyDatabase } from '#scripts/copy/copy-database.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { makeSqliteDatabase, makeTestDatabase, onPostgres } from '#tests/support/test-database.ts'
import type { TestDatabase } from '#tests/support/test-database.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Moving an instance: everything comes over and the books hold, or nothing is written. */

async function target(make: () => Promise<TestDatabase> = makeTestDatabase): Promise<TestDatabase> {
  const made = await make()
  onTestFinished(() => made.remove())
  return made
}

async function looked<T>(address: string, look: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(address)
  try {
    return await look(db)
  } finally {
    await db.close()
  }
}

async function townWithBooks(): Promise<Town> {
  const town = await openTown()
  await aSucceededCampaign(town)
  const { db, clock } = town.world
  await db.inTransaction(sealJournal)
  await db.inTransaction(trx =>
    promiseJob(trx, clock.now(), { kind: 'send-refund', key: 'later', payload: { refundId: 'later' } }),
  )
  return town
}

const entries = (db: Db) => db.read.selectFrom('journal_entry').selectAll().orderBy('id').execute()

it('goes to the other engine and back with every row, and the books hold there', async () => {
  const { world } = await townWithBooks()
  const there = await target(makeSqliteDatabase)
  const back = await target()
  const copied = await copyDatabase(world.database.address, there.address)
  expect(copied.find(({ name }) => name === 'posting')?.sums.amount_cents).toBeGreaterThan(420_00)
  expect(await copyDatabase(there.address, back.address)).toEqual(copied)
  await looked(back.address, async db => {
    expect(await entries(db)).toEqual(await entries(world.db))
    expect((await verifyLedger(db.read)).holds).toBe(true)
    await db.inTransaction(trx => trx.insertInto('cursor').values({ name: 'a', value: 'b' }).execute())
  })
})

/** As two people close November, after its last entry. */
const CLOSED = `
  INSERT INTO "user" (id, email, name, language, created_at)
    VALUES ('thea', 'thea@voorbeeld.nl', 'Thea', 'nl', '2026'), ('aad', 'aad@voorbeeld.nl', 'Aad', 'nl', '2026');
  INSERT INTO closed_month SELECT '2026-11', '2026-11-01', '2026-12-01', 'thea', '2026-12-01', 'aad', '2026-12-02', seq, hash, '[]'
    FROM journal_seal ORDER BY seq DESC LIMIT 1`

it('takes a closed month over with its entries, and it stays closed there', async () => {
  const { world } = await townWithBooks()
  await world.database.tamper(CLOSED)
  const there = await target()
  await copyDatabase(world.database.address, there.address)
  const again = looked(there.address, async db => {
    expect(await entries(db)).toEqual(await entries(world.db))
    const [entry] = await entries(db)
    if (!entry) throw new Error('Nothing was copied.')
    await db.inTransaction(trx =>
      trx
        .insertInto('journal_entry')
        .values({ ...entry, id: 'late' })
        .execute(),
    )
  })
  await expect(again).rejects.toThrow('month is closed')
})

it('refuses a target that holds something, and leaves it as it was', async () => {
  const { world } = await townWithBooks()
  const there = await target()
  const user = { id: 'u', email: 'a@voorbeeld.nl', name: null, language: 'nl', created_at: '2026' } as const
  await looked(there.address, db => db.inTransaction(trx => trx.insertInto('user').values(user).execute()))
  await expect(copyDatabase(world.database.address, there.address)).rejects.toThrow(
    'The target is not empty: there are rows in user.',
  )
  expect(await looked(there.address, entries)).toEqual([])
})

it.each([
  ['whose books do not hold', `UPDATE posting SET amount_cents = amount_cents + 1`, 'posting_refuses_update'],
  [
    'whose chain is broken',
    `UPDATE journal_seal SET hash = prev_hash WHERE seq = 2`,
    'journal_seal_refuses_update',
  ],
])('refuses a source %s, and writes nothing', async (_, edit, trigger) => {
  const { world } = await townWithBooks()
  const broken = await target()
  await copyDatabase(world.database.address, broken.address)
  await broken.alter(`DROP TRIGGER ${trigger}`)
  await broken.tamper(edit)
  const there = await target()
  await expect(copyDatabase(broken.address, there.address)).rejects.toThrow('The books do not hold')
  expect(await looked(there.address, entries)).toEqual([])
})

it('keeps nothing when what is read back is not what was read', async () => {
  const { world } = await townWithBooks()
  const there = await target()
  await there.tamper(
    onPostgres
      ? `CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE campaign SET title = ''forgotten''; RETURN NEW; END';
         CREATE TRIGGER forgets AFTER INSERT ON campaign FOR EACH ROW EXECUTE FUNCTION forget()`
      : `CREATE TRIGGER forgets AFTER INSERT ON campaign BEGIN UPDATE campaign SET title = 'forgotten'; END`,
  )
  await expect(copyDatabase(world.database.address, there.address)).rejects.toThrow(
    'campaign reads back otherwise than it was written: 1 rows, of 1.',
  )
  expect(await looked(there.address, entries)).toEqual([])
})

it('says as a command why not, without the password', async () => {
  const command = (...words: string[]) =>
    spawnSync(process.execPath, ['scripts/db-copy.ts', ...words], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
    })
  expect(command('--from', 'a.sqlite').stderr).toContain('Say --from and --to')
  const there = await target()
  const nowhere = command('--from', 'postgres://me:hunter2@127.0.0.1:1/x', '--to', there.address)
  expect(nowhere.status).toBe(1)
  expect(nowhere.stderr).toContain('postgres://me:…@127.0.0.1:1/x')
  expect(nowhere.stderr).toContain('Nothing was copied.')
  expect(nowhere.stderr).not.toContain('hunter2')
})
