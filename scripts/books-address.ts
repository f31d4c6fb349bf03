import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defaultFolder } from './demo/options.ts'

/** Where books are, and what said so. */
export interface BooksAddress {
  /** `postgres://…`, or the path of a SQLite file. */
  address: string
  named: 'DATABASE_URL' | 'DATABASE_FILE' | 'the demonstration'
}

/**
 * Which database holds the books when nobody names one: that of the settings, and where neither is set, as on a
 * machine on which only `npm run demo` was run, that of the demonstration.
 *
 * @returns null when there is none, and when a setting is there and empty and the other is not set
 */
export function booksAddress(
  environment: Record<string, string | undefined>,
  root: string,
): BooksAddress | null {
  const { DATABASE_URL: url, DATABASE_FILE: file } = environment
  if (url) return { address: url, named: 'DATABASE_URL' }
  if (file) return { address: file, named: 'DATABASE_FILE' }
  if (url !== undefined || file !== undefined) return null
  const demonstration = join(defaultFolder(root), 'stadmakers.sqlite')
  return existsSync(demonstration) ? { address: demonstration, named: 'the demonstration' } : null
}
