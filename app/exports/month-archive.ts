import { createHash } from 'node:crypto'
import { Zip, ZipDeflate } from 'fflate'

/** One file of an archive: its bytes come in pieces. */
export interface ArchivedFile {
  name: string
  pieces: AsyncIterable<Uint8Array>
}

/** The first time that zip knows: the same content is the same bytes, whenever it is made. */
const FIXED_TIME = new Date(1980, 0, 1)

/**
 * A zip of all files, one after the other, and at its end SHA256SUMS, by which each of them can be proved apart
 * (`sha256sum --check SHA256SUMS`). What stays in memory is the archive itself, compressed.
 */
export async function monthArchive(files: readonly ArchivedFile[]): Promise<Uint8Array> {
  const written: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    written.push(piece)
  })
  const sums: string[] = []
  for (const { name, pieces } of files) {
    const part = begin(zip, name)
    const hash = createHash('sha256')
    for await (const piece of pieces) {
      hash.update(piece)
      part.push(piece)
    }
    part.push(new Uint8Array(), true)
    sums.push(`${hash.digest('hex')}  ${name}\n`)
  }
  begin(zip, 'SHA256SUMS').push(new TextEncoder().encode(sums.join('')), true)
  zip.end()
  return Buffer.concat(written)
}

function begin(zip: Zip, name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 6 })
  part.mtime = FIXED_TIME
  zip.add(part)
  return part
}
