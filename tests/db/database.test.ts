import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { assertOutsideTransaction } from '#db/database.server.ts'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** The database on either engine: all or nothing, readers beside a write, and nothing slow while others wait. */

const row = (name: string) => ({ name, value: 'x' })

describe('a transaction', () => {
  it('is kept whole or not at all', async () => {
    const { db } = await makeTestWorld()
    await expect(
      db.inTransaction(async trx => {
        await trx.insertInto('cursor').values(row('a')).execute()
        await trx.insertInto('cursor').values(row('a')).execute()
      }),
    ).rejects.toThrow(/unique/i)
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
    await expect(forced.insertInto('cursor').values(row('a')).execute()).rejects.toThrow(/read-?only/)
  })
})

describe('a row', () => {
  it('is refused when it points at nothing', async () => {
    const { db } = await makeTestWorld()
    const broken = db.inTransaction(trx =>
      trx
        .insertInto('session')
        .values({ token_hash: 'x', user_id: 'nobody', created_at: '', last_seen_at: '', expires_at: '' })
        .execute(),
    )
    await expect(broken).rejects.toThrow(/foreign key/i)
  })
})
