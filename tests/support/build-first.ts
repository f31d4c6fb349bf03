import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Builds the site once before the tests that run over the build. */
export default function setup(): void {
  const root = join(import.meta.dirname, '..', '..')
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`)
}
