import { DAY_MS, isoOf, startOfDayMs } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { type BankLine, linesOf, totalOf } from './bank.ts'

/** What happened on an account on one day. Each one begins where the one before it ended. */
export interface DayStatement {
  iban: string
  /** YYYY-MM-DD, in UTC like every day of the sandbox. */
  day: string
  startMs: number
  /** 1 for the day on which the account was first used, and one more each day after it. */
  number: number
  openingCents: number
  closingCents: number
  /** The oldest first. */
  lines: BankLine[]
}

/** A statement for each day that is over, the oldest first, from the day of the first line on; days without lines too. */
export function dayStatements(draft: Draft, iban: string): DayStatement[] {
  const lines = linesOf(draft, iban).reverse()
  const [first] = lines
  if (first === undefined) return []
  const statements: DayStatement[] = []
  let openingCents = 0
  const firstDayMs = startOfDayMs(first.bookedAtMs)
  const linesOfDay = Map.groupBy(lines, line => startOfDayMs(line.bookedAtMs))
  for (let startMs = firstDayMs; startMs + DAY_MS <= draft.nowMs; startMs += DAY_MS) {
    const ofDay = linesOfDay.get(startMs) ?? []
    const closingCents = openingCents + totalOf(ofDay)
    const day = isoOf(startMs).slice(0, 10)
    const number = (startMs - firstDayMs) / DAY_MS + 1
    statements.push({ iban, day, startMs, number, openingCents, closingCents, lines: ofDay })
    openingCents = closingCents
  }
  return statements
}
