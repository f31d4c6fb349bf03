import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { migrate } from '#db/migrate.server.ts'
import { findPostgres, NO_POSTGRES } from '#tests/support/postgres-server.ts'
import { schemaOnPostgres } from './schema/postgres-schema.ts'

/**
 * Writes what the migrations make: db/schema.sql on SQLite, and db/schema.postgres.sql where a PostgreSQL can be had.
 * With --check only compares, and fails when they differ.
 */
const isCheck = process.argv.includes('--check')

keep('schema.sql', await schemaOfMigrations())
const programs = findPostgres()
if (programs) keep('schema.postgres.sql', await schemaOnPostgres(programs))
else console.log(`db/schema.postgres.sql was not looked at. ${NO_POSTGRES}`)

function keep(name: string, schema: string): void {
  const file = fileURLToPath(new URL(`../db/${name}`, import.meta.url))
  if (!isCheck) writeFileSync(file, schema)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== schema) {
    console.error(`db/${name} is not what the migrations make. Run: npm run schema`)
    process.exitCode = 1
  }
}

async function schemaOfMigrations(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stadmakers-schema-'))
  try {
    const file = join(folder, 'empty.sqlite')
    await migrate(file)
    const db = new Sqlite(file, { readonly: true })
    const statements = db
      .prepare(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'kysely_%' AND name NOT LIKE 'sqlite_%'
         ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
      )
      .pluck()
      .all() as string[]
    db.close()
    return `${statements.map(statement => `${statement.replaceAll(/\n {4}/g, '\n  ').replaceAll(/\n {2}\)/g, '\n)')};`).join('\n\n')}\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
