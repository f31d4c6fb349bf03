import type { CollectionName, Collections, Job } from './collections.ts'
import type { DocumentFile, Write } from './document-file.ts'
import { JobQueue } from './job-queue.ts'

/** A document with what is known about it. `owner` is the account it belongs to; '' is the platform. */
export interface Row<T> {
  seq: number
  owner: string
  doc: T
}

type Rows = { [K in CollectionName]?: Map<string, Row<Collections[K]>> }

/** The documents that were last written, in memory and, where a file was given, on disk. */
export class State {
  readonly jobs = new JobQueue()
  #rows: Rows = {}
  #seq = 0
  #file: DocumentFile | undefined

  constructor(file: DocumentFile | undefined) {
    this.#file = file
    for (const { collection, id, owner, seq, body } of file?.read() ?? []) {
      this.#set(collection as CollectionName, id, { seq, owner, doc: JSON.parse(body) as never })
      this.#seq = Math.max(this.#seq, seq)
    }
  }

  rows<K extends CollectionName>(collection: K): Map<string, Row<Collections[K]>> {
    const rows = this.#rows[collection]
    if (rows !== undefined) return rows
    const made = new Map<string, Row<Collections[K]>>()
    ;(this.#rows as Record<string, unknown>)[collection] = made
    return made
  }

  get<K extends CollectionName>(collection: K, id: string): Collections[K] | undefined {
    return this.rows(collection).get(id)?.doc
  }

  /** Takes over what a draft changed: on disk first and in one transaction, then in memory. */
  commit(changes: Change[]): void {
    const writes: Write[] = []
    for (const change of changes) {
      if (change.row !== undefined && change.row.seq === 0) change.row.seq = ++this.#seq
      writes.push({
        collection: change.collection,
        id: change.id,
        owner: change.row?.owner ?? '',
        seq: change.row?.seq ?? 0,
        body: change.row === undefined ? null : JSON.stringify(change.row.doc),
      })
    }
    this.#file?.write(writes)
    for (const { collection, id, row } of changes) this.#set(collection, id, row as never)
  }

  /** Forgets everything. */
  clear(): void {
    this.#file?.clear()
    this.#rows = {}
    this.jobs.clear()
  }

  close(): void {
    this.#file?.close()
  }

  #set<K extends CollectionName>(collection: K, id: string, row: Row<Collections[K]> | undefined): void {
    const rows = this.rows(collection)
    if (row === undefined) rows.delete(id)
    else rows.set(id, row)
    if (collection !== 'job') return
    this.jobs.remove(id)
    if (row !== undefined) this.jobs.add(row.doc as Job, row.seq)
  }
}

/** A document that a draft made, changed or (without a row) removed. */
export interface Change {
  collection: CollectionName
  id: string
  row: Row<unknown> | undefined
}
