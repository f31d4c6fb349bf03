import { sql } from 'kysely'
import type { PlainDatabase } from '#db/plain.server.ts'

/**
 * Rules that look at more than one table hold when all rows are there, and not while they come table by table: what a
 * row points at comes later, and an entry is copied after the month that was closed over it.
 */

/** @returns `holdAgain`, to be called in the same transaction; it throws when a row points at nothing */
export async function letRulesWait(target: PlainDatabase): Promise<{ holdAgain(): Promise<void> }> {
  return target.engine === 'sqlite' ? letWaitOnSqlite(target) : letWaitOnPostgres(target)
}

async function letWaitOnSqlite({ db }: PlainDatabase) {
  // SQLite looks at the references when the transaction is kept, and refuses it.
  await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
  const { rows } = await sql<{ name: string; made: string }>`
    SELECT name, sql AS made FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE INSERT%'`.execute(
    db,
  )
  for (const { name } of rows) await sql`DROP TRIGGER ${sql.id(name)}`.execute(db)
  return {
    holdAgain: async () => {
      for (const { made } of rows) await sql.raw(made).execute(db)
    },
  }
}

async function letWaitOnPostgres({ db }: PlainDatabase) {
  const found = await sql<{ table: string; name: string; isReference: boolean }>`
    SELECT relation.relname AS "table", conname AS name, true AS "isReference" FROM pg_constraint
      JOIN pg_class AS relation ON relation.oid = conrelid
      WHERE contype = 'f' AND relation.relnamespace = 'public'::regnamespace
    UNION ALL SELECT relation.relname, tgname, false FROM pg_trigger
      JOIN pg_class AS relation ON relation.oid = tgrelid
      WHERE NOT tgisinternal AND relation.relnamespace = 'public'::regnamespace AND tgtype & ${sql.lit(BEFORE_INSERT)} = ${sql.lit(BEFORE_INSERT)}`.execute(
    db,
  )
  const alter = async (ofReferences: string, ofTriggers: string) => {
    for (const { table, name, isReference } of found.rows)
      await (
        isReference
          ? sql`ALTER TABLE ${sql.table(table)} ALTER CONSTRAINT ${sql.id(name)} ${sql.raw(ofReferences)}`
          : sql`ALTER TABLE ${sql.table(table)} ${sql.raw(ofTriggers)} TRIGGER ${sql.id(name)}`
      ).execute(db)
  }
  await alter('DEFERRABLE INITIALLY DEFERRED', 'DISABLE')
  return {
    holdAgain: async () => {
      await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(db)
      await alter('NOT DEFERRABLE', 'ENABLE')
    },
  }
}

/** The bits of `pg_trigger.tgtype` for a row (1), before (2), an insert (4). */
const BEFORE_INSERT = 7
