import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findPostgres, startPostgres } from '#tests/support/postgres-server.ts'

/** The server that the tests start for themselves, in a folder that the system names. */

const programs = findPostgres()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-elsewhere-'))
  chmodSync(folder, 0o755)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(programs === null)('a PostgreSQL server for tests', () => {
  it('runs in the folder of TMPDIR, though no Unix socket could have so long a path', async () => {
    const long = join(folder, 'a-folder-with-a-long-name-'.repeat(5))
    mkdirSync(long)
    vi.stubEnv('TMPDIR', long)
    const server = await startPostgres(programs!)
    const client = new pg.Client(server.url('postgres'))
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    await client.end()
    await server.stop()
    expect(rows[0]?.data_directory).toMatch(new RegExp(`^${long}/stadmakers-postgres-`))
  })

  it.skipIf(process.getuid?.() !== 0)('says so when its user cannot enter that folder', async () => {
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    chmodSync(folder, 0o700)
    vi.stubEnv('TMPDIR', inside)
    await expect(startPostgres(programs!)).rejects.toThrow(
      `cannot enter ${folder}. Let TMPDIR name another folder.`,
    )
  })
})
