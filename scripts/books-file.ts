import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defaultFolder } from './demo/options.ts'

/**
 * Which database holds the books when nobody names one: that of the setting DATABASE_FILE, and where it is not set, as
 * on a machine on which only `npm run demo` was run, that of the demonstration.
 *
 * @returns null when there is neither, and when the setting is there and empty
 */
export function booksFile(
  setting: string | undefined,
  root: string,
): { file: string; isDemonstration: boolean } | null {
  if (setting !== undefined) return setting === '' ? null : { file: setting, isDemonstration: false }
  const file = join(defaultFolder(root), 'stadmakers.sqlite')
  return existsSync(file) ? { file, isDemonstration: true } : null
}
