import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { BadClockFile } from './clock/following-clock.server.ts'
import { BadConfiguration } from './config.server.ts'
import type { Config } from './config.server.ts'
import { PortTaken } from './http/port-taken.ts'

/**
 * Why a program of ours cannot start, as a sentence for whoever starts it: what is wrong, and which setting mends it.
 *
 * @param config null when the settings themselves could not be read
 * @returns null for an error that is a mistake of ours and not of the settings
 */
export function startProblem(error: unknown, config: Config | null): string | null {
  if (error instanceof BadConfiguration || error instanceof BadClockFile || error instanceof PortTaken)
    return error.message
  if (!(error instanceof Error) || !config) return null
  const code = 'code' in error ? String(error.code) : ''
  if (isOfDatabase(error)) return databaseProblem(error, config.DATABASE_FILE)
  if (/^(EACCES|EROFS|ENOSPC|ENOTDIR|ENOENT|EPERM)$/.test(code) && 'path' in error)
    return `${String(error.path)} cannot be written (${code}). FILES_FOLDER is ${config.FILES_FOLDER}: name a folder that may be written.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is ${config.HOST}, which is no address of this machine. 127.0.0.1 always is.`
  return code === 'EACCES'
    ? `PORT is ${config.PORT}, which this user may not listen on. Take one above 1023.`
    : null
}

/**
 * Why a database cannot be used, as a sentence.
 *
 * @param named the setting or option that named the file
 * @returns null for an error that has another cause
 */
export function databaseProblem(error: unknown, file: string, named = 'DATABASE_FILE'): string | null {
  if (!(error instanceof Error) || !isOfDatabase(error)) return null
  const code = 'code' in error ? String(error.code) : 'SQLITE_CANTOPEN'
  if (code === 'SQLITE_ERROR') {
    return error.message.startsWith('no such table')
      ? `${named} is ${file}, which has no tables yet. Run npm run setup first.`
      : null
  }
  if (code === 'SQLITE_CANTOPEN' && existsSync(dirname(file)) && !existsSync(file))
    return `${named} is ${file}, and there is no such file. Run npm run setup first, or name the right one.`
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return `${named} is ${file}, which is not a sound SQLite database (${code}).`
  return `${named} is ${file}, which cannot be opened for writing (${code}). Name a file on a disk that may be written and has space.`
}

function isOfDatabase(error: Error): boolean {
  // better-sqlite3 says this before SQLite is asked, and without a code.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) return true
  return 'code' in error && String(error.code).startsWith('SQLITE_')
}
