import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Removes a demonstration with all that it kept. A folder that is not one is left alone: `--data` may name anything,
 * and a slip of the pen must not cost somebody's own files.
 *
 * @throws when the folder holds something else, or cannot be removed
 */
export function removeDemo(folder: string): void {
  if (!existsSync(folder)) return
  const isDemo = existsSync(join(folder, 'secrets.json')) || readdirSync(folder).length === 0
  if (!isDemo)
    throw new Error(
      `${folder} holds something else than a demonstration, so --fresh removed nothing. Choose another folder with --data DIR.`,
    )
  rmSync(folder, { recursive: true, force: true })
}
