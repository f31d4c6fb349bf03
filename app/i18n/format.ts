/**
 * Money, dates and numbers as a reader of Dutch or English writes them. Pure: what time it is comes in.
 *
 * A date alone is `2026-12-12`; an instant is ISO 8601 in UTC and is shown as it is in Leiden.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '#app/domain/clock.ts'
import type { Cents } from '#app/domain/money.ts'
import type { Language } from '#app/i18n/language.ts'

/** A calendar day: `2026-12-12`. */
type DateText = string

const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' }
const TIME_ZONE = 'Europe/Amsterdam'
const NO_BREAK_SPACE = '\u00a0'
const MINUS = '\u2212'

/** Making an Intl formatter is slow and using one is not, so each is made once. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `number ${language} ${digits}`
  const known = formatters.get(key)
  if (known instanceof Intl.NumberFormat) return known
  const made = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formatters.set(key, made)
  return made
}

function dateFormat(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `date ${language} ${timeZone} ${Object.values(options).join(' ')}`
  const known = formatters.get(key)
  if (known instanceof Intl.DateTimeFormat) return known
  const made = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone })
  formatters.set(key, made)
  return made
}

/** An amount with two decimals and no sign of the euro, for a column: `21.175,10`; negative `−2,88`. */
export function amount(value: Cents, language: Language): string {
  const text = numberFormat(language, 2).format(Math.abs(value) / 100)
  return value < 0 ? `${MINUS}${text}` : text
}

/** The change an entry makes, with its sign always said: `+ 214,90`, `− 2,88`. */
export function signedAmount(value: Cents, language: Language): string {
  const text = numberFormat(language, 2).format(Math.abs(value) / 100)
  return `${value < 0 ? MINUS : '+'}${NO_BREAK_SPACE}${text}`
}

/** An amount in euros with cents: `€ 17,10` in Dutch (the space does not break), `€17.10` in English. */
export function euros(value: Cents, language: Language): string {
  return withEuroSign(value, numberFormat(language, 2).format(Math.abs(value) / 100), language)
}

/** The same without cents when there are none: `€ 40.000`, but `€ 17,10`. For goals, prices and headlines. */
export function wholeEuros(value: Cents, language: Language): string {
  if (value % 100 !== 0) return euros(value, language)
  return withEuroSign(value, numberFormat(language, 0).format(Math.abs(value) / 100), language)
}

function withEuroSign(value: Cents, text: string, language: Language): string {
  const sign = value < 0 ? (language === 'nl' ? `${MINUS}${NO_BREAK_SPACE}` : MINUS) : ''
  return `${sign}€${language === 'nl' ? NO_BREAK_SPACE : ''}${text}`
}

/** A count: `1.240` or `1,240`. */
export function number(value: number, language: Language): string {
  return numberFormat(language, 0).format(value)
}

/** A whole percentage of what was promised, rounded down: 99.9 % is not yet all. Zero when there is no whole. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.floor((part / whole) * 100) : 0
}

/** `percentOf` in words: `67 %` in Dutch, `67%` in English. */
export function percent(part: number, whole: number, language: Language): string {
  const text = number(percentOf(part, whole), language)
  return language === 'nl' ? `${text}${NO_BREAK_SPACE}%` : `${text}%`
}

/** Basis points as a percentage, with no more decimals than they need: 500 is `5 %`, 250 is `2,5 %` (English `2.5%`). */
export function basisPoints(value: number, language: Language): string {
  const digits = value % 100 === 0 ? 0 : value % 10 === 0 ? 1 : 2
  const text = numberFormat(language, digits).format(value / 100)
  return language === 'nl' ? `${text}${NO_BREAK_SPACE}%` : `${text}%`
}

/** `24 november 2026`. Takes a date or an instant. */
export function day(value: string, language: Language): string {
  return formatDate(value, language, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** `november 2026`. Takes a month (`2026-11`). */
export function monthName(month: string, language: Language): string {
  return formatDate(`${month}-01`, language, { month: 'long', year: 'numeric' })
}

/** `24 nov`, for a column of days within a year. Takes a date or an instant. */
export function dayShort(value: string, language: Language): string {
  return formatDate(value, language, { day: 'numeric', month: 'short' })
}

/** `zaterdag 12 december 2026`. Takes a date or an instant. */
export function dayLong(value: string, language: Language): string {
  // Joined here, because whether a comma follows the weekday differs from one release of Node to the next.
  return `${formatDate(value, language, { weekday: 'long' })} ${day(value, language)}`
}

/** `24 november 2026, 08:40`, in Leiden's time. */
export function moment(value: Instant, language: Language): string {
  return `${day(value, language)}, ${clockTime(value, language)}`
}

/** `08:40`, in Leiden's time. */
function clockTime(value: Instant, language: Language): string {
  return dateFormat(language, TIME_ZONE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(value),
  )
}

function formatDate(value: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const isDateAlone = /^\d{4}-\d\d-\d\d$/.test(value)
  const timeZone = isDateAlone ? 'UTC' : TIME_ZONE
  return dateFormat(language, timeZone, options).format(new Date(isDateAlone ? `${value}T00:00:00Z` : value))
}

/**
 * How many days a campaign still has: the deadline's day minus today in Leiden. 0 on the last day itself
 * (a deadline ends at the next local midnight), negative when it is over.
 */
export function daysLeft(deadline: DateText, now: Instant): number {
  const today = dateFormat('en', TIME_ZONE, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(now))
    .reduce<Record<string, string>>((parts, part) => ({ ...parts, [part.type]: part.value }), {})
  const start = Date.UTC(Number(today.year), Number(today.month) - 1, Number(today.day))
  return Math.round((Date.parse(`${deadline}T00:00:00Z`) - start) / DAY_MS)
}

/** A count and its noun: `1 donateur`, `612 donateurs`. Dutch and English know one and many. */
export function countOf(count: number, one: string, many: string, language: Language): string {
  return `${number(count, language)} ${count === 1 ? one : many}`
}

const UNITS = {
  nl: { days: ['dag', 'dagen'], hours: ['uur', 'uur'], minutes: ['minuut', 'minuten'] },
  en: { days: ['day', 'days'], hours: ['hour', 'hours'], minutes: ['minute', 'minutes'] },
} as const

/** How long something lasts, in its largest useful unit: `26 uur`, `3 dagen`, `1 minuut`. */
export function lasting(milliseconds: number, language: Language): string {
  const length = Math.max(0, milliseconds)
  const { days, hours, minutes } = UNITS[language]
  const [unitMs, [one, many]] =
    length >= 2 * DAY_MS
      ? ([DAY_MS, days] as const)
      : length >= HOUR_MS
        ? ([HOUR_MS, hours] as const)
        : ([MINUTE_MS, minutes] as const)
  return countOf(Math.floor(length / unitMs), one, many, language)
}
