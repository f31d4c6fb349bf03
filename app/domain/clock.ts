/**
 * Time comes in as a parameter, so that a demonstration, a test and a simulation can own it.
 * Order never follows from time (clocks jump); it follows from sequences.
 */
export interface Clock {
  /** The present instant, UTC. */
  now(): Date
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** An instant as the database keeps it: ISO 8601, UTC, milliseconds (`2026-11-24T08:39:42.000Z`). Sorts as text. */
export type Instant = string

export function instant(date: Date): Instant {
  return date.toISOString()
}

/** The instant `ms` after (or, negative, before) another. */
export function after(start: Date | Instant, ms: number): Instant {
  return new Date(new Date(start).getTime() + ms).toISOString()
}
