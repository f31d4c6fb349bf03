import { openDatabase } from './database.server.ts'
import type { Db } from './database.server.ts'
import { assertSchema } from './migrate.server.ts'

/**
 * Opens a database when its schema is the one that this code was written for. The one door for every command and
 * process, so that none can read or write what another version has made; the linter lets nobody else open one.
 *
 * @param address `postgres://…`, or the path of a SQLite file
 * @throws OtherSchema; the database's own error when it cannot be opened, or has no tables at all
 */
export async function openChecked(address: string): Promise<Db> {
  const db = openDatabase(address)
  try {
    await assertSchema(db.read)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}
