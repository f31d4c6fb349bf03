import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openReader, openWriter } from '#db/engines/sqlite.server.ts'

describe('the SQLite engine', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'stadmakers-engine-'))
    onTestFinished(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

  it('writes durably: write-ahead log, FULL synchronisation, foreign keys on, and waits for a lock', () => {
    const writer = openWriter(join(folder(), 'a.sqlite'), { mayCreate: true })
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(writer.pragma('synchronous', { simple: true })).toBe(2)
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(writer.pragma('busy_timeout', { simple: true })).toBe(5_000)
    writer.close()
  })

  it('makes no empty database where none is: only a migration does', () => {
    expect(() => openWriter(join(folder(), 'none.sqlite'), { mayCreate: false })).toThrow(
      /unable to open|directory|exist/i,
    )
    expect(() => openReader(join(folder(), 'none.sqlite'))).toThrow()
  })
})
