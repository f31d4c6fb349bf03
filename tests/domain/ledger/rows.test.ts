import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/**
 * Every row of money.md 3.3 has a test that is named after it. M1–M4, match money, come with the match funds.
 */

const ROWS = [
  ...['P1', 'P2', 'P3', 'F1', 'R1', 'R2', 'R3', 'R4', 'D0', 'D1', 'D2', 'D3', 'D4', 'S1', 'S2', 'S3'],
  ...['N1', 'N2', 'T1', 'T2', 'T3', 'C1', 'O1', 'O2', 'O3', 'O4', 'B1', 'B2', 'B3', 'B4'],
  ...['K1', 'K2', 'K3', 'V1', 'X1'],
]

const here = new URL('..', import.meta.url)

/** The names of all tests of the domain. */
const names = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.test.ts'))
  .flatMap(
    file =>
      readFileSync(new URL(file, here), 'utf8').match(
        /(?:it|describe)\w*(?:\.each\([^)]*\))?\(\s*'[^']*'/g,
      ) ?? [],
  )

it.each(ROWS)('%s has a test named after it', row => {
  expect(names.filter(name => new RegExp(`\\b${row}\\b`).test(name))).not.toEqual([])
})

it('would miss a row that has none', () => {
  expect(names.filter(name => /\bM1\b/.test(name))).toEqual([])
})
