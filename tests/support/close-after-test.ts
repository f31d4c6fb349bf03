import { onTestFinished } from 'vitest'

/**
 * Closes something when the test ends that opened it; what was opened last is closed first. Outside a test, in
 * `beforeAll`, there is no end to wait for: whoever opened it closes it.
 */
export function closeAfterTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close)
  } catch {
    return
  }
}
