import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { afterDays, afterWorkingDays, isWorkingDay } from '#app/domain/campaigns/working-days.server.ts'

/** Easter by Gauss's own rule (in the form of Meeus, Jones and Butcher): a second opinion beside the calendar's. */
function easter(year: number): DateTime {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return DateTime.utc(year, month, day)
}

/** The days of article 3 of the Algemene termijnenwet, told from scratch. */
function freeDays(year: number): Set<string> {
  const sunday = easter(year)
  const kingsDay = DateTime.utc(year, 4, 27)
  return new Set(
    [
      DateTime.utc(year, 1, 1),
      ...[-2, 0, 1, 39, 49, 50].map(days => sunday.plus({ days })),
      kingsDay.weekday === 7 ? kingsDay.minus({ days: 1 }) : kingsDay,
      DateTime.utc(year, 5, 5),
      DateTime.utc(year, 12, 25),
      DateTime.utc(year, 12, 26),
    ].map(day => day.toFormat('yyyy-MM-dd')),
  )
}

const day = fc
  .integer({ min: 0, max: 365 * 30 })
  .map(days => DateTime.utc(2024, 1, 1).plus({ days }).toFormat('yyyy-MM-dd'))

describe('working days', () => {
  it('are Monday to Friday without the holidays of the law, in every year', () => {
    fc.assert(
      fc.property(day, text => {
        const date = DateTime.fromISO(text, { zone: 'utc' })
        expect(isWorkingDay(text)).toBe(date.weekday < 6 && !freeDays(date.year).has(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('pass exactly so many, and end on one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (from, count) => {
        const until = afterWorkingDays(from, count)
        let passed = 0
        for (let date = afterDays(from, 1); date <= until; date = afterDays(date, 1))
          if (isWorkingDay(date)) passed += 1
        expect(passed).toBe(count)
        expect(isWorkingDay(until)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['over a weekend', '2026-11-26', '2026-12-01'],
    ['over the end of summer time', '2026-10-23', '2026-10-28'],
    ['over the beginning of summer time and Good Friday', '2027-03-25', '2027-04-01'],
    ['over Easter', '2026-04-02', '2026-04-09'],
    ['when the King’s birthday is a Sunday, so that it is kept on Saturday', '2031-04-25', '2031-04-30'],
    ['over Christmas on a Friday and a Saturday', '2026-12-23', '2026-12-29'],
    ['over Christmas on a weekend', '2027-12-23', '2027-12-28'],
    ['over New Year', '2026-12-30', '2027-01-05'],
    ['over Ascension Day', '2026-05-13', '2026-05-19'],
  ])('%s: three after %s are over on %s', (_, from, until) => {
    expect(afterWorkingDays(from, 3)).toBe(until)
  })

  it('refuses what is no day', () => {
    expect(() => afterWorkingDays('2026-02-30', 3)).toThrow('Not a day')
    expect(() => isWorkingDay('tomorrow')).toThrow('Not a day')
  })
})
