import { parentPort, workerData } from 'node:worker_threads'
import { walkJournal } from '#app/domain/reconciliation/journal-walk.server.ts'
import { openChecked } from '#db/open-checked.server.ts'

/** The thread of `walk-in-thread.ts`: walks the journal of the file that it is given, and says what it saw. */
const db = await openChecked(String(workerData))
const walked = await walkJournal(db.read)
await db.close()
parentPort?.postMessage(walked)
