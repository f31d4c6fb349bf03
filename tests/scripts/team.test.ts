import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#db/database.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { TEST_SETTINGS } from '#tests/support/test-world.ts'

/** `npm run team`, as a person types it: who has which role, and the way to change one without a page. */

const root = join(import.meta.dirname, '..', '..')
let folder = ''
let file = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-team-'))
  file = join(folder, 'stadmakers.sqlite')
  await migrate(file)
})
afterEach(() => rmSync(folder, { recursive: true }))

function team(args: string[] = [], settings: Record<string, string> = {}) {
  const own = { DATABASE_FILE: file, FILES_FOLDER: folder, NODE_ENV: 'test', ...settings } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/team.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 15_000,
    env: { ...process.env, ...TEST_SETTINGS, ...own },
  })
  return { status, stdout, stderr }
}

test('gives a role, takes it away, prints who has which, and writes both in the audit log', async () => {
  const given = team(['--email', 'Thea@Voorbeeld.nl', '--give', 'treasurer'])
  expect(given).toEqual({ status: 0, stdout: 'thea@voorbeeld.nl: treasurer\n', stderr: '' })
  team(['--email', 'anna@voorbeeld.nl', '--give', 'admin'])
  expect(team().stdout).toBe('anna@voorbeeld.nl: admin\nthea@voorbeeld.nl: treasurer\n')
  const taken = team(['--email', 'thea@voorbeeld.nl', '--take', 'treasurer'])
  expect(taken).toEqual({ status: 0, stdout: 'anna@voorbeeld.nl: admin\n', stderr: '' })
  const db = openDatabase(file)
  const audit = await db.read
    .selectFrom('audit_entry')
    .select(['actor_id', 'action', 'detail'])
    .orderBy('id')
    .execute()
  await db.close()
  expect(audit.map(({ actor_id, action, detail }) => [actor_id, action, detail])).toEqual([
    [null, 'user.role-granted', '{"role":"treasurer"}'],
    [null, 'user.role-granted', '{"role":"admin"}'],
    [null, 'user.role-revoked', '{"role":"treasurer"}'],
  ])
})

test('leaves the last admin, and says that somebody does not have what is to be taken', () => {
  team(['--email', 'anna@voorbeeld.nl', '--give', 'admin'])
  expect(team(['--email', 'anna@voorbeeld.nl', '--take', 'admin'])).toEqual({
    status: 1,
    stdout: 'anna@voorbeeld.nl: admin\n',
    stderr: 'anna@voorbeeld.nl is the only admin. Give somebody else that role first.\n',
  })
  const other = team(['--email', 'thea@voorbeeld.nl', '--take', 'admin'])
  expect([other.status, other.stderr]).toEqual([1, 'thea@voorbeeld.nl does not have that role.\n'])
})

test.each<[string, string[], Record<string, string>, string]>([
  ['an address that is none', ['--email', 'thea', '--give', 'admin'], {}, '--email is not an e-mail address'],
  ['a role that is none', ['--email', 'a@b.nl', '--give', 'mayor'], {}, '"mayor" is no role. The roles are'],
  ['a role for nobody', ['--give', 'admin'], {}, 'name one person and one role'],
  [
    'both at once',
    ['--email', 'a@b.nl', '--give', 'admin', '--take', 'admin'],
    {},
    'name one person and one',
  ],
  ['a word too many', ['anna'], {}, '"anna" is one word too many.'],
  ['a missing setting', [], { SECRET: '' }, 'SECRET is not set'],
  [
    'a folder that is not there',
    [],
    { DATABASE_FILE: '/nowhere/at/all.sqlite' },
    'DATABASE_FILE is /nowhere',
  ],
])('%s stops it with a sentence', (_, args, settings, sentence) => {
  const { status, stderr, stdout } = team(args, settings)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect([status, stdout]).toEqual([2, ''])
})
