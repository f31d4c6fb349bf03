import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openReader, openWriter } from '#db/engines/sqlite.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

describe('the SQLite engine', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'stadmakers-engine-'))
    onTestFinished(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

  it('writes durably: write-ahead log, FULL synchronisation, foreign keys on, and waits for a lock', () => {
    const writer = openWriter(join(folder(), 'a.sqlite'), { mayCreate: true })
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(writer.pragma('synchronous', { simple: true })).toBe(2)
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(writer.pragma('busy_timeout', { simple: true })).toBe(5_000)
    writer.close()
  })

  it('makes no empty database where none is: only a migration does', () => {
    expect(() => openWriter(join(folder(), 'none.sqlite'), { mayCreate: false })).toThrow(
      /unable to open|directory|exist/i,
    )
    expect(() => openReader(join(folder(), 'none.sqlite'))).toThrow()
  })

  it('takes the write lock at once, so that it never fails half-way for another writer', async () => {
    const { db, database } = await makeTestWorld()
    const other = new Sqlite(database.address, { timeout: 0 })
    await db.inTransaction(async () => {
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
    })
    other.exec('BEGIN IMMEDIATE; ROLLBACK')
    other.close()
  })

  it('says so when the disk is full, and leaves the database as it was and usable', async () => {
    const { db } = await makeTestWorld()
    await db.inTransaction(trx => trx.insertInto('cursor').values({ name: 'before', value: 'x' }).execute())
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
    await db.inTransaction(trx => trx.insertInto('cursor').values({ name: 'after', value: 'x' }).execute())
    const names = await db.read.selectFrom('cursor').select('name').orderBy('name').execute()
    expect(names.map(({ name }) => name)).toEqual(['after', 'before'])
  })

  it('has only STRICT tables, so that a text never stands where an amount belongs', async () => {
    const { database } = await makeTestWorld()
    const file = new Sqlite(database.address, { readonly: true })
    const loose = file
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'",
      )
      .all()
    expect(loose).toEqual([])
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal')
    file.close()
  })

  it('is read beside a write which is not seen before it is kept', async () => {
    const { db } = await makeTestWorld()
    await db.inTransaction(async trx => {
      await trx.insertInto('cursor').values({ name: 'a', value: 'x' }).execute()
      expect(await db.read.selectFrom('cursor').selectAll().execute()).toEqual([])
    })
    expect(await db.read.selectFrom('cursor').selectAll().execute()).toHaveLength(1)
  })
})
