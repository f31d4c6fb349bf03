import { randomUUID } from 'node:crypto'
import { mkdir, open as openFolder, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assertOutsideTransaction } from '#db/database.server.ts'
import { isPictureFileName } from '#app/domain/campaigns/picture.ts'
import { isReceiptFileName } from '#app/domain/receipts/receipt.ts'
import { isMonthFileName } from '#app/domain/months/month.ts'
import type { Files } from '#app/domain/campaigns/files.ts'

/**
 * Pictures, receipts, and what was made of closed months, in a folder of this machine.
 *
 * A name that is not ours is refused here too, so that no mistake above can reach another file.
 */
export function createDiskFiles(folder: string): Files {
  return {
    put: async (name, bytes) => {
      assertOutsideTransaction('Keeping a file')
      if (!isOurs(name)) throw new Error(`Not the name of a file of ours: ${JSON.stringify(name)}`)
      await mkdir(folder, { recursive: true })
      // Written aside and moved into place: a reader never sees half a picture.
      const aside = join(folder, `.${randomUUID()}`)
      await writeFile(aside, bytes, { flush: true })
      await rename(aside, join(folder, name))
      await keepNames(folder)
    },
    get: async name => {
      assertOutsideTransaction('Reading a file')
      if (!isOurs(name)) return null
      try {
        return await readFile(join(folder, name))
      } catch (error) {
        if (isAbsent(error)) return null
        throw error
      }
    },
  }
}

/** What a folder calls its files lasts through a power cut only once the folder itself was written. */
async function keepNames(folder: string): Promise<void> {
  const open = await openFolder(folder, 'r')
  try {
    await open.sync()
  } finally {
    await open.close()
  }
}

function isOurs(name: string): boolean {
  return isPictureFileName(name) || isReceiptFileName(name) || isMonthFileName(name)
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
