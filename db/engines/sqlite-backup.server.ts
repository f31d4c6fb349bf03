import { closeSync, fsyncSync, openSync } from 'node:fs'
import { openReader } from './sqlite.server.ts'

/**
 * Writes a copy of a SQLite database to a new file, as it is at one moment, while others read and write it. What only
 * stands in the write-ahead log is in the copy as well, which a copy of the file alone would miss.
 *
 * @param file the database
 * @param copy a path at which there is nothing yet; only who makes it may read it
 * @throws the error of SQLite or of the file system; a file that was begun may be left then
 */
export function copySqlite(file: string, copy: string): void {
  const database = openReader(file)
  try {
    closeSync(openSync(copy, 'wx', OF_THE_OWNER))
    database.prepare('VACUUM INTO ?').run(copy)
  } finally {
    database.close()
  }
  // SQLite does not wait until this copy is on the disk.
  const written = openSync(copy, 'r+')
  try {
    fsyncSync(written)
  } finally {
    closeSync(written)
  }
}

const OF_THE_OWNER = 0o600
