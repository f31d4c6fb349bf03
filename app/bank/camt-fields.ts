import { isValidIBAN } from 'ibantools'
import { isDay } from '#app/bank/calendar-day.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { Unreadable } from '#app/bank/oddities.ts'
import { find, findAll, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'
import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'

/** The small fields that every part of a CAMT message shares. Their names are those of ISO 20022. */

export interface SignedAmount {
  cents: Cents
  currency: string | null
}

/**
 * An amount and its sign: `Amt` says how much, `CdtDbtInd` alone says which way.
 *
 * Amounts stay text until they are whole hundredths, whatever the currency. `1234.5`, `+1` and `2.50000` are amounts; a
 * comma, an exponent or a fraction of a cent is none, since a guess could be a wrong cent. A negative amount, which ISO
 * forbids, counts by its size.
 *
 * @param place where it stands, to be named when it cannot be read: `entry 3`.
 * @throws Unreadable when there is no amount, no such amount, or no direction.
 */
export function signedAmount(parent: XmlElement, place: string, oddities: Oddities): SignedAmount {
  const [amount, ...more] = findAll(parent, 'Amt')
  if (!amount) throw new Unreadable(`${place} has no amount`, parent.line)
  if (more.length > 0)
    oddities.add(
      'amounts of which there are several',
      parent.line,
      `${place} has ${more.length + 1} amounts; the first was taken`,
    )
  const size = hundredths(amount.text)
  if (typeof size === 'string')
    throw new Unreadable(`${place}: the amount "${clipped(amount.text)}" ${size}`, amount.line)
  if (size < 0)
    oddities.add(
      'negative amounts',
      amount.line,
      `${place}: the amount ${amount.text} is negative; its sign was taken from CdtDbtInd alone`,
    )
  const sign = direction(parent, place, oddities)
  if (sign === null && size !== 0)
    throw new Unreadable(
      `${place}: CdtDbtInd should be CRDT or DBIT, but is "${clipped(textAt(parent, 'CdtDbtInd') ?? '')}"`,
      parent.line,
    )
  const magnitude = Math.abs(size)
  return {
    cents: cents(sign === -1 && magnitude !== 0 ? -magnitude : magnitude),
    currency: currencyOf(amount),
  }
}

/** +1 for CRDT, -1 for DBIT, null for anything else. */
export function direction(parent: XmlElement, place: string, oddities: Oddities): 1 | -1 | null {
  const given = textAt(parent, 'CdtDbtInd') ?? ''
  const sign = { CRDT: 1 as const, DBIT: -1 as const }[given.toUpperCase()] ?? null
  if (sign !== null && given !== given.toUpperCase())
    oddities.add('odd CdtDbtInd', parent.line, `${place}: CdtDbtInd is written "${given}"`)
  return sign
}

/** A boolean of XML Schema, in capitals as well; what is neither is told, and counts as false. */
export function flag(parent: XmlElement, name: string, place: string, oddities: Oddities): boolean {
  const given = textAt(parent, name)
  if (given !== null && !/^(true|false|1|0)$/i.test(given))
    oddities.add(
      'booleans that are none',
      parent.line,
      `${place}: ${name} "${clipped(given)}" is neither true nor false; it was taken as false`,
    )
  return /^(true|1)$/i.test(given ?? '')
}

/** Hundredths in a decimal number of XML Schema, or why it is none of ours. */
export function hundredths(text: string): number | string {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole + fraction === '')
    return 'is not an amount (digits, then at most a point and two decimals, were expected)'
  if (/[1-9]/.test(fraction.slice(2))) return 'has a fraction of a cent'
  const value = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  if (!Number.isSafeInteger(value)) return 'is larger than any account'
  return sign === '-' && value !== 0 ? -value : value
}

/** ISO 4217 as the attribute `Ccy` of an amount. */
export function currencyOf(amount: XmlElement | undefined): string | null {
  return amount?.attributes.Ccy?.trim().toUpperCase() || null
}

/**
 * A day (`2026-11-24`) from `Dt` or `DtTm`, as the bank wrote it: an entry of 23:30+00:00 is booked on that day, not on
 * the next one here. Null when there is none or when it is no day.
 */
export function day(parent: XmlElement, name: string, place: string, oddities: Oddities): string | null {
  const element = find(parent, name)
  const given = textAt(element, 'Dt') ?? textAt(element, 'DtTm') ?? (element?.text || null)
  if (given === null) return null
  const written = /^(\d{4}-\d\d-\d\d)(?![\d-])/.exec(given)?.[1]
  if (written !== undefined && isDay(written)) return written
  oddities.add(
    'dates that are none',
    element?.line ?? null,
    `${place}: ${name} "${clipped(given)}" is no date`,
  )
  return null
}

/** The number of an account: an IBAN without blanks where it is said to be one, or is a valid one without being said. */
export function accountNumbers(account: XmlElement | undefined): {
  iban: string | null
  other: string | null
} {
  const id = find(account, 'Id')
  const said = textAt(id, 'IBAN')
  if (said !== null) return { iban: compact(said), other: null }
  const other =
    textAt(id, 'Othr', 'Id') ?? textAt(id, 'BBAN') ?? textAt(id, 'UPIC') ?? textAt(id, 'PrtryAcct', 'Id')
  if (other !== null && isValidIBAN(compact(other))) return { iban: compact(other), other: null }
  return { iban: null, other }
}

function compact(number: string): string {
  return number.replaceAll(/\s/g, '').toUpperCase()
}

/** A reference, unless it is one of the ways in which ISO 20022 and the banks write "none". */
export function reference(text: string | null): string | null {
  return text === null || /^(NOT ?PROVIDED|NON ?REF|NOTAVAILABLE)$/i.test(text) ? null : text
}

/** A long text is shown by its beginning, so that a sentence about it stays a sentence. */
export function clipped(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
