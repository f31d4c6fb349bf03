/** Says on stderr how far a long run is: on a terminal in one line that is written over, elsewhere now and then. */
interface Progress {
  tell(now: { done: number; failed: number }): void
  /** Takes the line away, so that something else can be written. */
  clear(): void
}

/** Where no terminal writes lines over, in a log for instance, there shall not be too many. */
const LINE_EVERY = 250
const WIPE_LINE = '\r\u001B[K'

/** @param of how many there are in all */
export function openProgress(of: number): Progress {
  const started = performance.now()
  const { isTTY } = process.stderr
  return {
    tell: ({ done, failed }) => {
      if (!isTTY && done % LINE_EVERY !== 0) return
      const seconds = Math.round((performance.now() - started) / 1_000)
      const line = `${done} of ${of} schedules, ${seconds} s, ${failed} failed so far`
      process.stderr.write(isTTY ? `${WIPE_LINE}${line}` : `${line}\n`)
    },
    clear: () => void (isTTY && process.stderr.write(WIPE_LINE)),
  }
}
