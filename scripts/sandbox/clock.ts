import { renameSync, writeFileSync } from 'node:fs'

/*
 * The only file of the sandbox that looks at the machine's clock. Everything else is handed a time, in
 * milliseconds since 1970, so that a month can pass in a second.
 */

/** How the sandbox's time differs from the machine's. */
export interface ClockState {
  offsetMs: number
  /** The time at which the clock stands still, or null when it runs. */
  frozenAtMs: number | null
}

/** A clock that runs from a moment of its own; from the machine's when none is given. */
export function startingAt(ms: number | undefined): ClockState {
  return { offsetMs: ms === undefined ? 0 : ms - Date.now(), frozenAtMs: null }
}

/** A clock that can be stopped and moved forward, and that tells a file about it so that others can follow. */
export class SandboxClock {
  #state: ClockState
  #file: string | undefined

  /** `file`: where each change is written, see `#tell`. */
  constructor(state: ClockState, file: string | undefined) {
    this.#state = state
    this.#file = file
    this.#tell()
  }

  /** Milliseconds since 1970, sandbox time. */
  now(): number {
    return this.#state.frozenAtMs ?? Date.now() + this.#state.offsetMs
  }

  state(): ClockState {
    return this.#state
  }

  /** Stops the clock, now or at a later moment. */
  freeze(atMs: number = this.now()): void {
    this.#change({ ...this.#state, frozenAtMs: Math.max(atMs, this.now()) })
  }

  /** Lets the clock run on from where it stood. */
  thaw(): void {
    if (this.#state.frozenAtMs === null) return
    this.#change({ offsetMs: this.#state.frozenAtMs - Date.now(), frozenAtMs: null })
  }

  /** Moves the clock forward to `atMs`; a moment that has passed changes nothing, for time never goes back. */
  moveTo(atMs: number): void {
    if (atMs <= this.now()) return
    if (this.#state.frozenAtMs === null) this.#change({ ...this.#state, offsetMs: atMs - Date.now() })
    else this.#change({ ...this.#state, frozenAtMs: atMs })
  }

  #change(state: ClockState): void {
    this.#state = state
    this.#tell()
  }

  /** Written aside and moved into place, so that a reader never sees half a file. */
  #tell(): void {
    if (this.#file === undefined) return
    const { offsetMs, frozenAtMs } = this.#state
    const frozenAt = frozenAtMs === null ? null : isoOf(frozenAtMs)
    const aside = `${this.#file}.${process.pid}.tmp`
    writeFileSync(aside, JSON.stringify({ offsetMs, frozenAt }))
    renameSync(aside, this.#file)
  }
}

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const UNIT_MS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** Reads "30d", "12h", "15m" or "10s" as milliseconds; undefined when it is not written so. */
export function durationMs(text: string): number | undefined {
  const found = /^(\d{1,6})([smhd])$/.exec(text)
  if (found === null) return undefined
  return Number(found[1]) * UNIT_MS[found[2] as keyof typeof UNIT_MS]
}

/** Reads an ISO 8601 moment as milliseconds; undefined when it is none. */
export function momentMs(text: string): number | undefined {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : ms
}

/** The milliseconds of a moment that the sandbox itself wrote. */
export function msOfIso(iso: string): number {
  return Date.parse(iso)
}

/** "2026-11-24T12:00:00.000Z". */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}

/** The whole seconds in which Stripe tells time. */
export function secondsOf(ms: number): number {
  return Math.floor(ms / SECOND_MS)
}

/** Midnight UTC at which the day of `ms` began. */
export function startOfDayMs(ms: number): number {
  return ms - (ms % DAY_MS)
}

/** The year and the month (1-12) of a moment, in UTC. */
export function yearAndMonth(ms: number): { year: number; month: number } {
  const date = new Date(ms)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}
