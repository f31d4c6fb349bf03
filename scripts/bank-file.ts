import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { LIMITS } from '#app/bank/camt053.ts'
import { typedPath } from './typed-path.ts'

/** The bytes of a file that somebody named, or a sentence about why there are none. */
export type BankFile = { ok: true; bytes: Uint8Array } | { ok: false; error: string }

const WHY_NOT: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you are not allowed to',
}

/** Reads at most what the reader of statements takes, so that a file without an end does not fill the memory. */
export async function readBankFile(typed: string): Promise<BankFile> {
  try {
    const file = await open(typedPath(typed))
    try {
      return { ok: true, bytes: await bytesOf(file) }
    } finally {
      await file.close()
    }
  } catch (problem) {
    const { code = '' } = problem as NodeJS.ErrnoException
    return { ok: false, error: `The file cannot be read: ${WHY_NOT[code] ?? String(problem)}.` }
  }
}

/** One byte more than is allowed lets the reader see that it is too large, and say so. */
const MOST_BYTES = LIMITS.bytes + 1

/** In one piece of memory and never in two: a file says how large it is, and only a pipe does not. */
async function bytesOf(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat()
  let bytes = Buffer.alloc(Math.min(size || 64 * 1024, MOST_BYTES))
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(bytes, length)
    length += bytesRead
    if (bytesRead === 0 || length === MOST_BYTES) return bytes.subarray(0, length)
    if (length === bytes.length)
      bytes = Buffer.concat([bytes], Math.min(Math.max(length * 2, 64 * 1024), MOST_BYTES))
  }
}
