import { parentPort, workerData } from 'node:worker_threads'
import { walkJournal } from '#app/domain/reconciliation/journal-walk.server.ts'
import { openDatabase } from '#db/database.server.ts'

/** The thread of `walk-in-thread.ts`: walks the journal of the file that it is given, and says what it saw. */
const db = openDatabase(String(workerData))
const walked = await walkJournal(db.read)
await db.close()
parentPort?.postMessage(walked)
