import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { booksFile } from '#scripts/books-file.ts'

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

it('the setting comes first, also where a demonstration stands', () => {
  makeDemonstration()
  expect(booksFile('/srv/books.sqlite', root)).toEqual({ file: '/srv/books.sqlite', isDemonstration: false })
})

it('without the setting it is the demonstration, when there is one', () => {
  expect(booksFile(undefined, root)).toBeNull()
  const file = makeDemonstration()
  expect(booksFile(undefined, root)).toEqual({ file, isDemonstration: true })
})

it('a setting that is empty is a mistake, and no reason to look at other books', () => {
  makeDemonstration()
  expect(booksFile('', root)).toBeNull()
})
