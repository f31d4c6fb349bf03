import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

async function refusalOf(script: string, args: string[]) {
  const command = spawn(process.execPath, [`scripts/${script}`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test' },
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
    ['demo.ts', ['--prot', '4000'], 'There is no option --prot.', 1],
    ['demo.ts', ['--port', '0'], '--port is "0"; it may be a whole number from 1 to 65533.', 1],
    ['demo.ts', ['--data', ''], '--data is empty', 1],
    ['demo-forward.ts', ['30d', '--dta', 'x'], 'There is no option --dta.', 1],
    ['demo-forward.ts', ['30d', '12h'], '"12h" is one word too many.', 1],
    ['demo-forward.ts', ['1000d'], '"1000d" is no time to go forward', 1],
    ['start.ts', ['--port', '3000'], 'There is no option --port. This command takes none', 1],
    ['worker.ts', ['now'], '"now" is one word too many. This command takes none', 1],
    ['setup.ts', ['--mail', 'a@b.nl'], 'There is no option --mail. The only option is --email.', 1],
    ['ledger-verify.ts', ['--db', 'x'], 'There is no option --db. The only option is --database.', 2],
    ['ledger-verify.ts', ['--database'], '--database needs a value.', 2],
    ['sandbox/main.ts', ['--prot', '1'], "Unknown option '--prot'", 1],
    [
      'sandbox/main.ts',
      ['--port', '70000'],
      '--port is "70000"; it may be a whole number from 0 to 65535.',
      1,
    ],
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

test('a demonstration neither begins in a file nor removes what is none', async () => {
  const port = String(await threeInARow())
  const inFile = await refusalOf('demo.ts', ['--port', port, '--data', inFolder('a-file')])
  expectSentence(inFile, 'a-file cannot be written (EEXIST), so nothing was started.', 1)
  const inMine = await refusalOf('demo.ts', ['--port', port, '--fresh', '--data', inFolder('mine')])
  expectSentence(inMine, 'holds something else than a demonstration, so --fresh removed nothing.', 1)
  expect(existsSync(inFolder('mine/letter.txt'))).toBe(true)
})

test('a missing setting is named by whoever needs it, with what it is', async () => {
  for (const [script, code] of [
    ['setup.ts', 1],
    ['ledger-verify.ts', 2],
  ] as const)
    expectSentence(
      await refusalOf(script, []),
      'DATABASE_FILE is not set. It is: path of the SQLite file.',
      code,
    )
})
