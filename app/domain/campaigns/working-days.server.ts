import Holidays from 'date-holidays'
import { DateTime } from 'luxon'

const dutch = new Holidays('NL')

/**
 * The days that do not count in a term that the law gives (article 3 of the Algemene termijnenwet): the public
 * holidays, and beside them Good Friday and the fifth of May, which the calendar knows as days without school.
 */
const FREE_KINDS: readonly string[] = ['public', 'school']

const freeDaysOfYear = new Map<number, ReadonlySet<string>>()

function freeDaysIn(year: number): ReadonlySet<string> {
  const known = freeDaysOfYear.get(year)
  if (known) return known
  const days = dutch
    .getHolidays(year)
    .filter(({ type }) => FREE_KINDS.includes(type))
    .map(({ date }) => date.slice(0, 10))
  const free = new Set(days)
  freeDaysOfYear.set(year, free)
  return free
}

/** @param day `yyyy-mm-dd`; Monday to Friday, and no Dutch holiday, is a working day */
export function isWorkingDay(day: string): boolean {
  const date = DateTime.fromISO(day, { zone: 'utc' })
  if (!date.isValid) throw new RangeError(`Not a day: ${day}`)
  return date.weekday <= 5 && !freeDaysIn(date.year).has(day)
}

/**
 * The day on which a number of working days is over, counted from the day after `day`. Days are days of the calendar,
 * so that the hour that summer time takes or gives does not count.
 *
 * @param day `yyyy-mm-dd`
 */
export function afterWorkingDays(day: string, count: number): string {
  let date = DateTime.fromISO(day, { zone: 'utc' })
  if (!date.isValid) throw new RangeError(`Not a day: ${day}`)
  for (let left = count; left > 0;) {
    date = date.plus({ days: 1 })
    if (isWorkingDay(date.toFormat('yyyy-MM-dd'))) left -= 1
  }
  return date.toFormat('yyyy-MM-dd')
}

/** The day a number of days of the calendar later. */
export function afterDays(day: string, count: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days: count }).toFormat('yyyy-MM-dd')
}
