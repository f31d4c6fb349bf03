/** Proves how money, days and numbers are written in both languages; a no-break space is written as ␣ here. */
import { describe, expect, it } from 'vitest'
import { cents } from '#app/domain/money.ts'
import * as format from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'

const seen = (text: string) => text.replaceAll('\u00a0', '␣')

describe('money', () => {
  it.each<[number, Language, string]>([
    [1710, 'nl', '€␣17,10'],
    [1710, 'en', '€17.10'],
    [0, 'nl', '€␣0,00'],
    [5, 'nl', '€␣0,05'],
    [4_000_000, 'nl', '€␣40.000,00'],
    [4_000_000, 'en', '€40,000.00'],
    [-28_050, 'nl', '−␣€␣280,50'],
    [-28_050, 'en', '−€280.50'],
    [99_999_999_99, 'nl', '€␣99.999.999,99'],
  ])('euros(%i, %s) is %s', (value, language, text) => {
    expect(seen(format.euros(cents(value), language))).toBe(text)
  })

  it('drops the cents of whole euros only', () => {
    expect(seen(format.wholeEuros(cents(4_000_000), 'nl'))).toBe('€␣40.000')
    expect(seen(format.wholeEuros(cents(7100), 'en'))).toBe('€71')
    expect(seen(format.wholeEuros(cents(1710), 'nl'))).toBe('€␣17,10')
    expect(seen(format.wholeEuros(cents(0), 'nl'))).toBe('€␣0')
  })

  it('writes columns without the sign of the euro, and changes always with a sign', () => {
    expect(format.amount(cents(2_117_510), 'nl')).toBe('21.175,10')
    expect(format.amount(cents(-288), 'nl')).toBe('−2,88')
    expect(seen(format.signedAmount(cents(21_490), 'nl'))).toBe('+␣214,90')
    expect(seen(format.signedAmount(cents(-288), 'en'))).toBe('−␣2.88')
  })
})

describe('numbers', () => {
  it('groups thousands as the language does', () => {
    expect(format.number(50_000, 'nl')).toBe('50.000')
    expect(format.number(50_000, 'en')).toBe('50,000')
  })

  it('never rounds up to a goal that is not met', () => {
    expect(format.percentOf(3_999_999, 4_000_000)).toBe(99)
    expect(format.percentOf(4_000_000, 4_000_000)).toBe(100)
    expect(format.percentOf(6_123_450, 4_000_000)).toBe(153)
    expect(format.percentOf(10, 0)).toBe(0)
    expect(seen(format.percent(67, 100, 'nl'))).toBe('67␣%')
    expect(format.percent(67, 100, 'en')).toBe('67%')
  })

  it('knows one and many', () => {
    expect(format.countOf(1, 'donateur', 'donateurs', 'nl')).toBe('1 donateur')
    expect(format.countOf(0, 'donateur', 'donateurs', 'nl')).toBe('0 donateurs')
    expect(format.countOf(1240, 'backer', 'backers', 'en')).toBe('1,240 backers')
  })

  it.each<[number, Language, string]>([
    [59_000, 'nl', '0 minuten'],
    [60_000, 'nl', '1 minuut'],
    [3_600_000, 'en', '1 hour'],
    [26 * 3_600_000, 'nl', '26 uur'],
    [49 * 3_600_000, 'nl', '2 dagen'],
    [-5, 'en', '0 minutes'],
  ])('lasting(%i, %s) is %s', (milliseconds, language, text) => {
    expect(format.lasting(milliseconds, language)).toBe(text)
  })
})

describe('days', () => {
  it('writes a date alone as that date, wherever the server stands', () => {
    expect(format.day('2026-12-12', 'nl')).toBe('12 december 2026')
    expect(format.day('2026-12-12', 'en')).toBe('12 December 2026')
    expect(format.dayLong('2026-12-12', 'nl')).toBe('zaterdag 12 december 2026')
    expect(format.dayLong('2026-12-12', 'en')).toBe('Saturday 12 December 2026')
    expect(format.dayShort('2026-11-24', 'nl')).toBe('24 nov')
  })

  it('writes an instant as it is in Leiden, in winter and in summer', () => {
    expect(format.moment('2026-11-24T07:40:00.000Z', 'nl')).toBe('24 november 2026, 08:40')
    expect(format.moment('2026-07-24T22:30:00.000Z', 'en')).toBe('25 July 2026, 00:30')
    expect(format.day('2026-12-31T23:30:00.000Z', 'nl')).toBe('1 januari 2027')
    expect(format.moment('2026-11-24T23:00:00.000Z', 'nl')).toBe('25 november 2026, 00:00')
  })

  it.each([
    ['2026-11-24T07:40:00.000Z', 18],
    ['2026-12-11T22:59:59.999Z', 1],
    ['2026-12-11T23:00:00.000Z', 0],
    ['2026-12-12T22:59:59.999Z', 0],
    ['2026-12-12T23:00:00.000Z', -1],
  ])('at %s a campaign until 12 December has %i days left', (now, days) => {
    expect(format.daysLeft('2026-12-12', now)).toBe(days)
  })

  it('counts days over the change of the clock', () => {
    expect(format.daysLeft('2026-10-26', '2026-10-24T22:30:00.000Z')).toBe(1)
  })
})
