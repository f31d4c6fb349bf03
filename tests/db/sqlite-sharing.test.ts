import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#db/database.server.ts'
import type { Db, WriteDb } from '#db/database.server.ts'
import { migrate } from '#db/migrate.server.ts'

/** Transactions that come together on SQLite: one flush for all of them, and each still by itself. */

let folder: string
let file: string
let db: Db

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-sharing-'))
  file = join(folder, 'shared.sqlite')
  await migrate(file)
  db = openDatabase(file)
})

afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const CLOSED = 'driver has already been destroyed'

const put = (trx: WriteDb, name: string, value = '') =>
  trx.insertInto('cursor').values({ name, value }).execute()

async function names(): Promise<string[]> {
  const rows = await db.read.selectFrom('cursor').select('name').orderBy('name').execute()
  return rows.map(({ name }) => name)
}

/** What became of each, in order: what it answered, or the message of its error. */
async function outcomes(works: readonly ((trx: WriteDb) => Promise<unknown>)[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(works.map(work => db.inTransaction(work)))
  return settled.map(one => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))
}

describe('transactions that come together', () => {
  it('are kept by few writes to the disk, and each is answered when its own is kept', async () => {
    const writes = new Set<string>()
    await Promise.all(
      Array.from({ length: 200 }, async (_, number) => {
        await db.inTransaction(trx => put(trx, `n${String(number).padStart(3, '0')}`))
        expect(await names()).toContain(`n${String(number).padStart(3, '0')}`)
        writes.add(await db.version())
      }),
    )
    expect(await names()).toHaveLength(200)
    expect(writes.size).toBeLessThan(50)
  })

  it('fail each by itself: what one wrote is taken back, what the others wrote stays', async () => {
    expect(
      await outcomes([
        trx => put(trx, 'a').then(() => 'kept'),
        async trx => {
          await put(trx, 'b')
          throw new Error('changed its mind')
        },
        trx => put(trx, 'a').then(() => 'twice'),
        trx => put(trx, 'c').then(() => 'kept'),
      ]),
    ).toEqual(['kept', 'changed its mind', 'UNIQUE constraint failed: cursor.name', 'kept'])
    expect(await names()).toEqual(['a', 'c'])
  })

  it('do not suffer from one that awaits something slow: it alone is refused', async () => {
    expect(
      await outcomes([
        trx => put(trx, 'a').then(() => 'kept'),
        trx => turn().then(() => put(trx, 'b')),
        trx => put(trx, 'c').then(() => 'kept'),
      ]),
    ).toEqual(['kept', 'Something slow was awaited inside a transaction; it was rolled back.', 'kept'])
    expect(await names()).toEqual(['a', 'c'])
  })

  it('do not suffer from one for which the disk has no room', async () => {
    const pages = await db.inTransaction(async trx => {
      const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(trx)
      return rows[0]?.page_count ?? 0
    })
    await db.inTransaction(trx => sql`PRAGMA max_page_count = ${sql.lit(pages + 20)}`.execute(trx))
    expect(
      await outcomes([
        trx => put(trx, 'a').then(() => 'kept'),
        trx => put(trx, 'b', 'x'.repeat(500_000)),
        trx => put(trx, 'c').then(() => 'kept'),
      ]),
    ).toEqual(['kept', 'database or disk is full', 'kept'])
    expect(await names()).toEqual(['a', 'c'])
  })

  it('run in the context of whoever asked for them', async () => {
    const request = new AsyncLocalStorage<string>()
    const asked = ['first', 'second', 'third']
    expect(
      await Promise.all(
        asked.map(name => request.run(name, () => db.inTransaction(async () => request.getStore()))),
      ),
    ).toEqual(asked)
  })

  it('hear that the database is closed, one or many, and nobody waits for ever', async () => {
    const writes = ['a', 'b', 'c'].map(name => (trx: WriteDb) => put(trx, name))
    await outcomes(writes.slice(0, 1))
    await db.close()
    expect(await outcomes(writes.slice(1, 2))).toEqual([CLOSED])
    expect(await outcomes(writes)).toEqual([CLOSED, CLOSED, CLOSED])
  })
})
