import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

/** `npm run bank:read`, as a treasurer calls it. */

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-bank-'))
const dutch = join(folder, 'dutch.xml')
const odd = join(folder, 'odd.xml')
const broken = join(folder, 'broken.xml')
copyFileSync(join(root, 'tests/bank/samples/dutch-v02.xml'), dutch)
copyFileSync(join(root, 'tests/bank/samples/odd.xml'), odd)
writeFileSync(broken, '<Document><BkToCstmrStmt></Document>')
afterAll(() => rmSync(folder, { recursive: true }))

function bankRead(...files: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bank-read.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter(Boolean)
  return { status, stderr, answers: lines.map(line => JSON.parse(line) as Record<string, unknown>) }
}

test('it prints the promised shape, a line for each file, and nothing of what only the books need', () => {
  const { status, stderr, answers } = bankRead(dutch)
  expect([status, stderr, answers.length]).toEqual([0, '', 1])
  const [{ statements, ...answer } = {}] = answers as [{ statements: Record<string, unknown>[] }]
  expect(answer).toEqual({ file: dutch, error: null })
  const [{ entries, ...statement } = {}] = statements ?? []
  expect(statement).toEqual({
    id: 'CAMT053-NL-0231',
    iban: 'NL91ABNA0417164300',
    account: 'NL91ABNA0417164300',
    currency: 'EUR',
    version: 'camt.053.001.02',
    openingCents: 100_000,
    closingCents: 101_045,
    provesOut: true,
  })
  expect((entries as unknown[])[2]).toEqual({
    amountCents: 7_500,
    bookingDate: '2026-11-24',
    valueDate: '2026-11-24',
    endToEndId: '01890a5dac96774bbcceb302099a8058',
    reference: 'SVC0003',
    counterparty: 'S. Tuinman',
    counterpartyIban: 'NL02ABNA0123456789',
    remittance: null,
    returnReason: 'AC04',
    reversal: false,
    batchCount: null,
  })
})

test('a relative path begins where the person stands, and a pipe is read as a file is', () => {
  const settings = { cwd: root, encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } } as const
  const byName = spawnSync(process.execPath, ['scripts/bank-read.ts', 'dutch.xml'], settings)
  expect([byName.status, byName.stderr]).toEqual([0, ''])
  const script = `cat dutch.xml | "${process.execPath}" "${root}/scripts/bank-read.ts" /dev/stdin`
  const piped = spawnSync('sh', ['-c', script], { ...settings, cwd: folder })
  expect([piped.status, piped.stderr]).toEqual([0, ''])
  expect(piped.stdout.replace('/dev/stdin', 'dutch.xml')).toBe(byName.stdout)
})

test('it reads on after a file that cannot be read, and ends with 1', () => {
  const missing = join(folder, 'none.xml')
  const { status, answers } = bankRead(broken, missing, folder, dutch)
  expect(status).toBe(1)
  expect(answers.map(({ file, error }) => [file, error])).toEqual([
    [broken, 'The file cannot be read, at line 1: its XML is broken (column 36): unexpected close tag.'],
    [missing, 'The file cannot be read: there is no such file.'],
    [folder, 'The file cannot be read: it is a folder.'],
    [dutch, null],
  ])
  expect(answers.slice(0, 3).map(({ statements }) => statements)).toEqual([[], [], []])
})

test('it tells each oddity in a line of its own, and that is no failure', () => {
  const { status, stderr } = bankRead(odd)
  expect(status).toBe(0)
  const lines = stderr.trim().split('\n')
  expect(lines).toHaveLength(11)
  expect(lines[2]).toBe(
    `${odd}:10: statement 1, entry 1: the amount -5.5 is negative; its sign was taken from CdtDbtInd alone`,
  )
})

test('it tells every oddity, also when there are a hundred of a kind', () => {
  const many = join(folder, 'many.xml')
  const entry = '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>\n'
  writeFileSync(
    many,
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
      <Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></Acct>
      ${['OPBD', 'CLBD'].map(type => `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${type === 'OPBD' ? 0 : 100}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`).join('')}
      ${entry.repeat(100)}</Stmt></BkToCstmrStmt></Document>`,
  )
  const { status, stderr } = bankRead(many)
  const lines = stderr.trim().split('\n')
  expect([status, lines.length]).toEqual([0, 100])
  expect(lines.at(-1)).toContain('statement 1, entry 100 has no booking date')
})

test('it asks for a file when none is named', () => {
  expect(bankRead()).toEqual({ status: 2, stderr: 'Which files? npm run bank:read -- FILE…\n', answers: [] })
})
