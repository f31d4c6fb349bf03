import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { migrate } from '#db/migrate.server.ts'

/** Writes what the migrations make to db/schema.sql; with --check only compares, and fails when they differ. */
const dumped = fileURLToPath(new URL('../db/schema.sql', import.meta.url))

const schema = await schemaOfMigrations()
if (!process.argv.includes('--check')) writeFileSync(dumped, schema)
else if (readFileSync(dumped, 'utf8') !== schema) {
  console.error('db/schema.sql is not what the migrations make. Run: npm run schema')
  process.exitCode = 1
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
