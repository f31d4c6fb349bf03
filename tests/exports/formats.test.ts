/** Every format of the books: what is in it adds up to what is in the journal, and outside programs can read it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { parse } from 'node-html-parser'
import { describe, expect, onTestFinished, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { openBook } from '#app/exports/open-book.server.ts'
import { csvRows, harmless } from '#app/exports/csv.ts'
import { oneLine } from '#app/exports/hledger.ts'
import { accountId } from '#app/exports/xaf.ts'
import { xmlText } from '#app/exports/xml.ts'
import { isTooLong, writeBook } from '#app/exports/write-book.ts'
import type { ExportFormat } from '#app/exports/write-book.ts'
import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { readAccount } from '#app/domain/ledger/account.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { writeBooks } from '#tests/support/written-books.ts'

const OWNER = { name: 'Stichting <Stadmakers> & co', registration: 'KvK 00000000' }
const ALL = { first: '2026-11-01', last: '2026-12-31', campaignId: null, account: null }

async function written(world: TestWorld, format: ExportFormat, wanted: Partial<typeof ALL> & object = {}) {
  const around = { language: 'en', owner: OWNER, now: world.clock.now() } as const
  const book = await openBook(world.db.read, { ...ALL, ...wanted }, around)
  if (!book) throw new Error('There is nothing to export.')
  return buffer(writeBook(book, format))
}

/** What stands on each account by our own trial balance, in cents, debit positive. */
async function ours(world: TestWorld): Promise<Record<string, number>> {
  const rows = await trialBalance(world.db.read)
  return Object.fromEntries(rows.map(row => [row.account, row.debit - row.credit]))
}

function csvCells(text: string): string[][] {
  return text
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map(row =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) =>
        (a ?? b ?? '').replaceAll('""', '"'),
      ),
    )
}

describe('CSV', () => {
  test('holds every posting once, and its amounts add up to our balances', async () => {
    const world = await makeTestWorld()
    await writeBooks(world)
    const [head = [], ...rows] = csvCells((await written(world, 'csv')).toString())
    const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? ''
    const found: Record<string, number> = {}
    for (const row of rows) {
      const amount = Math.round(Number(cell(row, 'amount_eur')) * 100)
      found[cell(row, 'debit')] = (found[cell(row, 'debit')] ?? 0) + amount
      found[cell(row, 'credit')] = (found[cell(row, 'credit')] ?? 0) - amount
    }
    expect(found).toEqual(await ours(world))
    const { postings } = await world.db.read
      .selectFrom('posting')
      .select(eb => eb.fn.countAll<number>().as('postings'))
      .executeTakeFirstOrThrow()
    expect(rows).toHaveLength(postings)
  })

  test('10,000 random fields: each is read back as it was, save an apostrophe, and none begins like a formula', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.tuple(fc.constantFrom(...'=+-@\t\r|%＝＋－＠'), fc.string()).map(parts => parts.join('')),
      fc.constantFrom('=cmd|"/C calc"!A0', '@SUM(1+1)', '-2+3', '+31 6', '"quoted", and\r\nmore', ''),
    )
    fc.assert(
      fc.property(fc.array(field, { minLength: 4, maxLength: 4 }), fields => {
        const text = csvRows([fields])
        const cells = readRow(text)
        expect(cells.map((cell, n) => (cell === fields[n] ? cell : cell.replace(/^'/, '')))).toEqual(fields)
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/)
      }),
      { numRuns: 2_500 },
    )
    expect(harmless('=1+1')).toBe("'=1+1")
    expect(harmless('gewoon')).toBe('gewoon')
  })
})

/** Reads one record of RFC 4180, written by hand so that it shares nothing with the writer. */
function readRow(text: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === ',' || text.slice(at) === '\r\n')) {
      cells.push(cell)
      cell = ''
      if (sign === '\r') break
    } else cell += sign
  }
  return cells
}

describe('XLSX', () => {
  test('has typed cells: amounts and days are numbers with a style, text is text', async () => {
    const world = await makeTestWorld()
    await writeBooks(world)
    const parts = unzipSync(await written(world, 'xlsx'))
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? []).toString()
    const rows = parse(sheet).querySelectorAll('row')
    const cells = rows[1]?.querySelectorAll('c') ?? []
    expect(rows[0]?.querySelectorAll('c')[11]?.text).toBe('amount_eur')
    expect([cells[11]?.getAttribute('s'), cells[11]?.text]).toEqual(['2', '10'])
    // 24 November 2026, in days since 30 December 1899.
    expect([cells[1]?.getAttribute('s'), cells[1]?.text]).toEqual(['1', '46350'])
    expect(cells[7]?.getAttribute('t')).toBe('inlineStr')
    const total = rows
      .slice(1)
      .reduce((sum, row) => sum + Math.round(Number(row.querySelectorAll('c')[11]?.text) * 100), 0)
    const { cents } = await world.db.read
      .selectFrom('posting')
      .select(eb => eb.fn.sum<number>('amount_cents').as('cents'))
      .executeTakeFirstOrThrow()
    expect(total).toBe(cents)
    expect(Object.keys(parts).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ])
  })

  test('every part is well-formed XML, whatever the texts hold', async () => {
    const world = await makeTestWorld()
    await writeBooks(world, { title: 'Tuin <&> "groen"' })
    for (const [fileName, bytes] of Object.entries(unzipSync(await written(world, 'xlsx')))) {
      const { valid, errors } = await validateXML({
        xml: { fileName: fileName.replaceAll(/\W/g, '_'), contents: Buffer.from(bytes).toString() },
      } as never)
      expect([fileName, valid, errors]).toEqual([fileName, true, []])
    }
    expect(xmlText('a\u0000b\u000bc<d>&"\ud800e')).toBe('abc&lt;d&gt;&amp;&quot;e')
  })
})

