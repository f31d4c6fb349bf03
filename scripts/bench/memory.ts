import { readFileSync } from 'node:fs'

/**
 * How much memory a process has in hand, in megabytes. Null where the system does not tell it in a file (only Linux
 * does).
 */
export function residentMegabytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024
  } catch {
    return null
  }
}

/**
 * Whether memory stayed flat, in a sentence: after a tenth of the load, at most, and after all of it.
 *
 * @param who whose memory it is
 * @param samples in the order in which they were taken, one after each part of the load
 */
export function memoryNote(who: string, samples: readonly (number | null)[]): string[] {
  const known = samples.filter(sample => sample !== null)
  if (known.length === 0) return []
  const said = (sample: number | undefined) => `${Math.round(sample ?? 0)} MB`
  const tenth = known[Math.max(0, Math.ceil(known.length / 10) - 1)]
  return [
    `memory of the ${who}: ${said(tenth)} after a tenth of the load, ${said(known.at(-1))} after all of it, ${said(Math.max(...known))} at most`,
  ]
}
