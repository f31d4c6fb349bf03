import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '#db/migrate.server.ts'
import * as firstTables from '#db/migrations/2026-11-24-first-tables.ts'
import * as keysNumberedAgain from '#db/migrations/2026-11-25-keys-numbered-again.ts'

const T = '2026-11-24T12:00:00.000Z'
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-migrate-'))
  file = join(folder, 'old.sqlite')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database as it was before rules had names, with a pledge that was paid back in part of its life. */
async function oldDatabase(): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(file) }) })
  const old = {
    '2026-11-24-first-tables': firstTables,
    '2026-11-25-keys-numbered-again': keysNumberedAgain,
  }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => old },
  }).migrateToLatest()
  await db.destroy()
  if (error) throw error
  const sqlite = new Sqlite(file)
  sqlite.exec(`
    INSERT INTO "user" VALUES ('u', 'a@example.org', 'A', 'nl', '${T}');
    INSERT INTO campaign (id, initiator_id, state, slug, language, title, intro, story, ends_at, funding_model, collective_return,
      minimum_cents, optimum_cents, created_at, updated_at, live_at)
      VALUES ('c', 'u', 'failed', 's', 'nl', 't', 'i', 's', '${T}', 'all_or_nothing', '', 100, 200, '${T}', '${T}', '${T}');
    INSERT INTO campaign_closure VALUES ('c', '${T}', '${T}', 'failed', 500, 1);
    INSERT INTO pledge (id, campaign_id, state, amount_cents, tip_cents, method, collection, email, name, name_visible, message,
      language, created_at, accepted_at, reward_reserved)
      VALUES ('p', 'c', 'refunded', 500, 0, 'bank', 'now', 'b@example.org', 'B', 1, '', 'nl', '${T}', '${T}', 0);
    INSERT INTO pledge_transition VALUES ('p', 1, 'held', 'refunding', 'campaign-failed', '${T}');
    INSERT INTO payment VALUES ('pi', 'p', 500, 'pledge', '${T}');
    INSERT INTO refund (id, pledge_id, payment_id, n, amount_cents, reason, state, stripe_refund_id, decided_at, finished_at)
      VALUES ('r', 'p', 'pi', 1, 500, 'campaign_failed', 'succeeded', 're', '${T}', '${T}');
  `)
  sqlite.close()
}

/** Every row of a table, as it lies there. */
const rowsOf = (db: Sqlite.Database, table: string) => db.prepare(`SELECT * FROM ${table}`).all()

const REBUILT = ['campaign', 'campaign_closure', 'pledge', 'refund', 'settlement']

test('a database in use is brought to the newest schema with every row of what is made again', async () => {
  await oldDatabase()
  const before = new Sqlite(file)
  const rows = new Map(REBUILT.map(table => [table, rowsOf(before, table)]))
  before.close()

  expect(await migrate(file)).toContain('2026-11-26-rules-have-names')

  const after = new Sqlite(file)
  after.pragma('foreign_keys = ON')
  for (const table of REBUILT)
    expect(rowsOf(after, table), table).toMatchObject(rows.get(table) ?? ['absent'])
  expect(after.pragma('foreign_key_check')).toEqual([])
  expect(() => after.exec(`DELETE FROM campaign`)).toThrow('FOREIGN KEY constraint failed')
  expect(() => after.exec(`UPDATE pledge SET state = 'lost'`)).toThrow('pledge_state')
  after.close()
})

test('a migration that would leave a row that points at nothing is rolled back whole', async () => {
  await oldDatabase()
  const broken = new Sqlite(file)
  broken.pragma('foreign_keys = OFF')
  broken.exec(`DELETE FROM pledge`)
  broken.close()

  await expect(migrate(file)).rejects.toThrow(
    '2026-11-26-rules-have-names leaves 3 rows that point at nothing',
  )

  const after = new Sqlite(file)
  expect(() => after.exec(`UPDATE campaign SET state = 'near_miss'`)).toThrow('CHECK constraint failed')
  after.close()
})
