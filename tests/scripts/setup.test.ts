import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isId } from '#app/domain/ids.ts'
import { firstAdmin } from '#app/domain/users/user-queries.server.ts'
import { signInByLink } from '#app/domain/users/users.server.ts'
import { createLinks } from '#app/links.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { TEST_SETTINGS } from '#tests/support/test-world.ts'

/** `npm run setup`, as a person types it: the tables, and the one way in for the first admin. */

const root = join(import.meta.dirname, '..', '..')
let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-setup-'))
  file = join(folder, 'stadmakers.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

function setUp(args: string[] = [], settings: Record<string, string> = {}) {
  const own = { DATABASE_FILE: file, FILES_FOLDER: folder, NODE_ENV: 'test', ...settings } as const
  return spawnSync(process.execPath, ['scripts/setup.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 15_000,
    env: { ...process.env, ...TEST_SETTINGS, ...own },
  })
}

/** The id of the link that was printed last, after a look at its signature. */
function printedLink(stdout: string): string {
  const address = new URL(stdout.trim().split('\n').pop() ?? '')
  const linkId = address.pathname.split('/').pop() ?? ''
  const { isToken } = createLinks(TEST_SETTINGS.PUBLIC_URL, TEST_SETTINGS.SECRET)
  expect(isId(linkId)).toBe(true)
  expect(isToken('sign-in', linkId, address.searchParams.get('k') ?? '')).toBe(true)
  return linkId
}

async function use(linkId: string): Promise<boolean> {
  const db = openDatabase(file)
  const request = { linkId, browserSecret: null, language: 'nl' } as const
  const { ok } = await db.inTransaction(trx => signInByLink(trx, new Date(), request))
  await db.close()
  return ok
}

test('makes the tables and prints a link by which the first admin signs in, once', async () => {
  const { status, stdout, stderr } = setUp(['--email', 'Admin@Voorbeeld.nl'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('The first admin is admin@voorbeeld.nl.')
  const linkId = printedLink(stdout)
  expect(await use(linkId)).toBe(true)
  expect(await use(linkId)).toBe(false)
  const db = openDatabase(file)
  expect(await firstAdmin(db.read)).toMatchObject({ email: 'admin@voorbeeld.nl', hasSignedIn: true })
  await db.close()
})

test('without an address, the first admin is the one whom letters come from', () => {
  expect(setUp().stdout).toContain('The first admin is stadmakers@stadmakers.test.')
})

test('again before the admin has signed in, it gives a new link to the same person only', async () => {
  setUp(['--email', 'admin@voorbeeld.nl'])
  const other = setUp(['--email', 'other@voorbeeld.nl'])
  expect(other.status).toBe(1)
  expect(other.stderr).toContain('The first admin is admin@voorbeeld.nl, who has not signed in yet.')
  const again = setUp(['--email', 'admin@voorbeeld.nl'])
  expect(again.stdout).toContain('The database was up to date.')
  expect(await use(printedLink(again.stdout))).toBe(true)
})

test('afterwards it makes no second first admin, and no link', async () => {
  await use(printedLink(setUp(['--email', 'admin@voorbeeld.nl']).stdout))
  for (const email of ['admin@voorbeeld.nl', 'other@voorbeeld.nl']) {
    const { status, stdout } = setUp(['--email', email])
    expect(status).toBe(0)
    expect(stdout).toContain('There is an admin already, so no link was made.')
    expect(stdout).not.toContain('/sign-in/')
  }
})

test.each<[string, string[], Record<string, string>, string]>([
  ['an address that is none', ['--email', 'admin'], {}, '--email is not an e-mail address'],
  ['a missing setting', [], { SECRET: '' }, 'SECRET is not set'],
  [
    'a folder that is not there',
    [],
    { DATABASE_FILE: '/nowhere/at/all.sqlite' },
    'DATABASE_FILE is /nowhere',
  ],
])('%s stops it with a sentence', (_, args, settings, sentence) => {
  const { status, stderr, stdout } = setUp(args, settings)
  expect(status).toBe(1)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stdout).toBe('')
})
