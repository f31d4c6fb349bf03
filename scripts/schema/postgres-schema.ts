import pg from 'pg'
import { z } from 'zod'
import { migrate } from '#db/migrate.server.ts'
import { startPostgres } from '#tests/support/postgres-server.ts'
import type { PostgresPrograms } from '#tests/support/postgres-server.ts'

/**
 * What the migrations make on PostgreSQL, as statements. It is read from the catalogue and not by `pg_dump`, whose
 * words differ from version to version.
 */
export async function schemaOnPostgres(programs: PostgresPrograms): Promise<string> {
  const server = await startPostgres(programs)
  try {
    await migrate(server.url('postgres'))
    const client = new pg.Client(server.url('postgres'))
    await client.connect()
    try {
      return await dump(client)
    } finally {
      await client.end()
    }
  } finally {
    await server.stop()
  }
}

const statements = z.array(z.object({ statement: z.string() }))

async function dump(client: pg.Client): Promise<string> {
  const parts: string[] = []
  for (const query of [TABLES, REFERENCES, INDEXES, FUNCTIONS, TRIGGERS]) {
    const { rows } = await client.query(query)
    parts.push(...statements.parse(rows).map(({ statement }) => `${statement};`))
  }
  return `${parts.join('\n\n')}\n`
}

const OURS = `relation.relnamespace = 'public'::regnamespace AND relation.relname NOT LIKE 'kysely%'`

/** Columns in their order, then what holds for the table by itself. NOT NULL is told with the column. */
const TABLES = `
  SELECT format(E'CREATE TABLE %I (\\n%s\\n)', relation.relname, string_agg(line, E',\\n' ORDER BY place, line)) AS statement
  FROM pg_class AS relation JOIN (
    SELECT attrelid AS id, attnum AS place, format('  %I %s%s%s%s', attname, format_type(atttypid, atttypmod),
      (SELECT ' COLLATE ' || quote_ident(collname) FROM pg_collation WHERE oid = attcollation AND collname <> 'default'),
      CASE WHEN attnotnull THEN ' NOT NULL' END,
      (SELECT ' DEFAULT ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum)) AS line
    FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
    UNION ALL SELECT conrelid, 10000, format('  CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype IN ('c', 'p', 'u')
  ) AS lines ON lines.id = relation.oid
  WHERE ${OURS} AND relation.relkind = 'r' GROUP BY relation.relname ORDER BY relation.relname COLLATE "C"`

const REFERENCES = `
  SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s', relation.relname, conname, pg_get_constraintdef(found.oid)) AS statement
  FROM pg_constraint AS found JOIN pg_class AS relation ON relation.oid = conrelid
  WHERE ${OURS} AND contype = 'f' ORDER BY relation.relname COLLATE "C", conname COLLATE "C"`

const INDEXES = `
  SELECT pg_get_indexdef(indexrelid) AS statement
  FROM pg_index JOIN pg_class AS relation ON relation.oid = indrelid
  WHERE ${OURS} AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
  ORDER BY indexrelid::regclass::text COLLATE "C"`

const FUNCTIONS = `
  SELECT rtrim(pg_get_functiondef(oid), E'\\n') AS statement FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace ORDER BY proname COLLATE "C"`

const TRIGGERS = `
  SELECT pg_get_triggerdef(found.oid) AS statement
  FROM pg_trigger AS found JOIN pg_class AS relation ON relation.oid = tgrelid
  WHERE ${OURS} AND NOT tgisinternal ORDER BY relation.relname COLLATE "C", tgname COLLATE "C"`
