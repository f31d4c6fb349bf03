import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
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

/** A database in which nobody has made anything. */
async function emptyTarget(): Promise<{
  address: string
  run(statement: string): Promise<{ name: string }[]>
}> {
  if (!onPostgres) {
    const { folder } = await target(makeSqliteDatabase)
    const address = join(folder, 'empty.sqlite')
    const run = async (statement: string) => {
      const database = new Sqlite(address)
      const prepared = database.prepare<[], { name: string }>(statement)
      const rows = prepared.reader ? prepared.all() : []
      if (!prepared.reader) prepared.run()
      database.close()
      return rows
    }
    return { address, run }
  }
  const server = inject('postgresUrl')
  const address = server.replace(/[^/]+$/, `copied_into_${process.pid}_${Date.now()}`)
  const query = async (url: string, statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ name: string }>(statement)
    await client.end()
    return rows
  }
  await query(server, `CREATE DATABASE ${new URL(address).pathname.slice(1)}`)
  return { address, run: statement => query(address, statement) }
}

/** Everything that there is in a database. */
const EVERYTHING = onPostgres
  ? `SELECT relname AS name FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace WHERE nspname !~ '^(pg_|information_schema)'
     UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY name`
  : 'SELECT name FROM sqlite_schema ORDER BY name'

it.each([
  ['empty', []],
  ['with a row', ['INSERT INTO theirs VALUES (1)']],
])('refuses a target with a table of somebody else, %s, before anything is made in it', async (_, more) => {
  const { world } = await townWithBooks()
  const there = await emptyTarget()
  for (const statement of ['CREATE TABLE theirs (id INTEGER)', ...more]) await there.run(statement)
  const before = await there.run(EVERYTHING)
  await expect(copyDatabase(world.database.address, there.address)).rejects.toThrow(
    'The target holds what is not ours: theirs. Name an empty database.',
  )
  expect(await there.run(EVERYTHING)).toEqual(before)
})

it('leaves nothing in an empty target when the copy fails, and takes the same one when it can be made', async () => {
  const { world } = await townWithBooks()
  const broken = await target()
  await copyDatabase(world.database.address, broken.address)
  await broken.alter('DROP TRIGGER posting_refuses_update')
  await broken.tamper('UPDATE posting SET amount_cents = amount_cents + 1')
  const there = await emptyTarget()
  const copy = (from: string) => copyDatabase(from, there.address)
  if (!onPostgres) {
    await expect(copy(broken.address)).rejects.toThrow('The books do not hold')
    expect(readdirSync(dirname(there.address)).filter(name => name.startsWith('empty'))).toEqual([])
  }
  const before = await there.run(EVERYTHING)
  await expect(copy(broken.address)).rejects.toThrow('The books do not hold')
  expect(await there.run(EVERYTHING)).toEqual(before)
  expect((await copy(world.database.address)).length).toBeGreaterThan(60)
})

it('says which of the two cannot be used', async () => {
  const { world } = await townWithBooks()
  const { folder } = await target(makeSqliteDatabase)
  await expect(copyDatabase(folder, join(folder, 'new.sqlite'))).rejects.toThrow(`--from is ${folder}, which`)
  await expect(copyDatabase(world.database.address, folder)).rejects.toThrow(`--to is ${folder}, which`)
  const nowhere = join(folder, 'no/such/new.sqlite')
  await expect(copyDatabase(world.database.address, nowhere)).rejects.toThrow(`--to is ${nowhere}, which`)
  expect(existsSync(join(folder, 'new.sqlite'))).toBe(false)
})

it('says as a command why not, without the password', async () => {
  const command = (...words: string[]) =>
    spawnSync(process.execPath, ['scripts/db-copy.ts', ...words], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
    })
  expect(command('--from', 'a.sqlite').stderr).toContain('Say --from and --to')
  expect(command('--foo')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('The options are --from and --to'),
  })
  const stood = spawnSync(
    process.execPath,
    ['scripts/db-copy.ts', '--from', 'a.sqlite', '--to', 'b.sqlite'],
    {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: tmpdir() },
    },
  )
  expect(stood.stderr).toContain(`--from is ${join(tmpdir(), 'a.sqlite')}, and there is no such file`)
  const there = await target()
  const nowhere = command('--from', 'postgres://me:hunter2@127.0.0.1:1/x', '--to', there.address)
  expect(nowhere.status).toBe(1)
  expect(nowhere.stderr).toContain('--from names 127.0.0.1:1, where no PostgreSQL answers (ECONNREFUSED)')
  expect(nowhere.stderr).toContain('Nothing was copied.')
  expect(nowhere.stderr).not.toContain('hunter2')
})
