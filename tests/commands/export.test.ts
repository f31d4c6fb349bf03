import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { writeBooks } from '#tests/support/written-books.ts'

/** `npm run export` and `npm run ledger:recompute`, as a treasurer and a stranger call them. */

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-export-'))
let world: TestWorld
let slug: string
let csv: string
let journal: string

beforeAll(async () => {
  world = await makeTestWorld()
  slug = (await writeBooks(world)).slug
  const site = await openTestSite(world)
  csv = (await site.visitor().get(`/campaigns/${slug}/ledger.csv`)).text
  journal = (await site.visitor().get(`/campaigns/${slug}/ledger.journal`)).text
  await site.close()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

function run(script: string, ...args: string[]) {
  const env = {
    ...{ PATH: process.env.PATH, NODE_ENV: 'test' as const, DATABASE_FILE: world.database.address },
    ...{ SENDER_NAME: 'Stichting Stadmakers', SENDER_REGISTRATION: 'KvK 00000000', INIT_CWD: folder },
  }
  return spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: root, encoding: 'utf8', env })
}

const ALL = ['--from', '2026-11-01', '--to', '2026-12-31']

test.each(['csv', 'xlsx', 'hledger', 'xaf32', 'xaf40'])(
  'export --format %s writes the file that was asked for',
  format => {
    const { status, stdout, stderr } = run(
      'export',
      '--format',
      format,
      ...ALL,
      '--campaign',
      slug,
      '--out',
      `books.${format}`,
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('postings, recorded from 2026-11-01 to 2026-12-31')
    expect(stdout.includes('unofficial')).toBe(format === 'xaf40')
    expect(readFileSync(join(folder, `books.${format}`)).length).toBeGreaterThan(100)
  },
)

test('an export of nothing: a sentence, 1, and no file; one that was there stays what it was', () => {
  writeFileSync(join(folder, 'kept.csv'), 'before')
  const before = readdirSync(folder)
  for (const out of ['kept.csv', 'new.csv']) {
    const { status, stdout, stderr } = run(
      'export',
      '--format',
      'csv',
      '--from',
      '2020-01-01',
      '--to',
      '2020-01-31',
      '--out',
      out,
    )
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('There is nothing to export')
  }
  expect(readdirSync(folder)).toEqual(before)
  expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('before')
})

test.each([
  ['one that is there', 'pointed.csv', true],
  ['one that is not', 'to-be-made.csv', false],
])('an export to a link is written to the file it points at, %s, and the link stays', (_, name, isThere) => {
  if (isThere) writeFileSync(join(folder, name), 'before')
  const link = join(folder, `link-to-${name}`)
  symlinkSync(name, link)
  const { status, stdout } = run('export', '--format', 'csv', ...ALL, '--out', `link-to-${name}`)
  expect([status, stdout]).toEqual([0, expect.stringContaining(join(folder, name))])
  expect(readlinkSync(link)).toBe(name)
  expect(readFileSync(join(folder, name), 'utf8')).toContain('stripe_balance')
})

test.each(['', '-wal', '-shm'])(
  'an export onto the database, or its %s, is refused, and the books stay',
  end => {
    const out = `${world.database.address}${end}`
    const { status, stderr } = run('export', '--format', 'csv', ...ALL, '--out', out)
    expect([status, stderr]).toEqual([2, expect.stringContaining('is a database; --out must be the path')])
    expect(readFileSync(world.database.address, 'latin1')).toMatch(/^SQLite format 3/)
  },
)

test.each([
  [['--format', 'exe', ...ALL, '--out', 'x'], '--format is "exe"'],
  [['--format', 'csv', '--from', '2026-11-31', '--to', '2026-12-01', '--out', 'x'], '--from is "2026-11-31"'],
  [['--format', 'csv', '--from', '2026-12-01', '--to', '2026-11-01', '--out', 'x'], 'lies after --to'],
  [
    ['--format', 'xaf32', '--from', '2019-12-31', '--to', '2026-12-31', '--out', 'x'],
    'covers at most 84 months',
  ],
  [['--format', 'xaf40', '--from', '0001-01-01', '--to', '9999-12-31', '--out', 'x'], 'at most 84 months'],
  [['--format', 'csv', ...ALL], '--out is missing'],
  [['--format', 'csv', ...ALL, '--account', 'petty_cash', '--out', 'x'], 'There is no account "petty_cash"'],
  [['--format', 'csv', ...ALL, '--account', '', '--out', 'x'], '--account is empty'],
  [['--format', 'csv', ...ALL, '--out', '.'], 'is a folder; --out must be the path of a file.'],
  [['--format', 'csv', ...ALL, '--out', '/dev/null'], '/dev/null is no plain file'],
  [
    ['--format', 'csv', ...ALL, '--out', 'x', '--database', 'postgres://me:secret@127.0.0.1:1/books'],
    '--database names 127.0.0.1:1, where no PostgreSQL answers (ECONNREFUSED)',
  ],
  [['--format', 'csv', ...ALL, '--campaign', 'nowhere', '--out', 'x'], 'There is no campaign "nowhere"'],
  [['--format', 'csv', ...ALL, '--out', 'no/such/folder/x'], 'cannot be written (ENOENT)'],
  [['--format', 'csv', ...ALL, '--out', 'x', '--database', 'none.sqlite'], 'there is no such file'],
])('export %j: one sentence, 2, no file', (args, sentence) => {
  const { status, stdout, stderr } = run('export', ...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(existsSync(join(folder, 'x'))).toBe(false)
})

test('recompute finds the same in both public files, with no database at hand', () => {
  const found = [csv, journal].map((text, n) => {
    const file = join(folder, `public-${n}`)
    writeFileSync(file, text)
    const { status, stdout, stderr } = run('ledger-recompute', file)
    expect([status, stderr]).toEqual([0, ''])
    return stdout
  })
  expect(found[0]).toBe(found[1])
  expect(found[0]).toContain(`${slug}: `)
  expect(found[0]).toContain('kept for the campaign: €59.76')
})

test('recompute of a file that was changed names the line, and ends with 1; of none it ends with 2', () => {
  const file = join(folder, 'tampered.csv')
  writeFileSync(file, csv.replace(/,3003,/, ',3004,'))
  const { status, stdout } = run('ledger-recompute', file)
  const line = csv.split('\n').findIndex(row => row.includes(',3003,')) + 1
  expect([status, stdout]).toEqual([
    1,
    `NOT AS IT WAS: line ${line} of ${file}: this line was changed, or one before it was taken out or added\n`,
  ])
  expect(run('ledger-recompute', 'nothing-here.csv')).toMatchObject({ status: 2, stdout: '' })
  expect(run('ledger-recompute')).toMatchObject({ status: 2, stdout: '' })
})
