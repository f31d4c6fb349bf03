import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/**
 * Every row of money.md 3.3 has a test that is named after it, and every posting rule one that is named after the row of
 * the rule and calls it. M1–M4, match money, come with the match funds; D0 and C1 have no rule.
 */

const ROWS = [
  ...['P1', 'P2', 'P3', 'F1', 'R1', 'R2', 'R3', 'R4', 'D0', 'D1', 'D2', 'D3', 'D4', 'S1', 'S2', 'S3'],
  ...['N1', 'N2', 'T1', 'T2', 'T3', 'C1', 'O1', 'O2', 'O3', 'O4', 'B1', 'B2', 'B3', 'B4'],
  ...['K1', 'K2', 'K3', 'V1', 'X1'],
]

const filesIn = (folder: URL, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => readFileSync(new URL(file, folder), 'utf8'))

/** The tests of the domain: what each is called, and what it does. */
const tests = filesIn(new URL('..', import.meta.url), '.test.ts').flatMap(text =>
  text.split(/^(?= *(?:it|test|describe)\b)/m).flatMap(body => {
    const [, name] = /^ *\w+(?:\.each(?:<.*>)?\([^)]*\))?\(\s*'([^']*)'/.exec(body) ?? []
    return name === undefined ? [] : [{ name, body }]
  }),
)

/** The posting rules, each with the row that its docstring begins with. */
const rules = filesIn(new URL('../../../app/domain/ledger/', import.meta.url), 'postings.ts').flatMap(text =>
  [...text.matchAll(/\/\*\*(?:\n \*)? ([A-Z]\d)[.,](?:(?!\*\/)[^])*\*\/\nexport function (\w+)/g)].map(
    ([, row = '', rule = '']) => ({ row, rule }),
  ),
)

const named = (row: string) => tests.filter(({ name }) => new RegExp(`\\b${row}\\b`).test(name))
const seeing = (row: string, rule: string) =>
  named(row).filter(({ body }) => new RegExp(`\\b${rule}\\(`).test(body))

it.each(ROWS)('%s has a test named after it', row => {
  expect(named(row)).not.toEqual([])
})

describe('a posting rule', () => {
  it('is found for every row that books something', () => {
    const booked = new Set(rules.map(({ row }) => row))
    expect(ROWS.filter(row => !booked.has(row))).toEqual(['D0', 'C1'])
  })

  it.each(rules)('$rule is called by a test that is named after $row', ({ row, rule }) => {
    expect(seeing(row, rule)).not.toEqual([])
  })
})

it('would miss a row that has none, and a rule that its test does not call', () => {
  expect(named('M1')).toEqual([])
  expect(seeing('P1', 'surplusPayment')).toEqual([])
})
