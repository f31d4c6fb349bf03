import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createDiskFiles } from '#app/files/disk-files.server.ts'
import { pictureFileName } from '#app/domain/campaigns/picture.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'stadmakers-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NAME = pictureFileName('a'.repeat(64), 480)
const BYTES = new Uint8Array([1, 2, 3])

describe('pictures on the disk', () => {
  it('come back as they were kept, once, also when they are kept twice', async () => {
    const files = createDiskFiles(join(folder, 'made', 'when-needed'))
    expect(await files.get(NAME)).toBeNull()
    await files.put(NAME, BYTES)
    await files.put(NAME, BYTES)
    expect([...((await files.get(NAME)) ?? [])]).toEqual([1, 2, 3])
    expect(readdirSync(join(folder, 'made', 'when-needed'))).toEqual([NAME])
  })

  it('have names of ours: any other name is neither kept nor found', async () => {
    const files = createDiskFiles(folder)
    writeFileSync(join(folder, 'secret.txt'), 'x')
    for (const name of [
      'secret.txt',
      '../secret.txt',
      `../${NAME}`,
      `${NAME}/..`,
      `${NAME}\0.txt`,
      '',
      '/etc/passwd',
    ]) {
      expect(await files.get(name)).toBeNull()
      await expect(files.put(name, BYTES)).rejects.toThrow('Not the name of a file of ours')
    }
  })

  it('are never read or written inside a transaction', async () => {
    const world = await makeTestWorld()
    const files = createDiskFiles(folder)
    await expect(world.db.inTransaction(() => files.put(NAME, BYTES))).rejects.toThrow('inside a transaction')
    await expect(world.db.inTransaction(() => files.get(NAME))).rejects.toThrow('inside a transaction')
  })
})
