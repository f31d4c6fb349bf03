import Database from 'better-sqlite3'

/** A document as it lies on disk; without a body it is removed. */
export interface Write {
  collection: string
  id: string
  owner: string
  seq: number
  body: string | null
}

/**
 * Documents in one SQLite file. A write is one transaction. NORMAL and not FULL: a killed process loses
 * nothing, and a sandbox need not survive the loss of power.
 */
export class DocumentFile {
  #database: Database.Database
  #put: Database.Statement
  #remove: Database.Statement

  /** Throws when the folder cannot be written. */
  constructor(path: string) {
    this.#database = new Database(path)
    this.#database.pragma('journal_mode = WAL')
    this.#database.pragma('synchronous = NORMAL')
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS document (
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        owner TEXT NOT NULL,
        seq INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (collection, id)
      ) STRICT`)
    this.#put = this.#database.prepare(
      'INSERT OR REPLACE INTO document (collection, id, owner, seq, body) VALUES (:collection, :id, :owner, :seq, :body)',
    )
    this.#remove = this.#database.prepare('DELETE FROM document WHERE collection = :collection AND id = :id')
  }

  /** Every document, in the order in which they were made. */
  read(): (Write & { body: string })[] {
    const rows = this.#database.prepare('SELECT collection, id, owner, seq, body FROM document ORDER BY seq')
    return rows.all() as (Write & { body: string })[]
  }

  write(writes: Write[]): void {
    if (writes.length === 0) return
    this.#database.transaction(() => {
      for (const write of writes) {
        if (write.body === null) this.#remove.run({ collection: write.collection, id: write.id })
        else this.#put.run(write)
      }
    })()
  }

  clear(): void {
    this.#database.exec('DELETE FROM document')
  }

  close(): void {
    this.#database.close()
  }
}
