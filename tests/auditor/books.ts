import Sqlite from 'better-sqlite3'

/** A row as a database gives it. Money is whole cents. */
export type BookRow = Record<string, string | number | null>

/** The books as the auditor reads them: plain SQL that every engine understands, and nothing of the product. */
export interface Books {
  rows(sql: string): Promise<BookRow[]>
  close(): Promise<void>
}

/** Opens a SQLite file for reading only. */
export function openSqliteBooks(file: string): Books {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true })
  return {
    rows: async sql => database.prepare(sql).all() as BookRow[],
    close: async () => void database.close(),
  }
}
