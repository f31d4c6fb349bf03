import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCamt053 } from '#app/bank/camt053.ts'

/**
 * Statements from public test sets, which are not ours to copy in: they are looked for beside the project. Two of them
 * do not add up, as real ones sometimes do not, and that must be seen.
 */
const folder = join(import.meta.dirname, '../../../shared/data/iso20022/samples')
const table = join(folder, 'expect.csv')
const skipped = existsSync(table) ? '' : ' (skipped: there are no public samples beside the project)'

it.skipIf(skipped !== '')(`public samples are read to the cent${skipped}`, () => {
  const [header = '', ...lines] = readFileSync(table, 'utf8').trim().split('\n')
  const names = header.split(',')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) {
    const cells = line.split(',')
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const reading = readCamt053(readFileSync(join(folder, cell('file'))))
    const statement = reading.ok ? reading.statements[Number(cell('statement_no')) - 1] : undefined
    const amounts = statement?.entries.map(({ amountCents }) => Number(amountCents)) ?? []
    const sum = (some: number[]) => some.reduce((total, amount) => total + amount, 0)
    expect({
      id: statement?.id,
      account: statement?.account,
      currency: statement?.currency,
      version: statement?.version,
      opening: statement?.openingCents,
      closing: statement?.closingCents,
      entries: amounts.length,
      credits: sum(amounts.filter(amount => amount > 0)),
      debits: -sum(amounts.filter(amount => amount < 0)) + 0,
      provesOut: statement?.provesOut,
      statements: reading.ok ? reading.statements.length : 0,
    }).toEqual({
      id: cell('statement_id'),
      account: cell('account'),
      currency: cell('currency'),
      version: cell('version'),
      opening: Number(cell('opening_cents')),
      closing: Number(cell('closing_cents')),
      entries: Number(cell('entries')),
      credits: Number(cell('credits_cents')),
      debits: Number(cell('debits_cents')),
      provesOut: cell('opening_plus_sum_equals_closing') === 'yes',
      statements: Number(cell('statements_in_file')),
    })
  }
})
