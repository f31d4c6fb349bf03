import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginFilling, claimFolder, endFilling, isRunningOn } from '#scripts/demo/folder.ts'

/** What a demonstration may do in a folder: only in its own, only what it made, and only one at a time. */

let folder = ''
let said: string[] = []
const inFolder = (...names: string[]) => join(folder, ...names)
const claim = (isFresh = false) => claimFolder(folder, { isFresh, say: line => said.push(line) })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-folder-'))
  said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function keepSomething(): void {
  writeFileSync(inFolder('stadmakers.sqlite'), 'the books')
  mkdirSync(inFolder('files'))
  writeFileSync(inFolder('files', 'drawing.webp'), 'a picture')
}

test.each([true, false])('a folder with something else is refused and not touched (fresh: %s)', isFresh => {
  writeFileSync(inFolder('thesis.txt'), 'precious')
  writeFileSync(inFolder('secrets.json'), '{}')
  expect(() => claim(isFresh)).toThrow('holds something else than a demonstration')
  expect(readdirSync(folder).sort()).toEqual(['secrets.json', 'thesis.txt'])
})

test('a fresh one removes what a demonstration made, and nothing that somebody put beside it', () => {
  claim().release()
  keepSomething()
  writeFileSync(inFolder('thesis.txt'), 'precious')
  claim(true).release()
  expect(readdirSync(folder).sort()).toEqual(['running.lock', 'thesis.txt', 'this-is-a-demonstration.txt'])
})

test('a demonstration of before the marker is known by its ports and secrets', () => {
  for (const name of ['ports.json', 'secrets.json']) writeFileSync(inFolder(name), '{}')
  keepSomething()
  claim().release()
  expect(readdirSync(folder)).toContain('stadmakers.sqlite')
  claim(true).release()
  expect(readdirSync(folder)).not.toContain('stadmakers.sqlite')
})

test('one whose filling was interrupted is begun anew, and it is said; a filled one is kept', () => {
  claim().release()
  keepSomething()
  beginFilling(folder)
  endFilling(folder)
  claim().release()
  expect([said, readdirSync(folder).includes('stadmakers.sqlite')]).toEqual([[], true])
  beginFilling(folder)
  claim().release()
  expect(said).toEqual(['The filling of this demonstration was interrupted, so it is begun anew.'])
  expect(readdirSync(folder).sort()).toEqual(['running.lock', 'this-is-a-demonstration.txt'])
})

test('it belongs to one at a time, and --fresh does not change that', () => {
  const claimed = claim()
  keepSomething()
  expect(isRunningOn(folder)).toBe(true)
  for (const isFresh of [false, true])
    expect(() => claim(isFresh)).toThrow(`A demonstration runs on ${folder} already`)
  expect(readdirSync(folder)).toContain('stadmakers.sqlite')
  claimed.release()
  expect(isRunningOn(folder)).toBe(false)
  claim().release()
})
