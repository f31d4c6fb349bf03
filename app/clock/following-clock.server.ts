import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { Clock } from '#app/domain/clock.ts'

/**
 * The clock of the machine, or in a demonstration the clock that the sandbox moves. The one place of the
 * application that reads the machine's time.
 */

/** What the sandbox writes: how far its clock is ahead of the machine's, and where it stands still, if it does. */
const clockFile = z.object({
  offsetMs: z.number().int(),
  frozenAt: z.iso.datetime().nullable(),
})

type ClockState = z.output<typeof clockFile>

/** The clock file is not there, or is not what the sandbox writes. */
export class BadClockFile extends Error {}

const systemClock: Clock = { now: () => new Date() }

/**
 * @param file the sandbox's clock file; without one, the machine's own clock
 * @throws BadClockFile when the file cannot be read at the start
 */
export function createClock(file: string | undefined): Clock {
  if (file === undefined) return systemClock
  let mark = markOf(file)
  let state = readClockFile(file)
  return {
    now: () => {
      const newMark = markOf(file)
      if (newMark !== mark) {
        // While the sandbox is away or starts anew, time goes on as it went.
        state = tryToRead(file) ?? state
        mark = newMark
      }
      return state.frozenAt ? new Date(state.frozenAt) : new Date(Date.now() + state.offsetMs)
    },
  }
}

/** Changes whenever the file is written. The sandbox replaces the file, so that its inode changes as well. */
function markOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true })
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none'
}

function tryToRead(file: string): ClockState | null {
  try {
    return readClockFile(file)
  } catch {
    return null
  }
}

function readClockFile(file: string): ClockState {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new BadClockFile(
      `CLOCK_FILE names ${file}, which cannot be read as JSON. Start what writes it first, or leave CLOCK_FILE out.`,
    )
  }
  const result = clockFile.safeParse(content)
  if (result.success) return result.data
  throw new BadClockFile(
    `CLOCK_FILE names ${file}, which does not hold {"offsetMs": number, "frozenAt": instant or null}.`,
  )
}
