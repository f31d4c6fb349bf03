import { openPlain } from '#db/plain.server.ts'
import { countContents, listTables, rowsOf } from '../copy/tables.ts'
import type { Contents } from '../copy/tables.ts'

/** The proof that a baseline wrote what ours wrote: not counted only, but compared. */

/** What each table of a database holds, told so that two can be compared. */
export type AllContents = Record<string, Contents>

/** @param address `postgres://…`, or the path of a SQLite file */
export async function contentsOf(address: string): Promise<AllContents> {
  const plain = openPlain(address, 'read')
  const all: AllContents = {}
  for (const table of await listTables(plain)) {
    const contents = countContents(table)
    for await (const rows of rowsOf(plain, table)) contents.add(rows)
    all[table.name] = contents.total()
  }
  await plain.db.destroy()
  return all
}

/** The tables that grew, and by how many rows. */
export function rowsAdded(before: AllContents, after: AllContents): Record<string, number> {
  const grown = Object.entries(after).map(
    ([name, { count }]) => [name, count - (before[name]?.count ?? 0)] as const,
  )
  return Object.fromEntries(grown.filter(([, rows]) => rows !== 0))
}

/** The tables whose rows are not the same in both databases, in any column. */
export function differingTables(ours: AllContents, theirs: AllContents): string[] {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  return [...names].filter(name => ours[name]?.hash !== theirs[name]?.hash)
}
