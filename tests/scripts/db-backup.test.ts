import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** `npm run db:backup`, as whoever keeps a site calls it every night, while the site has the database open. */

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-backup-'))
let town: Town
let world: Town['world']

beforeAll(async () => {
  town = await openTown()
  world = town.world
  await aSucceededCampaign(town)
  await world.db.inTransaction(sealJournal)
})
afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

function run(script: string, args: string[], settings: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test' as const, INIT_CWD: folder, ...settings }
  return spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: root, encoding: 'utf8', env })
}

const backUp = (to: string, file = world.database.address) =>
  run('db-backup', ['--to', to], { DATABASE_FILE: file })

/** What was written last, and stands in the write-ahead log alone. */
const LATEST = { name: 'written-last', value: 'yes' }

const latestIn = (file: string): unknown => {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare('SELECT name, value FROM cursor WHERE name = ?').get(LATEST.name)
  } finally {
    database.close()
  }
}

test('the copy holds what only the write-ahead log has, and its books hold', async () => {
  await world.db.inTransaction(trx => trx.insertInto('cursor').values(LATEST).execute())
  const { status, stdout, stderr } = backUp('night.sqlite')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /the books hold: \d+ invariants\nnewest seal of the journal: number \d+, [0-9a-f]{64}\n/,
  )
  const copy = join(folder, 'night.sqlite')
  expect(latestIn(copy)).toEqual(LATEST)
  expect(statSync(copy).mode & 0o077).toBe(0)
  const verified = run('ledger-verify', ['--database', copy])
  expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('the books hold')])
  // The control: a copy of the file alone does not have it.
  copyFileSync(world.database.address, join(folder, 'file-alone.sqlite'))
  expect(latestIn(join(folder, 'file-alone.sqlite'))).toBeUndefined()
})

test('books that do not hold are kept and told of', () => {
  backUp('to-break.sqlite')
  const broken = new Sqlite(join(folder, 'to-break.sqlite'))
  broken.exec("UPDATE account_total SET debit_cents = debit_cents + 1 WHERE account = 'stripe_balance'")
  broken.close()
  const { status, stdout } = backUp('broken.sqlite', join(folder, 'to-break.sqlite'))
  expect([status, stdout]).toEqual([1, expect.stringContaining('THE BOOKS DO NOT HOLD: ')])
  expect(existsSync(join(folder, 'broken.sqlite'))).toBe(true)
})

test.each([
  ['taken.sqlite', {}, 'is there already'],
  ['no/such/folder.sqlite', {}, 'cannot be written (ENOENT)'],
  ['a.sqlite', { DATABASE_FILE: join(folder, 'nowhere.sqlite') }, 'there is no such file'],
  ['a.sqlite', { DATABASE_FILE: join(folder, 'taken.sqlite') }, 'not a sound SQLite database'],
  ['a.sqlite', { DATABASE_URL: 'postgres://stad@127.0.0.1/stad' }, 'pg_dump'],
])('to %s with %j: no backup, nothing begun, and why (%s)', (to, settings, why) => {
  writeFileSync(join(folder, 'taken.sqlite'), 'somebody’s own file, which is no database of ours at all')
  const before = readdirSync(folder)
  const { status, stdout, stderr } = run('db-backup', ['--to', to], {
    DATABASE_FILE: world.database.address,
    ...settings,
  })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('There is no backup. ')
  expect(stderr).toContain(why)
  expect(readdirSync(folder)).toEqual(before)
})
