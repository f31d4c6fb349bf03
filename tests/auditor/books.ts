import Sqlite from 'better-sqlite3'
import pg from 'pg'

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
  // The same questions are asked after each deed, and compiling one costs more than its answer.
  const asked = new Map<string, Sqlite.Statement>()
  return {
    rows: async sql => {
      const statement = asked.get(sql) ?? database.prepare(sql)
      asked.set(sql, statement)
      return statement.all() as BookRow[]
    },
    close: async () => void database.close(),
  }
}

/** Opens a PostgreSQL database, of which nothing is changed. */
export function openPostgresBooks(url: string): Books {
  const pool = new pg.Pool({ connectionString: url, max: 1, types: { getTypeParser: wholeNumbers } })
  return {
    rows: async sql => (await pool.query<BookRow>(sql)).rows,
    close: () => pool.end(),
  }
}

const INT8 = 20

/** Amounts come as text, since an int8 may be larger than a number holds exactly; ours are not. */
function wholeNumbers(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown)
}
