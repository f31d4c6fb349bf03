import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '#db/migrate.server.ts'
import { threeInARow } from '#tests/support/three-ports.ts'

/** Every command, told something that cannot be: one sentence on stderr, a code other than zero, no trace of code. */

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-refusals-'))
const inFolder = (name: string) => join(folder, name)
const squatter = createServer()
let taken = 0

beforeAll(async () => {
  writeFileSync(inFolder('a-file'), 'not a folder, and no database')
  mkdirSync(inFolder('mine'))
  writeFileSync(inFolder('mine/letter.txt'), 'precious')
  mkdirSync(inFolder('broken'))
  writeFileSync(inFolder('broken/ports.json'), '{')
  writeFileSync(inFolder('broken/secrets.json'), '{')
  squatter.listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  taken = (squatter.address() as AddressInfo).port
})
afterAll(() => {
  squatter.close()
  rmSync(folder, { recursive: true })
})

async function refusalOf(script: string, args: string[], environment: Record<string, string> = {}) {
  const command = spawn(process.execPath, [`scripts/${script}`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...environment },
    timeout: 20_000,
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'exit') as Promise<[number | null]>,
  ])
  return { stdout, stderr, code }
}

function expectSentence(
  refusal: Awaited<ReturnType<typeof refusalOf>>,
  sentence: string,
  code: number,
): void {
  expect(refusal.stderr).toContain(sentence)
  expect(refusal.stderr).not.toMatch(/^\s+at /m)
  expect([refusal.code, refusal.stdout]).toEqual([code, ''])
}

describe.concurrent('a wrong word', () => {
  test.each<[script: string, args: string[], sentence: string, code: number]>([
    ['demo.ts', ['--prot', '4000'], 'There is no option --prot.', 2],
    ['demo.ts', ['--port', '0'], '--port is "0"; it may be a whole number from 1 to 65533.', 2],
    ['demo.ts', ['--data', ''], '--data is empty', 2],
    ['demo-forward.ts', ['30d', '--dta', 'x'], 'There is no option --dta.', 2],
    ['demo-forward.ts', ['30d', '12h'], '"12h" is one word too many.', 2],
    ['demo-forward.ts', ['1000d'], '"1000d" is no time to go forward', 2],
    ['demo-forward.ts', ['-5d'], '"-5d" is no time to go forward; it may be a number of days', 2],
    ['demo-forward.ts', [], '"" is no time to go forward', 2],
    ['demo-forward.ts', ['3d', '--data', ''], '--data is empty', 2],
    ['start.ts', ['--port', '3000'], 'There is no option --port. This command takes none', 1],
    ['worker.ts', ['now'], '"now" is one word too many. This command takes none', 1],
    ['setup.ts', ['--mail', 'a@b.nl'], 'There is no option --mail. The only option is --email.', 1],
    [
      'team.ts',
      ['--mail', 'a@b.nl'],
      'There is no option --mail. The options are --email, --give, and --take.',
      2,
    ],
    ['ledger-verify.ts', ['--db', 'x'], 'There is no option --db. The only option is --database.', 2],
    ['ledger-verify.ts', ['--database'], '--database needs a value.', 2],
    ['races.ts', ['--rounds', 'many'], '--rounds is many; it may be a whole number from 1 to 99999.', 2],
    ['sandbox/main.ts', ['--prot', '1'], "Unknown option '--prot'", 1],
    [
      'sandbox/main.ts',
      ['--port', '70000'],
      '--port is "70000"; it may be a whole number from 0 to 65535.',
      1,
    ],
    ['sandbox/main.ts', ['--data', ''], '--data is empty; it may be a path.', 1],
    ['sandbox/main.ts', ['--start-at', 'soon'], '--start-at is "soon"; it may be a moment', 1],
    ['sandbox/main.ts', ['--public-url', 'here'], '--public-url is "here"; it may be an address', 1],
  ])('%s %j', async (script, args, sentence, code) => {
    expectSentence(await refusalOf(script, args), sentence, code)
  })
})

