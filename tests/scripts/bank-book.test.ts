import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bankAccount } from '#app/domain/ledger/account.ts'
import { randomIds } from '#app/domain/ids.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openDatabase } from '#db/database.server.ts'
import type { Db } from '#db/database.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { TEST_SETTINGS } from '#tests/support/test-world.ts'

/** `npm run bank:book`, as a treasurer calls it: what is booked, what is refused and why, and how it ends. */

const root = join(import.meta.dirname, '..', '..')
const OURS = 'NL91ABNA0417164300'
/** A day of the account: it opens with € 1.000,00 and closes with € 1.010,45. */
const DAY = readFileSync(join(root, 'tests/bank/samples/dutch-v02.xml'), 'utf8')

let folder = ''
/** Where the clock of the site stands. */
let now = ''
let database = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-bank-book-'))
  database = join(folder, 'stadmakers.sqlite')
  now = '2026-12-01T08:00:00.000Z'
  await migrate(database)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What the command prints of a file, one line of JSON each. */
interface Told {
  file: string
  ok: boolean
  error?: string
  statements?: { outcome: { kind: string; known?: number; lines?: unknown[]; refusal?: unknown } }[]
}

function bankBook(files: string[], settings: Record<string, string> = {}) {
  const clock = file('clock.json', JSON.stringify({ offsetMs: 0, frozenAt: now }))
  const own = {
    APP_MODE: 'demo',
    CLOCK_FILE: clock,
    DATABASE_FILE: database,
    FILES_FOLDER: folder,
    BANK_IBANS: OURS,
    NODE_ENV: 'test',
  } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bank-book.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, ...TEST_SETTINGS, ...own, ...settings },
  })
  const told = stdout.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line) as Told]))
  return {
    status,
    stderr,
    told,
    outcomes: told.flatMap(each => each.statements ?? []).map(each => each.outcome),
  }
}

/** A file in the folder of this test. */
function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function inBooks<T>(look: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(database)
  const seen = await look(db)
  await db.close()
  return seen
}

const linesKept = () =>
  inBooks(async db => (await db.read.selectFrom('bank_line').select('id').execute()).length)

const onBank = () => inBooks(db => balance(db.read, bankAccount(OURS)))

test('a file that is not there, and a folder, have a sentence; a path begins where the person stands', () => {
  file('day.xml', DAY)
  const { status, stderr, told } = bankBook(['none.xml', '.', 'day.xml'], { INIT_CWD: folder })
  expect([status, stderr]).toEqual([1, ''])
  expect(told).toMatchObject([
    { file: 'none.xml', error: 'The file cannot be read: there is no such file.' },
    { file: '.', error: 'The file cannot be read: it is a folder.' },
    { file: 'day.xml', ok: true },
  ])
})

describe('a statement that adds up', () => {
  test('is booked: the bank in the books is its closing balance, and the books hold', async () => {
    const { status, stderr, told, outcomes } = bankBook([file('day.xml', DAY)])
    expect([status, stderr]).toEqual([0, ''])
    expect(told[0]).toMatchObject({ file: join(folder, 'day.xml'), ok: true })
    expect(outcomes).toMatchObject([{ kind: 'booked', closing: 1_010_45, known: 0 }])
    expect(outcomes[0]?.lines).toHaveLength(await linesKept())
    expect(await onBank()).toBe(1_010_45)
    expect((await inBooks(db => verifyLedger(db.read))).invariants.filter(({ holds }) => !holds)).toEqual([])
  })

  test('is booked once: the same file again, also under another name or twice in one call, books nothing', async () => {
    const path = file('day.xml', DAY)
    bankBook([path])
    const before = await linesKept()
    const again = bankBook([path, file('copy.xml', DAY)])
    expect(again.status).toBe(0)
    expect(again.outcomes).toEqual([{ kind: 'known' }, { kind: 'known' }])
    expect([await linesKept(), await onBank()]).toEqual([before, 1_010_45])
  })
})

