import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFolder } from '../make-folder.ts'

/** Says what the folder is, to people and to us. Without it nothing in the folder is touched. */
const MARKER = 'this-is-a-demonstration.txt'
const MARKER_SAYS =
  'npm run demo made this folder, and npm run demo -- --fresh removes what it keeps here. No money is involved.\n'
/** A database without content: SQLite holds a lock on it, which the system frees however the demonstration ends. */
const LOCK = 'running.lock'
/** There from the first until the last step of the filling. */
const FILLING = 'filling'
/** What demonstrations had before they had a marker. */
const OF_OLDER_ONES = ['ports.json', 'secrets.json']

/** All that a demonstration makes in its folder beside the marker and the lock: no more than this is removed. */
const KEPT = [
  ...OF_OLDER_ONES,
  ...['stadmakers.sqlite', 'stadmakers.sqlite-wal', 'stadmakers.sqlite-shm', 'stadmakers.sqlite-journal'],
  ...['files', 'sandbox', 'clock.json', 'sandbox.log', 'web.log', 'worker.log', FILLING],
]

/** A folder that belongs to this process until it is released, or the process is gone. */
export interface ClaimedFolder {
  release(): void
}

/**
 * Makes the folder of a demonstration or takes an existing one, for this process alone. When `isFresh`, and when its
 * filling was interrupted, what the last demonstration kept there is removed.
 *
 * @throws when the folder holds something else, when a demonstration runs on it, and when it cannot be written
 */
export function claimFolder(
  folder: string,
  { isFresh, say }: { isFresh: boolean; say(line: string): void },
): ClaimedFolder {
  makeFolder(folder)
  if (!isDemoOrEmpty(folder))
    throw new Error(
      `${folder} holds something else than a demonstration, so nothing in it was touched. Choose another folder with --data DIR.`,
    )
  const lock = lockOf(folder)
  if (!lock) throw new Error(runsAlready(folder))
  try {
    const isHalf = existsSync(join(folder, FILLING))
    if (isHalf && !isFresh) say('The filling of this demonstration was interrupted, so it is begun anew.')
    if (isFresh || isHalf) removeKept(folder)
    writeFileSync(join(folder, MARKER), MARKER_SAYS)
  } catch (error) {
    lock.close()
    throw error
  }
  return { release: () => void lock.close() }
}

/** The sentence for a second demonstration on one folder. */
export const runsAlready = (folder: string): string =>
  `A demonstration runs on ${folder} already, so nothing was started. Stop it first (Ctrl-C in its window), or choose another folder with --data DIR.`

/** Whether a demonstration runs on this folder now. */
export function isRunningOn(folder: string): boolean {
  if (!existsSync(join(folder, LOCK))) return false
  const lock = lockOf(folder)
  lock?.close()
  return lock === null
}

/** Until `endFilling`, what is in the folder is half a demonstration. */
export function beginFilling(folder: string): void {
  writeFileSync(join(folder, FILLING), '')
}

export function endFilling(folder: string): void {
  rmSync(join(folder, FILLING))
}

function isDemoOrEmpty(folder: string): boolean {
  const names = readdirSync(folder)
  const isOlder = OF_OLDER_ONES.every(name => names.includes(name))
  // Two that begin at once: the other has locked it, and has not come to its marker yet.
  return names.includes(MARKER) || isOlder || names.every(name => name === LOCK)
}

function lockOf(folder: string): Sqlite.Database | null {
  const lock = new Sqlite(join(folder, LOCK), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if ((error as NodeJS.ErrnoException).code === 'SQLITE_BUSY') return null
    throw error
  }
}

/** The mark stands first and goes last: what a removal leaves that was interrupted is half a demonstration as well. */
function removeKept(folder: string): void {
  beginFilling(folder)
  for (const name of KEPT) rmSync(join(folder, name), { recursive: true, force: true })
}
