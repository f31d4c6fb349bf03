import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PlainDatabase } from '#db/plain.server.ts'

/** What there is to copy, read in an order that is the same on both engines. */

export interface Table {
  name: string
  columns: string[]
  /** The columns of whole numbers: their sums are told and compared. */
  numbers: string[]
  /** The columns of the primary key, in its order. */
  key: string[]
}

type Value = string | number | null
export type CopiedRow = Record<string, Value>

/** What a table holds. Two that say the same hold the same. */
export interface Contents {
  count: number
  sums: Record<string, number>
  /** SHA-256 over all values in the order of the key. */
  hash: string
}

/** Every table of the schema by name, those of the migrations left out: both sides have their own. */
export async function listTables(side: PlainDatabase): Promise<Table[]> {
  const found = await side.db.introspection.getTables()
  const ours = found.filter(({ schema, isView }) => !isView && (schema ?? 'public') === 'public')
  const tables: Table[] = []
  for (const { name, columns } of ours)
    tables.push({
      name,
      columns: columns.map(column => column.name).sort(),
      numbers: columns.filter(({ dataType }) => /^(INTEGER|int8)$/.test(dataType)).map(({ name }) => name),
      key: await keyOf(side, name),
    })
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function keyOf({ db, engine }: PlainDatabase, table: string): Promise<string[]> {
  const query =
    engine === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM pragma_table_info(${table}) WHERE pk > 0 ORDER BY pk`
      : sql<{ name: string }>`SELECT attname AS name FROM pg_index
          JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
          WHERE indisprimary AND indrelid = to_regclass(quote_ident(${table}))
          ORDER BY array_position(indkey::int2[], attnum)`
  return (await query.execute(db)).rows.map(({ name }) => name)
}

const ROWS_AT_ONCE = 500

/** All rows of a table in the order of its key, some hundreds at a time. */
export async function* rowsOf({ db }: PlainDatabase, table: Table): AsyncGenerator<CopiedRow[]> {
  const key = sql.join(table.key.map(column => sql.ref(column)))
  let last: CopiedRow | undefined
  for (;;) {
    const after = last && sql.join(table.key.map(column => sql.val(last?.[column])))
    const { rows } = await sql<CopiedRow>`
      SELECT * FROM ${sql.table(table.name)} ${after ? sql`WHERE (${key}) > (${after})` : sql``}
      ORDER BY ${key} LIMIT ${sql.raw(String(ROWS_AT_ONCE))}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_AT_ONCE) return
    last = rows.at(-1)
  }
}

/** Adds up what passes by. */
export function countContents(table: Table): { add(rows: readonly CopiedRow[]): void; total(): Contents } {
  const hash = createHash('sha256')
  const sums = Object.fromEntries(table.numbers.map(column => [column, 0]))
  let count = 0
  return {
    add: rows => {
      for (const row of rows) {
        hash.update(`${JSON.stringify(table.columns.map(column => row[column] ?? null))}\n`)
        for (const column of table.numbers) sums[column] = (sums[column] ?? 0) + Number(row[column] ?? 0)
      }
      count += rows.length
    },
    total: () => ({ count, sums, hash: hash.digest('hex') }),
  }
}
