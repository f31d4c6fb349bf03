import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { BadClockFile } from './clock/following-clock.server.ts'
import { BadConfiguration, databaseAddress } from './config.server.ts'
import type { Config } from './config.server.ts'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { OtherSchema } from '#db/migrate.server.ts'
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
  const problem = databaseProblem(error, databaseAddress(config))
  if (problem) return problem
  const code = 'code' in error ? String(error.code) : ''
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
 * @param address `postgres://…`, or the path of a SQLite file
 * @param named the setting or option that named the database; by default the setting of its engine
 * @returns null for an error that has another cause
 */
export function databaseProblem(error: unknown, address: string, named?: string): string | null {
  if (!(error instanceof Error)) return null
  if (isPostgresUrl(address)) {
    const url = new URL(address)
    return error instanceof OtherSchema
      ? `${named ?? 'DATABASE_URL'} names ${url.pathname.slice(1)} on ${url.host}, which ${error.message}`
      : serverProblem(error, url, named ?? 'DATABASE_URL')
  }
  return error instanceof OtherSchema
    ? `${named ?? 'DATABASE_FILE'} is ${address}, which ${error.message}`
    : fileProblem(error, address, named ?? 'DATABASE_FILE')
}

function serverProblem(error: Error, url: URL, named: string): string | null {
  const { host, pathname, username } = url
  // HOST may be an unknown name as well as the server's.
  if ('hostname' in error && error.hostname !== url.hostname) return null
  const code = 'code' in error ? String(error.code) : ''
  const name = pathname.slice(1)
  const says = (what: string) => `${named} names ${host}, ${what}`
  if (/^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|57P0\d)$/.test(code))
    return says(`where no PostgreSQL answers (${code}). Start it, or name the right one.`)
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return says('which is no known host.')
  if (/^28/.test(code)) return says(`which does not let ${username} in (${code}). Look at user and password.`)
  if (code === '3D000') return says(`where there is no database ${name}. Make it with createdb.`)
  if (code === '42P01') return says(`where ${name} has no tables yet. Run npm run setup first.`)
  if (/^(42501|25006)$/.test(code))
    return says(`where ${username} may not write in ${name} (${code}). Give that user the database.`)
  return code === '53300'
    ? says('which has no connection left. See max_connections in docs/scaling.md.')
    : null
}

function fileProblem(error: Error, file: string, named: string): string | null {
  if (!isOfSqlite(error)) return null
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

function isOfSqlite(error: Error): boolean {
  // better-sqlite3 says this before SQLite is asked, and without a code.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) return true
  return 'code' in error && String(error.code).startsWith('SQLITE_')
}
