import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { booksAddress } from '#scripts/books-address.ts'

/** Proves which books `npm run ledger:verify` looks at when no database is named. */

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stadmakers-books-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function makeDemonstration(): string {
  mkdirSync(join(root, '.data', 'demo'), { recursive: true })
  const file = join(root, '.data', 'demo', 'stadmakers.sqlite')
  writeFileSync(file, '')
  return file
}

it('a setting comes first, also where a demonstration stands', () => {
  makeDemonstration()
  expect(booksAddress({ DATABASE_FILE: '/srv/books.sqlite' }, root)).toEqual({
    address: '/srv/books.sqlite',
    named: 'DATABASE_FILE',
  })
  expect(booksAddress({ DATABASE_URL: 'postgres://books@server/books', DATABASE_FILE: '' }, root)).toEqual({
    address: 'postgres://books@server/books',
    named: 'DATABASE_URL',
  })
})

it('without a setting it is the demonstration, when there is one', () => {
  expect(booksAddress({}, root)).toBeNull()
  const address = makeDemonstration()
  expect(booksAddress({}, root)).toEqual({ address, named: 'the demonstration' })
})

it('a setting that is empty is a mistake, and no reason to look at other books', () => {
  makeDemonstration()
  expect(booksAddress({ DATABASE_FILE: '' }, root)).toBeNull()
  expect(booksAddress({ DATABASE_URL: '' }, root)).toBeNull()
})
