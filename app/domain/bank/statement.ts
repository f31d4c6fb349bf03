import { cents, subtract, sum, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** A bank statement as it was read from a file, and whether it may be booked. */

/** One line of an account as the bank tells it. Days are text. */
export interface StatementLine {
  /** Signed: what went out is negative. */
  amountCents: Cents
  bookingDate: string | null
  valueDate: string | null
  reference: string | null
  reversal: boolean
  batchId: string | null
  endToEndId: string | null
  counterparty: string | null
  counterpartyIban: string | null
  remittance: string | null
  returnReason: string | null
  /** The payments in it. */
  details: StatementDetail[]
  /** Names it by account, statement and reference; the likeness names it by what it says alone. */
  key: string
  likeness: string
}

export interface StatementDetail {
  amountCents: Cents | null
  endToEndId: string | null
  counterparty: string | null
  counterpartyIban: string | null
  remittance: string | null
  returnReason: string | null
  references: string[]
}

export interface ReadStatement {
  id: string | null
  iban: string | null
  account: string | null
  currency: string | null
  version: string | null
  openingCents: Cents | null
  closingCents: Cents | null
  closingDate: string | null
  /** Null when it cannot be known. */
  provesOut: boolean | null
  /** Currencies of amounts in it that are not its own. */
  otherCurrencies: string[]
  /** Pages of it that are not in the file and without which it proves nothing; `after`: the last of those there. */
  missingPages: { numbers: number[]; after: number | null } | null
  entries: StatementLine[]
}

/** Why a statement is not booked, with the figures that show it. Nothing of it is booked then. */
export type StatementRefusal =
  | { reason: 'not-ours'; account: string | null }
  | { reason: 'other-currency'; currency: string | null }
  | { reason: 'pages-missing'; numbers: number[]; after: number | null }
  | { reason: 'no-balances' }
  | { reason: 'not-yet'; day: string }
  /** The clock stands in a month that two people closed (docs/decisions/0012). */
  | { reason: 'month-closed'; month: string }
  | { reason: 'too-large' }
  | { reason: 'does-not-add-up'; opening: Cents; moved: Cents; closing: Cents; difference: Cents }
  | { reason: 'gap'; closed: Cents; opens: Cents; missing: Cents; lastDay: string | null }
  | { reason: 'older'; closed: Cents; opens: Cents; lastDay: string | null }

/** What the books know of an account before a statement is booked. */
export interface KnownAccount {
  /** The closing balance of the statement booked last; null before the first. */
  closing: Cents | null
  lastDay: string | null
  /** How many lines were booked that say the same, by likeness; only of those that the statement has. */
  likenesses: ReadonlyMap<string, number>
  /** The booked lines that are named as lines of the statement are. */
  keys: ReadonlyMap<string, { amount: Cents; bookingDate: string | null }>
}

/** € 100 million: half a million such lines still add up within a safe integer. */
const LARGEST = 10_000_000_000

export interface NewLine {
  line: StatementLine
  /** The how-manieth of those of its account that say the same. */
  occurrence: number
}

export type StatementVerdict =
  | { book: true; opening: Cents; closing: Cents; fresh: NewLine[]; known: StatementLine[] }
  | { book: false; known: true }
  | { book: false; known: false; refusal: StatementRefusal }

/** What can be said of a statement without the books: whose it is, in what currency, and whether it adds up. */
function refusalBySelf(
  statement: ReadStatement,
  ours: readonly string[],
  today: string,
): { refusal: StatementRefusal } | { opening: Cents; closing: Cents } {
  const { iban, account, currency, openingCents: opening, closingCents: closing } = statement
  if (iban === null || !ours.includes(iban)) return { refusal: { reason: 'not-ours', account } }
  if (currency !== 'EUR') return { refusal: { reason: 'other-currency', currency } }
  const [other] = statement.otherCurrencies
  if (other !== undefined) return { refusal: { reason: 'other-currency', currency: other } }
  if (statement.missingPages) return { refusal: { reason: 'pages-missing', ...statement.missingPages } }
  if (opening === null || closing === null || statement.provesOut === null)
    return { refusal: { reason: 'no-balances' } }
  const last = lastDayOf(statement)
  if (last !== null && last > today) return { refusal: { reason: 'not-yet', day: last } }
  const amounts = [opening, closing, ...statement.entries.map(line => line.amountCents)]
  if (amounts.some(amount => Math.abs(amount) > LARGEST)) return { refusal: { reason: 'too-large' } }
  const moved = sum(statement.entries.map(line => line.amountCents))
  const difference = subtract(closing, cents(opening + moved))
  if (!statement.provesOut || difference !== ZERO)
    return { refusal: { reason: 'does-not-add-up', opening, moved, closing, difference } }
  return { opening, closing }
}

/** The last day that a statement tells of: of its closing balance, or of a line. */
export function lastDayOf({ closingDate, entries }: ReadStatement): string | null {
  const days = [closingDate, ...entries.map(line => line.bookingDate)].map(day => day ?? '')
  return days.reduce((last, day) => (day > last ? day : last), '') || null
}

/**
 * Whether a statement follows on what was booked of its account, and which of its lines are new.
 *
 * Balances decide. A statement may begin where the last one closed: then all of it is new. Or it overlaps: then what it
 * brings again, taken off, must make it begin there. Lines are seen again by their key, and by their likeness as often
 * as they were booked; two lines that say the same are two lines wherever the balance says so.
 *
 * @param today the day it is in the city: no bank can tell what was on an account on a day that has not come
 */
export function judgeStatement(
  statement: ReadStatement,
  { ours, today }: { ours: readonly string[]; today: string },
  account: KnownAccount,
): StatementVerdict {
  const self = refusalBySelf(statement, ours, today)
  if ('refusal' in self) return { book: false, known: false, refusal: self.refusal }
  const { opening, closing } = self
  const { closing: closed, lastDay } = account
  const overlap = splitByBooked(statement.entries, account)
  if (overlap.fresh.length === 0 && statement.entries.length > 0 && (closed !== opening || isByKey(overlap)))
    return { book: false, known: true }
  const begins = cents(opening + sum(overlap.known.map(line => line.amountCents)))
  if (closed === null || begins === closed)
    return { book: true, opening, closing, known: overlap.known, fresh: numbered(overlap.fresh, account) }
  if (opening === closed && overlap.byKey === 0)
    return { book: true, opening, closing, known: [], fresh: numbered(statement.entries, account) }
  const isOlder =
    lastDay !== null && statement.entries.every(({ bookingDate }) => (bookingDate ?? '') < lastDay)
  const refusal: StatementRefusal = isOlder
    ? { reason: 'older', closed, opens: begins, lastDay }
    : { reason: 'gap', closed, opens: begins, missing: subtract(begins, closed), lastDay }
  return { book: false, known: false, refusal }
}

interface Split {
  known: StatementLine[]
  fresh: StatementLine[]
  byKey: number
}

function splitByBooked(lines: readonly StatementLine[], account: KnownAccount): Split {
  const left = new Map(account.likenesses)
  const split: Split = { known: [], fresh: [], byKey: 0 }
  for (const line of lines) {
    const named = account.keys.get(line.key)
    const isNamed = named?.amount === line.amountCents && named.bookingDate === line.bookingDate
    const alike = left.get(line.likeness) ?? 0
    if (alike > 0) left.set(line.likeness, alike - 1)
    if (isNamed) split.byKey += 1
    if (isNamed || alike > 0) split.known.push(line)
    else split.fresh.push(line)
  }
  return split
}

/** A bank that names its statements and lines tells by that alone that they came before. */
function isByKey({ known, byKey }: Split): boolean {
  return byKey === known.length
}

function numbered(lines: readonly StatementLine[], account: KnownAccount): NewLine[] {
  const counts = new Map(account.likenesses)
  return lines.map(line => {
    const occurrence = (counts.get(line.likeness) ?? 0) + 1
    counts.set(line.likeness, occurrence)
    return { line, occurrence }
  })
}
