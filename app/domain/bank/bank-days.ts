import { DAY_MS } from '../clock.ts'

/**
 * The days on which banks in the euro area pay each other: Monday to Friday, but for the closing days of TARGET
 * (https://www.ecb.europa.eu/paym/target/t2/calendar): New Year, Good Friday, Easter Monday, 1 May, Christmas and the
 * day after. Days are text, `2026-11-24`.
 */
export function isBankDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00.000Z`)
  const weekday = date.getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  if (['01-01', '05-01', '12-25', '12-26'].includes(day.slice(5))) return false
  const easter = easterOf(date.getUTCFullYear())
  return ![plusDays(easter, -2), plusDays(easter, 1)].includes(day)
}

/** The day that is `count` bank days later, or earlier when negative. */
export function plusBankDays(day: string, count: number): string {
  const step = Math.sign(count)
  let found = day
  for (let left = Math.abs(count); left > 0;) {
    found = plusDays(found, step)
    if (isBankDay(found)) left -= 1
  }
  return found
}

/** The day that is `count` calendar days later. */
function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Easter Sunday by the anonymous Gregorian computus. */
function easterOf(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const m = Math.floor((a + 11 * d + 22 * e) / 451)
  const month = Math.floor((d + e - 7 * m + 114) / 31)
  const day = ((d + e - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