describe('a statement that is refused', () => {
  const REFUSED: [name: string, change: (day: string) => string, refusal: object][] = [
    [
      'that does not prove out',
      day => day.replace('<Amt Ccy="EUR">1010.45</Amt>', '<Amt Ccy="EUR">1010.46</Amt>'),
      {
        reason: 'does-not-add-up',
        ...{ opening: 1_000_00, moved: 10_45, closing: 1_010_46, difference: 1 },
      },
    ],
    [
      'in another currency',
      day => day.replaceAll('EUR', 'GBP'),
      { reason: 'other-currency', currency: 'GBP' },
    ],
    [
      'with an entry in another currency',
      day => day.replace(/(<Ntry>.*?)Ccy="EUR"/s, '$1Ccy="USD"'),
      { reason: 'other-currency', currency: 'USD' },
    ],
    [
      'of a day that has not come',
      day => day.replaceAll('2026-11-24', '2030-01-01'),
      { reason: 'not-yet', day: '2030-01-01' },
    ],
    [
      'of an account that is not ours',
      day => day.replace('NL91 ABNA 0417 1643 00', 'NL39 RABO 0300 0652 64'),
      { reason: 'not-ours', account: 'NL39RABO0300065264' },
    ],
    [
      'without a closing balance',
      day => day.replace('<Cd>CLBD</Cd>', '<Cd>XPCD</Cd>'),
      { reason: 'no-balances' },
    ],
  ]

  test.each(REFUSED)('%s books nothing, says why in JSON, and ends with 1', async (_, change, refusal) => {
    const changed = change(DAY)
    expect(changed).not.toBe(DAY)
    const { status, stderr, outcomes } = bankBook([file('odd.xml', changed)])
    expect([status, stderr]).toEqual([1, ''])
    expect(outcomes).toEqual([{ kind: 'refused', refusal }])
    expect([await linesKept(), await onBank()]).toEqual([0, 0])
  })

  test('because it does not follow on the last one books nothing of itself, and what was booked stays', async () => {
    bankBook([file('day.xml', DAY)])
    const before = await linesKept()
    const gap = DAY.replaceAll('1000.00', '2000.00')
      .replace('1010.45', '2010.45')
      .replaceAll('2026-11-24', '2026-11-26')
      .replaceAll('SVC', 'GAP')
    const { status, outcomes } = bankBook([file('gap.xml', gap)])
    expect(status).toBe(1)
    expect(outcomes).toMatchObject([{ kind: 'refused', refusal: { reason: 'gap', missing: 989_55 } }])
    expect([await linesKept(), await onBank()]).toEqual([before, 1_010_45])
  })

  test('does not keep the others from being booked', async () => {
    const foreign = file('foreign.xml', DAY.replaceAll('EUR', 'GBP'))
    const { status, told } = bankBook([foreign, file('day.xml', DAY)])
    expect(status).toBe(1)
    expect(told.map(({ statements }) => statements?.map(each => each.outcome.kind))).toEqual([
      ['refused'],
      ['booked'],
    ])
    expect(await onBank()).toBe(1_010_45)
  })
})

