import { Worker } from 'node:worker_threads'
import type { WalkedJournal } from '#app/domain/reconciliation/journal-walk.server.ts'

/**
 * Walks the journal of a SQLite file in a thread with a connection of its own, while this one asks for the rest. Not for
 * PostgreSQL: its server already does the one beside the other.
 */
export function walkInThread(file: string): Promise<WalkedJournal> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('journal-thread.ts', import.meta.url), { workerData: file })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', code => reject(new Error(`The thread that walks the journal ended with ${code}.`)))
  })
}
