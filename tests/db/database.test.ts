import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { assertOutsideTransaction } from '#db/database.server.ts'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** The database: durable, one writer, readers beside it, and nothing slow while others wait. */

const row = (name: string) => ({ name, value: 'x' })

describe('a transaction', () => {
  it('is kept whole or not at all', async () => {
    const { db } = await makeTestWorld()
    await expect(
      db.inTransaction(async trx => {
        await trx.insertInto('cursor').values(row('a')).execute()
        await trx.insertInto('cursor').values(row('a')).execute()
      }),
    ).rejects.toThrow(/UNIQUE/)
    expect(await db.read.selectFrom('cursor').selectAll().execute()).toEqual([])
  })

  it('is rolled back when something slow was awaited inside', async () => {
    const { db } = await makeTestWorld()
    await expect(
      db.inTransaction(async trx => {
        await trx.insertInto('cursor').values(row('a')).execute()
        await pause(1)
      }),
    ).rejects.toThrow('slow')
    expect(await db.read.selectFrom('cursor').selectAll().execute()).toEqual([])
  })

  it('that fills the disk says so, and leaves the database as it was and usable', async () => {
    const { db } = await makeTestWorld()
    await db.inTransaction(trx => trx.insertInto('cursor').values(row('before')).execute())
    const grow = (pages: number) =>
      db.inTransaction(trx => sql`PRAGMA max_page_count = ${sql.lit(pages)}`.execute(trx))
    await grow(1)
    const filling = db.inTransaction(async trx => {
      for (let n = 0; n < 1_000; n += 1)
        await trx
          .insertInto('cursor')
          .values({ name: `${n}`, value: 'x'.repeat(4_000) })
          .execute()
    })
    await expect(filling).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    await grow(100_000)
    await db.inTransaction(trx => trx.insertInto('cursor').values(row('after')).execute())
    const names = await db.read.selectFrom('cursor').select('name').orderBy('name').execute()
    expect(names.map(({ name }) => name)).toEqual(['after', 'before'])
  })

  it('cannot be opened inside another, which would wait for itself for ever', async () => {
    const { db } = await makeTestWorld()
    await expect(db.inTransaction(() => db.inTransaction(async () => 1))).rejects.toThrow(
      'inside a transaction',
    )
  })

  it('makes an adapter that is called inside throw before it sends anything', async () => {
    const { db } = await makeTestWorld()
    await expect(db.inTransaction(async () => assertOutsideTransaction('Stripe'))).rejects.toThrow(
      'Stripe was called',
    )
    expect(() => assertOutsideTransaction('Stripe')).not.toThrow()
  })

  it('takes the write lock at once, so that it never fails half-way for another writer', async () => {
    const { db, databaseFile } = await makeTestWorld()
    const other = new Sqlite(databaseFile, { timeout: 0 })
    await db.inTransaction(async () => {
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
    })
    other.exec('BEGIN IMMEDIATE; ROLLBACK')
    other.close()
  })

  it('lets many run at once, one after the other', async () => {
    const { db } = await makeTestWorld()
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        db.inTransaction(trx =>
          trx
            .insertInto('cursor')
            .values(row(String(n)))
            .execute(),
        ),
      ),
    )
    expect(await db.read.selectFrom('cursor').selectAll().execute()).toHaveLength(50)
  })
})

describe('reading', () => {
  it('goes on beside a write and does not see it before it is kept', async () => {
    const { db } = await makeTestWorld()
    await db.inTransaction(async trx => {
      await trx.insertInto('cursor').values(row('a')).execute()
      expect(await db.read.selectFrom('cursor').selectAll().execute()).toEqual([])
    })
    expect(await db.read.selectFrom('cursor').selectAll().execute()).toHaveLength(1)
  })

  it('cannot write, by type', () => {
    expectTypeOf<ReadDb>().not.toHaveProperty('insertInto')
    expectTypeOf<ReadDb>().not.toHaveProperty('updateTable')
    expectTypeOf<ReadDb>().not.toHaveProperty('deleteFrom')
    expectTypeOf<ReadDb>().not.toHaveProperty('with')
    expectTypeOf<WriteDb>().toExtend<ReadDb>()
  })

  it('cannot write, by connection', async () => {
    const { db } = await makeTestWorld()
    const forced = db.read as unknown as WriteDb
    await expect(forced.insertInto('cursor').values(row('a')).execute()).rejects.toThrow(/readonly/)
  })
})

describe('the file', () => {
  it('refuses a row that points at nothing', async () => {
    const { db } = await makeTestWorld()
    const broken = db.inTransaction(trx =>
      trx
        .insertInto('session')
        .values({ token_hash: 'x', user_id: 'nobody', created_at: '', last_seen_at: '', expires_at: '' })
        .execute(),
    )
    await expect(broken).rejects.toThrow(/FOREIGN KEY/)
  })

  it('has only STRICT tables, so that a text never stands where an amount belongs', async () => {
    const { databaseFile } = await makeTestWorld()
    const file = new Sqlite(databaseFile, { readonly: true })
    const loose = file
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'",
      )
      .all()
    expect(loose).toEqual([])
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal')
    file.close()
  })
})
