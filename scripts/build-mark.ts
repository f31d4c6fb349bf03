import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a build is made of. When none of it changed, the build need not be made again. */
const SOURCES = [
  'app/**/*',
  'db/**/*',
  'emails/**/*',
  'public/**/*',
  'scripts/build{,-for-node}.ts',
  'vite.config.ts',
  'remix.config.js',
  'package-lock.json',
]

const markIn = (root: string) => join(root, 'build', '.sources')

/** Whether the build in `build/` was finished, and made of the sources as they are now. */
export function isBuilt(root: string): boolean {
  const mark = markIn(root)
  return existsSync(mark) && readFileSync(mark, 'utf8') === sourcesOf(root)
}

/**
 * Takes away the mark of the last build, since a build under way is none.
 *
 * @returns marks the build as finished; what changed since the beginning makes it out of date
 */
export function beginBuild(root: string): () => void {
  const sources = sourcesOf(root)
  rmSync(markIn(root), { force: true })
  return () => writeFileSync(markIn(root), sources)
}

function sourcesOf(root: string): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort())
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}
