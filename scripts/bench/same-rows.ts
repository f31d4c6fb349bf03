import Sqlite from 'better-sqlite3'

/** The proof that a baseline wrote what ours wrote: not counted only, but compared. */

/** How many rows each table of a database has. */
export function rowsPerTable(file: string): Record<string, number> {
  const database = new Sqlite(file, { readonly: true })
  const counts = tablesOf(database).map(name => [
    name,
    Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
  ])
  database.close()
  return Object.fromEntries(counts) as Record<string, number>
}

/** The tables that grew, and by how many rows. */
export function rowsAdded(
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  const grown = Object.entries(after).map(([name, rows]) => [name, rows - (before[name] ?? 0)] as const)
  return Object.fromEntries(grown.filter(([, rows]) => rows !== 0))
}

/** The tables whose rows are not the same in both databases, in any column. */
export function differingTables(file: string, other: string): string[] {
  const database = new Sqlite(file, { readonly: true })
  database.prepare('ATTACH ? AS other').run(other)
  const differing = tablesOf(database).filter(name => {
    const lacks = (a: string, b: string) =>
      database.prepare(`SELECT 1 FROM (SELECT * FROM ${a} EXCEPT SELECT * FROM ${b}) LIMIT 1`).get()
    const [ours, theirs] = [`main."${name}"`, `other."${name}"`]
    return lacks(ours, theirs) !== undefined || lacks(theirs, ours) !== undefined
  })
  database.close()
  return differing
}

function tablesOf(database: Sqlite.Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
}
