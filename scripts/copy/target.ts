import { existsSync, rmSync, truncateSync } from 'node:fs'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { openPlain } from '#db/plain.server.ts'
import type { Tables } from '#db/schema.ts'
import { CannotCopy } from './cannot-copy.ts'

/** How the target is made again what it was before a copy that failed. */
export interface Before {
  restore(): Promise<void>
}

const MIGRATIONS = 'kysely_migration'
const nothingMade: Before = { restore: async () => undefined }

/**
 * Looks at the target before anything is made in it. A database that holds what is not ours is somebody's.
 *
 * @param ours the names of our tables
 * @throws CannotCopy when it holds another table; the database's own error when it cannot be opened
 */
export async function lookAtTarget(address: string, ours: readonly string[]): Promise<Before> {
  const isServer = isPostgresUrl(address)
  if (!isServer && !existsSync(address)) return { restore: async () => removeFile(address) }
  const { db } = openPlain(address, 'read')
  try {
    const found = await tablesIn(db)
    const known = found.includes(MIGRATIONS) ? [...ours, MIGRATIONS, `${MIGRATIONS}_lock`] : []
    const foreign = found.filter(name => !known.includes(name))
    if (foreign.length > 0)
      throw new CannotCopy(
        `The target holds what is not ours: ${foreign.slice(0, 5).join(', ')}${foreign.length > 5 ? ' and more' : ''}. Name an empty database.`,
      )
    if (found.length > 0) return nothingMade
    return isServer ? await emptyServer(address, db) : { restore: async () => emptyFile(address) }
  } finally {
    await db.destroy()
  }
}

async function tablesIn(db: Kysely<Tables>): Promise<string[]> {
  const found = await db.introspection.getTables({ withInternalKyselyTables: true })
  return found.filter(({ schema }) => (schema ?? 'public') === 'public').map(({ name }) => name)
}

function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}

/** The file was somebody's, with nothing in it: so it stays, and with nothing in it. */
function emptyFile(file: string): void {
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  truncateSync(file)
}

/** The functions of the schema, and the schemas, that were there are left alone; there were no tables. */
async function emptyServer(address: string, db: Kysely<Tables>): Promise<Before> {
  const before = new Set((await madeIn(db)).map(({ what }) => what))
  return {
    restore: async () => {
      const { db: again } = openPlain(address, 'write')
      try {
        for (const { what } of await madeIn(again))
          if (!before.has(what)) await sql.raw(`DROP ${what} CASCADE`).execute(again)
      } finally {
        await again.destroy()
      }
    },
  }
}

/** What a migration may make, each in the words by which it is dropped: those on which others rest last. */
async function madeIn(db: Kysely<Tables>): Promise<{ what: string }[]> {
  const { rows } = await sql<{ what: string }>`
    SELECT format('TABLE %I.%I', schemaname, tablename) AS what, 1 AS place FROM pg_tables WHERE schemaname = 'public'
    UNION ALL SELECT format('SCHEMA %I', nspname), 2 FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%'
    UNION ALL SELECT format('ROUTINE %s', oid::regprocedure), 3 FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY place, what`.execute(db)
  return rows
}