describe.concurrent('a place that cannot be', () => {
  test.each<[script: string, args: () => string[], sentence: string, code: number]>([
    [
      'demo.ts',
      () => ['--port', String(taken)],
      'is taken, so nothing was started. Choose another with --port',
      1,
    ],
    ['demo-forward.ts', () => ['1d', '--data', inFolder('none')], 'There is no demonstration in', 1],
    [
      'demo-forward.ts',
      () => ['1d', '--data', inFolder('broken')],
      'ports.json cannot be read as what a demonstration keeps',
      1,
    ],
    ['ledger-verify.ts', () => ['--database', inFolder('none.sqlite')], 'and there is no such file', 2],
    ['ledger-verify.ts', () => ['--database', inFolder('a-file')], 'which is not a sound SQLite database', 2],
    ['ledger-verify.ts', () => ['--database', inFolder('mine')], 'which cannot be opened', 2],
    [
      'sandbox/main.ts',
      () => ['--port', String(taken), '--smtp-port', '0'],
      `is taken; choose another with --port`,
      1,
    ],
    [
      'sandbox/main.ts',
      () => ['--port', '0', '--smtp-port', '0', '--data', inFolder('a-file')],
      'choose another with --data',
      1,
    ],
  ])('%s: case %#', async (script, args, sentence, code) => {
    expectSentence(await refusalOf(script, args()), sentence, code)
  })
})

test('a demonstration neither begins in a file or where nothing may be made, nor touches what is none', async () => {
  const port = String(await threeInARow())
  const inFile = await refusalOf('demo.ts', ['--port', port, '--data', inFolder('a-file')])
  expectSentence(inFile, 'a-file cannot be written (ENOTDIR), so nothing runs.', 1)
  const nowhere = await refusalOf('demo.ts', ['--port', port, '--data', '/proc/nowhere/at/all'])
  expectSentence(nowhere, 'The folder /proc/nowhere/at/all cannot be written (E', 1)
  for (const fresh of [['--fresh'], []]) {
    const inMine = await refusalOf('demo.ts', ['--port', port, ...fresh, '--data', inFolder('mine')])
    expectSentence(inMine, 'holds something else than a demonstration, so nothing in it was touched.', 1)
  }
  expect(readdirSync(inFolder('mine'))).toEqual(['letter.txt'])
})

test.each([
  ['demo.ts', ['--data', 'mine'], 'mine'],
  ['demo-forward.ts', ['1d', '--data', 'none'], 'none'],
  ['sandbox/main.ts', ['--port', '0', '--smtp-port', '0', '--data', 'a-file'], 'a-file'],
  ['ledger-verify.ts', ['--database', 'none.sqlite'], 'none.sqlite'],
])('%s %j is about what lies where it was typed', async (script, args, name) => {
  const port = script === 'demo.ts' ? ['--port', String(await threeInARow())] : []
  const { stderr } = await refusalOf(script, [...args, ...port], { INIT_CWD: folder })
  expect(stderr).toContain(inFolder(name))
})

test('a missing setting is named by whoever needs it, with what it is', async () => {
  const sentence = 'DATABASE_FILE is not set. It is: path of the SQLite file, unless DATABASE_URL is set.'
  expectSentence(await refusalOf('setup.ts', []), sentence, 1)
  const verify = await refusalOf('ledger-verify.ts', [], { DATABASE_FILE: '' })
  expectSentence(verify, sentence, 2)
  expect(verify.stderr).toContain('npm run ledger:verify -- --database FILE')
  expect(verify.stderr.trim().split('\n')).toHaveLength(1)
})

test('the books are looked at without any other setting than theirs', async () => {
  const file = inFolder('books.sqlite')
  await migrate(file)
  const verified = await refusalOf('ledger-verify.ts', [], { DATABASE_FILE: file })
  expect([verified.code, verified.stderr]).toEqual([0, ''])
  expect(verified.stdout).toContain('the books hold')
})
