import pg from 'pg'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '#db/database.server.ts'
import type { Db, WriteDb } from '#db/database.server.ts'
import { safeInteger } from '#db/engines/postgres-pool.server.ts'
import type { Tables } from '#db/schema.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** What is PostgreSQL's own: transactions that are as if alone, numbers that are numbers, and the same order of text. */

const put = (trx: WriteDb, name: string, value: string) =>
  trx
    .insertInto('cursor')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()

const valueOf = async (db: Pick<WriteDb, 'selectFrom'>, name: string) =>
  (await db.selectFrom('cursor').select('value').where('name', '=', name).executeTakeFirst())?.value

function another(world: TestWorld): Db {
  const db = openDatabase(world.database.address)
  onTestFinished(() => db.close())
  return db
}

/** Somebody else's connection, by which statements run in an order that the test chooses. */
async function session(world: TestWorld): Promise<pg.Client> {
  const client = new pg.Client(world.database.address)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

describe('a transaction', () => {
  it('that another came between is run again, and nothing is lost: forty counters of one number', async () => {
    const world = await makeTestWorld()
    const others = [world.db, another(world)]
    await world.db.inTransaction(trx => put(trx, 'n', '0'))
    let runs = 0
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (others[index % 2] ?? world.db).inTransaction(async trx => {
          runs += 1
          const n = Number(await valueOf(trx, 'n'))
          await put(trx, 'n', String(n + 1))
        }),
      ),
    )
    expect(await valueOf(world.db.read, 'n')).toBe('40')
    expect(runs).toBeGreaterThan(40)
  })

  it('that was not alone stands in line: of many that want one row few run often', async () => {
    const world = await makeTestWorld()
    const others = [world.db, another(world), another(world), another(world)]
    const add = sql<string>`cast(cast(cursor.value AS integer) + 1 AS text)`
    await world.db.inTransaction(trx => put(trx, 'n', '0'))
    let runs = 0
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (others[index % 4] ?? world.db).inTransaction(async trx => {
          runs += 1
          await trx.updateTable('cursor').set({ value: add }).where('name', '=', 'n').execute()
          await valueOf(trx, 'another')
        }),
      ),
    )
    expect(await valueOf(world.db.read, 'n')).toBe('100')
    // Side by side they ran more than four hundred times.
    expect(runs).toBeLessThan(300)
  })

  it('that promises a job is kept beside another that does: graphile-worker reads no table whole for it', async () => {
    const world = await makeTestWorld()
    const promise = (ids: string) =>
      `INSERT INTO job (id, kind, key, payload, run_at, created_at)
       SELECT id, 'detach-card', id, '{}', '2026-11-25', '2026-11-25' FROM ${ids} AS ids (id)`
    const [a, b] = [await session(world), await session(world)]
    // A session that begins with few jobs keeps the plan that it then makes.
    for (const [name, client] of [
      ['b', a],
      ['y', b],
    ] as const)
      for (let n = 0; n < 10; n += 1) await client.query(promise(`(VALUES ('${name}${n}'))`))
    // So many that the two do not meet on one page of an index.
    await a.query(promise(`(SELECT 'm' || n AS id FROM generate_series(1000, 2999) AS n)`))
    for (const client of [a, b]) await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE')
    await a.query(promise(`(VALUES ('a'))`))
    await b.query(promise(`(VALUES ('z'))`))
    await a.query('COMMIT')
    await b.query('COMMIT')
  })

  it('would lose some at READ COMMITTED: two who read the same number both write the next one', async () => {
    const world = await makeTestWorld()
    await world.db.inTransaction(trx => put(trx, 'n', '0'))
    const [a, b] = [await session(world), await session(world)]
    for (const client of [a, b])
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED; SELECT value FROM cursor')
    for (const client of [a, b]) await client.query("UPDATE cursor SET value = '1' WHERE name = 'n'; COMMIT")
    expect(await valueOf(world.db.read, 'n')).toBe('1')
  })

  it('that decides by what it read is not beside another that changes it: the sum stays within its limit', async () => {
    const world = await makeTestWorld()
    const take = (db: Db, name: string) =>
      db.inTransaction(async trx => {
        const { total } = await trx
          .selectFrom('cursor')
          .select(sql<number>`coalesce(sum(value::bigint), 0)`.as('total'))
          .executeTakeFirstOrThrow()
        if (total < 10) await put(trx, name, '10')
      })
    const others = [world.db, another(world), another(world)]
    await Promise.all(Array.from({ length: 12 }, (_, n) => take(others[n % 3] ?? world.db, `taken ${n}`)))
    expect(await world.db.read.selectFrom('cursor').selectAll().execute()).toHaveLength(1)
  })

  it('is read beside, and what it wrote is not seen before it is kept', async () => {
    const world = await makeTestWorld()
    const writer = await session(world)
    await writer.query("BEGIN; INSERT INTO cursor VALUES ('a', 'x')")
    expect(await valueOf(world.db.read, 'a')).toBeUndefined()
    const before = await world.db.version()
    await writer.query('COMMIT')
    expect(await valueOf(world.db.read, 'a')).toBe('x')
    expect(await world.db.version()).not.toBe(before)
    expect(await world.db.version()).toBe(await world.db.version())
  })

  it('that looked whether a key is free, and finds it taken, looks again', async () => {
    const world = await makeTestWorld()
    const other = await session(world)
    let runs = 0
    const found = await world.db.inTransaction(async trx => {
      runs += 1
      const value = await valueOf(trx, 'a')
      if (value !== undefined) return value
      await other.query("INSERT INTO cursor VALUES ('a', 'theirs')")
      await trx.insertInto('cursor').values({ name: 'a', value: 'ours' }).execute()
      return 'ours'
    })
    expect([found, runs]).toEqual(['theirs', 2])
  })

  it('that fails for another reason is not run again', async () => {
    const { db } = await makeTestWorld()
    let runs = 0
    const broken = db.inTransaction(async trx => {
      runs += 1
      await sql`SELECT 1 / 0`.execute(trx)
    })
    await expect(broken).rejects.toThrow('division by zero')
    expect(runs).toBe(1)
  })
})

describe('values', () => {
  it('are whole numbers as on SQLite: counts, sums and amounts', async () => {
    const { db } = await makeTestWorld()
    const { rows } =
      await sql`SELECT count(*) AS n, sum(amount_cents) AS empty, 9007199254740991::bigint AS most,
      sum(x)::numeric AS total FROM posting RIGHT JOIN (VALUES (1), (2)) AS v (x) ON true`.execute(
        db.read as unknown as Kysely<Tables>,
      )
    expect(rows).toEqual([{ n: 2, empty: null, most: 9007199254740991, total: 3 }])
  })

  it.each(['9007199254740992', '-9007199254740993', '0.5', 'NaN'])(
    '%s is refused: no number holds it',
    text => {
      expect(() => safeInteger(text)).toThrow('is not a safe whole number')
    },
  )

  it('have the order that SQLite gives them, byte by byte', async () => {
    const { db } = await makeTestWorld()
    const names = ['a', 'B', 'é', 'Z', '_', 'aa', 'A', '10', '9', 'z', 'a b', 'a-b']
    await db.inTransaction(async trx => {
      for (const name of names) await put(trx, name, '')
    })
    const found = await db.read.selectFrom('cursor').select('name').orderBy('name').execute()
    expect(found.map(({ name }) => name)).toEqual(
      names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    )
  })
})
