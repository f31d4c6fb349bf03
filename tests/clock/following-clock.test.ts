import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BadClockFile, createClock } from '#app/clock/following-clock.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'

/** The clock follows the sandbox's, also while the sandbox is away. */

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-clock-'))
  file = join(folder, 'clock.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(content: string): void {
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

test('without a file it is the clock of the machine', () => {
  expect(Math.abs(createClock(undefined).now().getTime() - Date.now())).toBeLessThan(1_000)
})

test('it stands still where the file says, moves on with it, and runs ahead by an offset', () => {
  write('{"offsetMs":0,"frozenAt":"2026-12-01T12:00:00.000Z"}')
  const clock = createClock(file)
  expect(clock.now().toISOString()).toBe('2026-12-01T12:00:00.000Z')
  write('{"offsetMs":0,"frozenAt":"2026-12-02T12:00:00.000Z"}')
  expect(clock.now().toISOString()).toBe('2026-12-02T12:00:00.000Z')
  write(`{"offsetMs":${DAY_MS},"frozenAt":null}`)
  expect(Math.abs(clock.now().getTime() - Date.now() - DAY_MS)).toBeLessThan(1_000)
})

test('a file that is broken or gone later changes nothing', () => {
  write('{"offsetMs":0,"frozenAt":"2026-12-01T12:00:00.000Z"}')
  const clock = createClock(file)
  write('{"offsetMs":')
  expect(clock.now().toISOString()).toBe('2026-12-01T12:00:00.000Z')
  rmSync(file)
  expect(clock.now().toISOString()).toBe('2026-12-01T12:00:00.000Z')
  write('{"offsetMs":0,"frozenAt":"2026-12-03T12:00:00.000Z"}')
  expect(clock.now().toISOString()).toBe('2026-12-03T12:00:00.000Z')
})

test.each(['', '{', '{"offsetMs":"1","frozenAt":null}', '{"offsetMs":0,"frozenAt":"yesterday"}'])(
  'at the start %j is refused with the name of the setting',
  content => {
    write(content)
    expect(() => createClock(file)).toThrow(BadClockFile)
    expect(() => createClock(file)).toThrow(/CLOCK_FILE/)
  },
)
