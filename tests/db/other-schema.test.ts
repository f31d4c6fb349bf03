import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { assertSchema, migrate } from '#db/migrate.server.ts'
import { startProblem } from '#app/start-problem.server.ts'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { makeTestWorld, TEST_SETTINGS } from '#tests/support/test-world.ts'

/** A database that was used with another version is told from ours, by its name and before anything is written. */

const LATER = '2099-01-01-what-comes-later'

async function used(statement: string) {
  const { db, database, config } = await makeTestWorld()
  await database.tamper(statement)
  const named = isPostgresUrl(database.address) ? 'DATABASE_URL' : 'DATABASE_FILE'
  const command = (script: string, ...words: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}`, ...words], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
      env: {
        ...process.env,
        ...TEST_SETTINGS,
        FILES_FOLDER: database.folder,
        BANK_IBANS: 'NL91ABNA0417164300',
        [named]: database.address,
      },
    })
    return { status, stderr }
  }
  return { db, address: database.address, config, command }
}

const usedLater = () => used(`INSERT INTO kysely_migration VALUES ('${LATER}', '2099-01-01T00:00:00.000Z')`)

it('one that is newer is neither migrated nor served, and a sentence says so', async () => {
  const { db, address, config } = await usedLater()
  const newer = { message: expect.stringContaining(`newer than this code, which does not know ${LATER}`) }
  await expect(migrate(address)).rejects.toMatchObject(newer)
  const error = await assertSchema(db.read).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject(newer)
  expect(startProblem(error, config)).toMatch(
    /^DATABASE_(FILE is|URL names) .*, which is newer than this code/,
  )
})

it('one that is newer is not looked at nor copied by a command', async () => {
  const { address, command } = await usedLater()
  const verified = command('ledger-verify.ts', '--database', address)
  expect(verified).toMatchObject({ status: 2 })
  expect(verified.stderr).toContain('which is newer than this code')
  const { database } = await makeTestWorld()
  for (const [from, to] of [
    [address, database.address],
    [database.address, address],
  ] as const) {
    const copied = command('db-copy.ts', '--from', from, '--to', to)
    expect(copied).toMatchObject({ status: 1 })
    expect(copied.stderr).toContain(`${address} is newer than this code`)
  }
})

it.each([
  ['newer', `INSERT INTO kysely_migration VALUES ('${LATER}', '2099-01-01T00:00:00.000Z')`],
  ['older', `DELETE FROM kysely_migration WHERE name LIKE '2026-11-25%'`],
])('one that is %s is opened by no command, and nothing is written', async (age, statement) => {
  const { db, command } = await used(statement)
  const day = ['--from', '2026-11-01', '--to', '2026-11-30']
  const out = join(tmpdir(), `stadmakers-other-schema-${process.pid}.csv`)
  const commands: [string, ...string[]][] = [
    ['bank-book.ts', 'tests/bank/samples/dutch-v02.xml'],
    ['export.ts', '--format', 'csv', ...day, '--out', out],
    ['team.ts'],
    ['ledger-verify.ts'],
  ]
  for (const [script, ...words] of commands) {
    const { status, stderr } = command(script, ...words)
    expect([script, status, stderr]).toEqual([script, 2, expect.stringContaining(`which is ${age} than`)])
  }
  expect(existsSync(out)).toBe(false)
  expect(await db.read.selectFrom('bank_line').select('id').execute()).toEqual([])
})

it('one that is older is not served before it was set up', async () => {
  const { db } = await used(`DELETE FROM kysely_migration WHERE name LIKE '2026-11-25%'`)
  await expect(assertSchema(db.read)).rejects.toThrow(
    'is older than this code: 2026-11-25-keys-numbered-again is missing. Run npm run setup first.',
  )
})