const hledger = spawnSync('hledger', ['--version']).status === 0
const withoutHledger = hledger ? '' : ' (skipped: hledger is not installed)'

describe('hledger', () => {
  const balances = (journal: Buffer | string): Record<string, number> => {
    const folder = mkdtempSync(join(tmpdir(), 'stadmakers-hledger-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'books.journal')
    writeFileSync(file, journal)
    const { status, stdout, stderr } = spawnSync(
      'hledger',
      ['-f', file, 'balance', '--flat', '--no-total', '--empty', '-O', 'csv', '--strict'],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    )
    expect([status, stderr]).toEqual([0, ''])
    return Object.fromEntries(
      csvCells(stdout.replaceAll('\n', '\r\n'))
        .slice(1)
        .map(([account = '', amount = '']) => [
          account.replace(/^\w+:/, ''),
          Math.round(Number(amount.replace(' EUR', '').replaceAll(',', '')) * 100),
        ]),
    )
  }

  test.skipIf(!hledger)(`opens in hledger, whose balances are ours${withoutHledger}`, async () => {
    const world = await makeTestWorld()
    await writeBooks(world)
    expect(balances(await written(world, 'hledger'))).toEqual(await ours(world))
  })

  test.skipIf(!hledger)(
    `a later period begins with its opening balances, so its end is ours too${withoutHledger}`,
    async () => {
      const world = await makeTestWorld()
      await writeBooks(world, { days: 3 })
      const journal = await written(world, 'hledger', { first: '2026-11-26' })
      expect(journal.toString()).toContain('opening balances')
      expect(balances(journal)).toEqual(await ours(world))
    },
  )

  test('a text cannot end its line or begin a comment', () => {
    expect(oneLine('a\n2026-01-01 ; x|y\u2028(z):')).toBe('a 2026-01-01 x y z')
  })
})

const folder = join(import.meta.dirname, '../../../shared/data/xaf')
const xsd = join(folder, 'XmlAuditfileFinancieel3.2.xsd')
const fields = join(folder, 'XAF-4.0.fields.csv')
const absent = (file: string, what: string) =>
  existsSync(file) ? '' : ` (skipped: ${what} is not beside the project)`

/** The longest that an audit file may be of. */
const SEVEN_YEARS = { first: '2020-01-01', last: '2026-12-31' }

describe('the audit file', () => {
  test('is of seven years, the months of which are its periods, and of no day more', async () => {
    const world = await makeTestWorld()
    await writeBooks(world)
    expect(isTooLong('xaf32', SEVEN_YEARS)).toBe(false)
    expect(isTooLong('xaf40', { ...SEVEN_YEARS, last: '2027-01-01' })).toBe(true)
    expect(isTooLong('csv', { first: '0001-01-01', last: '9999-12-31' })).toBe(false)
    const xml = parse((await written(world, 'xaf32', SEVEN_YEARS)).toString())
    const days = (name: string) => xml.querySelectorAll(name).map(each => each.text)
    expect(days('period > periodnumber')).toEqual(Array.from({ length: 84 }, (_, n) => String(n + 1)))
    expect([days('startdateperiod').at(-1), days('enddateperiod').at(-1)]).toEqual([
      '2026-12-01',
      '2026-12-31',
    ])
  })

  const noXsd = absent(xsd, 'the schema')
  test.skipIf(noXsd !== '')(
    `3.2 is valid by its schema, for a whole period and for a part${noXsd}`,
    async () => {
      const world = await makeTestWorld()
      const { campaignId } = await writeBooks(world, { title: 'Tuin & <singel>' })
      for (const wanted of [
        {},
        SEVEN_YEARS,
        { first: '2026-11-25' },
        { campaignId },
        { account: 'stripe_balance' },
      ]) {
        const xml = (await written(world, 'xaf32', wanted as object)).toString()
        const { valid, errors } = await validateXML({
          xml: { fileName: 'books.xaf', contents: xml },
          schema: { fileName: 'xaf.xsd', contents: readFileSync(xsd, 'utf8') },
        } as never)
        expect([wanted, valid, errors]).toEqual([wanted, true, []])
      }
    },
  )

  const noFields = absent(fields, 'the table of fields')
  test.skipIf(noFields !== '')(
    `4.0 has the fields of the table, in order and within bounds${noFields}`,
    async () => {
      const world = await makeTestWorld()
      await writeBooks(world)
      const xml = (await written(world, 'xaf40')).toString()
      expect(againstTable(xml, readFileSync(fields, 'utf8'))).toEqual([])
      const broken = xml
        .replace('<curCode>EUR</curCode>', '')
        .replaceAll('<amntTp>C</amntTp>', '<amntTp>X</amntTp>')
      expect(againstTable(broken, readFileSync(fields, 'utf8')).slice(0, 2)).toEqual([
        '/auditfile/header/curCode stands 0 times',
        '/auditfile/company/transactions/journal/transaction/trLine/amntTp is X',
      ])
    },
  )

  test('its totals are those of its lines, and every account of a line is in its ledger', async () => {
    const world = await makeTestWorld()
    await writeBooks(world)
    for (const format of ['xaf32', 'xaf40'] as const) {
      const xml = parse((await written(world, format)).toString())
      const text = (selector: string) => xml.querySelectorAll(selector).map(each => each.text)
      const sum = (side: string) =>
        xml
          .querySelectorAll('trline')
          .filter(line => line.querySelector('amnttp')?.text === side)
          .reduce((total, line) => total + Math.round(Number(line.querySelector('amnt')?.text) * 100), 0)
      const [debit] = text('transactions > totaldebit')
      expect([sum('D'), sum('C')]).toEqual([Math.round(Number(debit) * 100), Math.round(Number(debit) * 100)])
      expect(text('transactions > linescount')).toEqual([String(xml.querySelectorAll('trline').length)])
      const ledger = new Set(text('ledgeraccount > accid'))
      expect(text('trline > accid').filter(id => !ledger.has(id))).toEqual([])
    }
  })

  test('an account has an id of at most 35 signs, and no two have the same', () => {
    const id = '01936000-0000-7000-8000-000000000001'
    const accounts = [
      'campaign_funds_held',
      'tips_held',
      'initiator_payable',
      'initiator_receivable',
      'dispute_reserve',
    ]
      .map(name => `${name}:${id}`)
      .concat('stripe_balance', 'bank:NL91ABNA0417164300', `match_fund:${'x'.repeat(60)}`)
    const ids = accounts.map(accountId)
    expect(new Set(ids).size).toBe(accounts.length)
    expect(ids.filter(each => each.length > 35)).toEqual([])
    expect(accounts.slice(0, 5).every(account => readAccount(account))).toBe(true)
  })
})

interface Field {
  path: string
  min: number
  max: number
  kind: string
  longest: number
  pattern: string
  allowed: string[]
}

/** What in a file breaks a table of fields: order, how often, how long, and which words. */
function againstTable(xml: string, table: string): string[] {
  const [, ...lines] = table.trim().split('\n')
  const all: Field[] = lines.map(line => {
    const [path = '', min, max, kind = '', longest, , pattern = '', allowed] = readRow(`${line.trim()}\r\n`)
    const most = max === 'unbounded' ? Infinity : Number(max)
    return {
      ...{ path, min: Number(min), max: most, kind, pattern },
      longest: longest ? Number(longest) : Infinity,
      allowed: allowed ? allowed.split(',') : [],
    }
  })
  const problems: string[] = []
  const look = (element: ReturnType<typeof parse>, path: string) => {
    const known = all.filter(
      field => field.path.startsWith(`${path}/`) && !field.path.slice(path.length + 1).includes('/'),
    )
    const children = element.childNodes.filter(node => Number(node.nodeType) === 1) as unknown as ReturnType<
      typeof parse
    >[]
    const nameOf = (child: ReturnType<typeof parse>) => child.rawTagName
    const order = children.map(child => known.findIndex(field => field.path === `${path}/${nameOf(child)}`))
    if (order.some((place, n) => place < (order[n - 1] ?? 0)))
      problems.push(`${path}: not in order, or unknown`)
    for (const field of known) {
      const found = children.filter(child => `${path}/${nameOf(child)}` === field.path)
      if (found.length < field.min || found.length > field.max)
        problems.push(`${field.path} stands ${found.length} times`)
      for (const child of found) {
        if (field.kind === 'complex') look(child, field.path)
        else if (
          Array.from(child.text).length > field.longest ||
          (field.allowed.length > 0 && !field.allowed.includes(child.text)) ||
          (field.pattern !== '' && !new RegExp(`^(${field.pattern})$`).test(child.text))
        )
          problems.push(`${field.path} is ${child.text}`)
      }
    }
  }
  const root = parse(xml).querySelector('auditfile')
  if (root) look(root as unknown as ReturnType<typeof parse>, '/auditfile')
  return problems
}

test('there is no book of a period in which nothing was recorded', async () => {
  const world = await makeTestWorld()
  await writeBooks(world)
  const around = { language: 'en', owner: OWNER, now: world.clock.now() } as const
  const wanted = { ...ALL, first: '2026-01-01', last: '2026-01-31' }
  expect(await openBook(world.db.read, wanted, around)).toBeNull()
})
