import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { migrate } from '#db/migrate.server.ts'
import { openSqliteBooks } from '#tests/auditor.ts'
import type { Books } from '#tests/auditor.ts'

/** Where the books of a killed process are kept. */
export interface Engine {
  name: string
  /** The settings by which the site and the worker find it. */
  environment: Record<string, string>
  /** Makes the tables. */
  prepare(): Promise<void>
  /** Looks whether the engine's own structures are whole: null, or what is broken. */
  brokenness(): Promise<string | null>
  /** As the auditor reads them. */
  books(): Books
}

/** The engines that can be killed under, each in a folder of its own. */
export const ENGINES: Record<string, (folder: string) => Engine> = {
  sqlite: folder => {
    const file = join(folder, 'stadmakers.sqlite')
    return {
      name: 'sqlite',
      environment: { DATABASE_FILE: file },
      prepare: async () => void (await migrate(file)),
      brokenness: async () => {
        const database = new Sqlite(file, { readonly: true })
        const said = database.pragma('integrity_check', { simple: true }) as string
        const foreign = database.pragma('foreign_key_check') as unknown[]
        database.close()
        if (said !== 'ok') return said
        return foreign.length === 0 ? null : `${foreign.length} rows point at nothing`
      },
      books: () => openSqliteBooks(file),
    }
  },
}