describe('in books of which November is closed', () => {
  const closeNovember = () =>
    inBooks(async db => {
      await db.inTransaction(async trx => {
        const [thea, aad] = [randomIds.next(), randomIds.next()]
        for (const [id, email] of [
          [thea, 'thea@example.test'],
          [aad, 'aad@example.test'],
        ] as const)
          await sql`INSERT INTO "user" (id, email, language, created_at) VALUES (${id}, ${email}, 'nl', ${now})`.execute(
            trx,
          )
        await trx
          .insertInto('closed_month')
          .values({
            ...{
              month: '2026-11',
              starts_at: '2026-10-31T23:00:00.000Z',
              ends_at: '2026-11-30T23:00:00.000Z',
            },
            ...{ proposed_by: thea, proposed_at: now, confirmed_by: aad, confirmed_at: now },
            ...{ head_seq: 0, head_hash: '', checklist: '{}' },
          })
          .execute()
      })
    })

  test('a line of November that comes late is booked in December, with its own day', async () => {
    await closeNovember()
    const { status, stderr, outcomes } = bankBook([file('day.xml', DAY)])
    expect([status, stderr, outcomes[0]?.kind]).toEqual([0, '', 'booked'])
    const entries = await inBooks(db =>
      db.read
        .selectFrom('journal_entry')
        .select(['occurred_at', 'recorded_at'])
        .where('source_type', '=', 'bank_line')
        .execute(),
    )
    expect(entries[0]).toEqual({ occurred_at: '2026-11-24T00:00:00.000Z', recorded_at: now })
  })

  test('a clock that was set back into it is said for every file, and nothing is booked', async () => {
    await closeNovember()
    now = '2026-11-28T08:00:00.000Z'
    const { status, stderr, outcomes } = bankBook([file('day.xml', DAY), file('copy.xml', DAY)])
    expect([status, stderr]).toEqual([1, ''])
    const refused = { kind: 'refused', refusal: { reason: 'month-closed', month: '2026-11' } }
    expect(outcomes).toEqual([refused, refused])
    expect([await linesKept(), await onBank()]).toEqual([0, 0])
  })
})

test('what cannot be read is told with the place and the reason, and ends with 1; the rest is booked', async () => {
  const broken = file('broken.xml', '<Document><BkToCstmrStmt></Document>')
  const { status, stderr, told } = bankBook([broken, join(folder, 'none.xml'), folder, file('day.xml', DAY)])
  expect([status, stderr]).toEqual([1, ''])
  expect(told.map(({ ok }) => ok)).toEqual([false, false, false, true])
  expect(told[0]?.error).toContain('The file cannot be read, at line 1')
  for (const { error } of told.slice(1, 3)) expect(error).toMatch(/^The file cannot be read: /)
  expect(await onBank()).toBe(1_010_45)
})

test.each<[string, () => string[], Record<string, string>, string]>([
  ['no file', () => [], {}, 'Which files? npm run bank:book -- FILE…'],
  ['no account of ours', () => [file('day.xml', DAY)], { BANK_IBANS: '' }, 'BANK_IBANS is not set'],
  [
    'a clock that cannot be read',
    () => [file('day.xml', DAY)],
    { CLOCK_FILE: '/nowhere/at/all.json' },
    'CLOCK_FILE names /nowhere/at/all.json',
  ],
  ['a missing setting', () => [file('day.xml', DAY)], { SECRET: '' }, 'SECRET is not set'],
  [
    'a database that is not there',
    () => [file('day.xml', DAY)],
    { DATABASE_FILE: '/nowhere/at/all.sqlite' },
    'DATABASE_FILE is /nowhere',
  ],
  [
    'a database that is newer than the code',
    () => [file('day.xml', DAY)],
    { DATABASE_FILE: 'NEWER' },
    'is newer than this code',
  ],
  [
    'a database without tables',
    () => [file('day.xml', DAY)],
    { DATABASE_FILE: 'EMPTY' },
    'DATABASE_FILE is ',
  ],
])('%s: nothing is tried, one sentence, and it ends with 2', async (_, files, settings, sentence) => {
  const empty = join(folder, 'empty.sqlite')
  writeFileSync(empty, '')
  if (settings.DATABASE_FILE === 'NEWER') await makeNewer()
  const places: Partial<Record<string, string>> = { EMPTY: empty, NEWER: database }
  const place = places[settings.DATABASE_FILE ?? '']
  const own = place === undefined ? settings : { DATABASE_FILE: place }
  const { status, stderr, told } = bankBook(files(), own)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect([status, told]).toEqual([2, []])
})

/** As a release that comes after this one would leave it. */
const makeNewer = () =>
  inBooks(db =>
    db.inTransaction(trx =>
      sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('2999-01-01-more', '2999')`.execute(trx),
    ),
  )
