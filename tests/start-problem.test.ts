import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { BadClockFile } from '#app/clock/following-clock.server.ts'
import { BadConfiguration, readConfig } from '#app/config.server.ts'
import { PortTaken } from '#app/http/port-taken.ts'
import { startProblem } from '#app/start-problem.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { TEST_SETTINGS } from '#tests/support/test-world.ts'

/** What keeps a program from starting is told as a sentence that names the setting; a mistake of ours is not. */

const folder = mkdtempSync(join(tmpdir(), 'stadmakers-start-'))
afterAll(() => rmSync(folder, { recursive: true }))

function configWith(settings: Record<string, string>) {
  return readConfig({
    ...TEST_SETTINGS,
    DATABASE_FILE: join(folder, 'none.sqlite'),
    FILES_FOLDER: folder,
    ...settings,
  })
}

function withCode(code: string, more: object = {}): Error {
  return Object.assign(new Error(code), { code, ...more })
}

test.each<[string, Error, string]>([
  ['settings', new BadConfiguration('SECRET is not set'), 'SECRET is not set'],
  ['the clock', new BadClockFile('CLOCK_FILE names x'), 'CLOCK_FILE names x'],
  ['the port', new PortTaken('127.0.0.1', 3000), 'set PORT to another number'],
  ['a port of the system', withCode('EACCES', { syscall: 'listen' }), 'PORT is 0'],
  ['an address of another machine', withCode('EADDRNOTAVAIL'), 'HOST is 127.0.0.1'],
  ['a disk that is full', withCode('SQLITE_FULL'), 'DATABASE_FILE is'],
  ['a disk that is read-only', withCode('SQLITE_READONLY'), 'cannot be opened for writing (SQLITE_READONLY)'],
  ['a folder for pictures that cannot be written', withCode('EROFS', { path: '/x' }), 'FILES_FOLDER is'],
])('%s', (_, error, sentence) => {
  expect(startProblem(error, configWith({}))).toContain(sentence)
})

test.each<[string, string | null, string]>([
  ['not there', null, 'there is no such file. Run npm run setup first'],
  ['no database', 'this is a letter and not a database'.repeat(100), 'is not a sound SQLite database'],
  ['empty', '', 'has no tables yet. Run npm run setup first.'],
])('a database file that is %s', async (name, content, sentence) => {
  const file = join(folder, `${name}.sqlite`)
  if (content !== null) writeFileSync(file, content)
  const open = async () => {
    const db = openDatabase(file)
    await db.read.selectFrom('district').select('code').execute()
  }
  const error = await open().catch((thrown: unknown) => thrown)
  expect(startProblem(error, configWith({ DATABASE_FILE: file }))).toContain(sentence)
})

test.each<[string, Error, string]>([
  ['is not there', withCode('ECONNREFUSED'), 'db.example:5432, where no PostgreSQL answers (ECONNREFUSED)'],
  ['has a name that nobody knows', withCode('ENOTFOUND'), 'which is no known host'],
  ['does not know the password', withCode('28P01'), 'does not let stad in (28P01)'],
  ['has no such database', withCode('3D000'), 'where there is no database books'],
  ['was not set up', withCode('42P01'), 'books has no tables yet. Run npm run setup first.'],
  ['may not be written', withCode('42501'), 'where stad may not write in books'],
  ['is full', withCode('53300'), 'has no connection left'],
])('a database server that %s', (_, error, sentence) => {
  const config = configWith({
    DATABASE_FILE: '',
    DATABASE_URL: 'postgres://stad:hunter2@db.example:5432/books',
  })
  const problem = startProblem(error, config)
  expect(problem).toContain(sentence)
  expect(problem).not.toContain('hunter2')
})

test('an address of no machine is not laid to the database server', () => {
  const config = configWith({
    HOST: 'nowhere',
    DATABASE_FILE: '',
    DATABASE_URL: 'postgres://db.example/books',
  })
  expect(startProblem(withCode('ENOTFOUND', { hostname: 'nowhere' }), config)).toContain('HOST is nowhere')
})

test('a mistake of ours is not dressed up as one of the settings', () => {
  expect(startProblem(new TypeError('x is not a function'), configWith({}))).toBeNull()
  expect(startProblem(withCode('SQLITE_ERROR'), configWith({}))).toBeNull()
  expect(startProblem('a string', configWith({}))).toBeNull()
})
