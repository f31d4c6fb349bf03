import { isValidIBAN } from 'ibantools'
import type { BankEntry, BankStatement, EntryDetail } from '#app/bank/bank-statement.ts'
import { readBalances } from '#app/bank/camt-balances.ts'
import type { Balances } from '#app/bank/camt-balances.ts'
import { agreed } from '#app/bank/camt-entry.ts'
import type { ReadEntry, ReadParty, ReadTransaction } from '#app/bank/camt-entry.ts'
import { accountNumbers } from '#app/bank/camt-fields.ts'
import { checkSummary, decimal } from '#app/bank/camt-summary.ts'
import { counterpartyOf } from '#app/bank/counterparty.ts'
import { withKeys } from '#app/bank/entry-keys.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { provesOut, total } from '#app/bank/proof.ts'
import { find, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'
import { cents } from '#app/domain/money.ts'

/** Where a statement stands among its pages (`StmtPgntn`, or `ElctrncSeqNb` where pages have ids of their own). */
interface Page {
  number: number
  last: boolean
  sequence: string | null
}

/** A statement as read, where it stands among its pages, and what all of these must settle together. */
export interface PagedStatement {
  statement: BankStatement
  page: Page | null
  /** Whether one of its balances is one between two pages. */
  isInterim: boolean
  otherCurrencies: string[]
  doubts: Doubt[]
}

interface Doubt {
  kind: string
  line: number
  sentence: string
}

/**
 * Brings a `Stmt` and its entries together.
 *
 * @param statement the element without its entries.
 * @returns also its doubts: what is odd unless it is a page, and all pages together show that it is not.
 * @throws Unreadable when its opening or closing balance is no amount.
 */
export function readStatement(
  statement: XmlElement,
  entries: ReadEntry[],
  context: { version: string | null; place: string },
  oddities: Oddities,
): PagedStatement {
  const { place } = context
  const account = find(statement, 'Acct')
  const numbers = accountNumbers(account)
  const declared = textAt(account, 'Ccy')?.toUpperCase() ?? null
  const doubts: Doubt[] = []
  const balances = readBalances(statement, declared, place, oddities, doubt => doubts.push(doubt))
  const booked = entries.filter(entry => isBooked(entry, oddities))
  const currency =
    declared ??
    balances.opening?.currency ??
    balances.closing?.currency ??
    booked.find(entry => entry.currency)?.currency
  const owner = {
    iban: numbers.iban,
    name: textAt(account, 'Ownr', 'Nm') ?? textAt(account, 'Ownr', 'Pty', 'Nm'),
  }
  const id = textAt(statement, 'Id')
  const accountNumber = numbers.iban ?? numbers.other
  if (!currency) oddities.add('statements without a currency', statement.line, `${place} names no currency`)
  notice(statement, numbers.iban, accountNumber, id, place, oddities)
  checkSummary(statement, booked, place, oddities)
  const otherCurrencies = otherCurrenciesIn(currency ?? null, balances, booked, place, oddities)
  const amounts = booked.map(entry => entry.amountCents)
  const proof = provesOut(balances.opening?.cents ?? null, amounts, balances.closing?.cents ?? null)
  if (proof === false)
    doubts.push({
      kind: 'statements that do not prove out',
      line: statement.line,
      sentence: `${place}: opening and entries do not make closing`,
    })
  return {
    page: pageOf(statement),
    isInterim: balances.isInterim,
    otherCurrencies,
    doubts,
    statement: {
      id,
      iban: numbers.iban,
      account: accountNumber,
      currency: currency ?? null,
      version: context.version,
      openingCents: balances.opening?.cents ?? null,
      closingCents: balances.closing?.cents ?? null,
      closingDate: balances.closingDate,
      provesOut: proof && otherCurrencies.length > 0 ? null : proof,
      entries: withKeys(
        accountNumber,
        id,
        booked.map(entry => finish(entry, owner, currency ?? null, oddities)),
      ),
    },
  }
}

/** What is told of an entry that is booked, but not as it should be. */
function noticeEntry(entry: ReadEntry, details: readonly EntryDetail[], oddities: Oddities): void {
  const { line, place } = entry
  if (!entry.hasBookingDate)
    oddities.add('entries without a booking date', line, `${place} has no booking date`)
  const amounts = details.map(detail => detail.amountCents).filter(amount => amount !== null)
  if (details.length === 0 || amounts.length < details.length) return
  const sum = total(amounts)
  if (sum !== BigInt(entry.amountCents))
    oddities.add(
      'entries with payments of another sum',
      line,
      `${place} is of ${decimal(BigInt(entry.amountCents))}, but the payments in it come to ${decimal(sum)}`,
    )
}

/** A statement should hold what is booked; a bank that also announces what is to come has not moved money yet. */
function isBooked(entry: ReadEntry, oddities: Oddities): boolean {
  if (entry.status === 'BOOK') return true
  oddities.add(
    'entries that are not booked',
    entry.line,
    `${entry.place} has the status ${entry.status.slice(0, 35)}: it is not booked, and was left out`,
  )
  return false
}

function notice(
  statement: XmlElement,
  iban: string | null,
  account: string | null,
  id: string | null,
  place: string,
  oddities: Oddities,
): void {
  if (id === null) oddities.add('statements without an id', statement.line, `${place} has no id`)
  if (account === null)
    oddities.add('statements without an account', statement.line, `${place} names no account`)
  if (iban !== null && !isValidIBAN(iban))
    oddities.add(
      'IBANs that are not valid',
      statement.line,
      `${place}: ${iban.slice(0, 40)} is not a valid IBAN`,
    )
}

/** Amounts in different currencies can only seem to add up. */
function otherCurrenciesIn(
  currency: string | null,
  balances: Balances,
  entries: ReadEntry[],
  place: string,
  oddities: Oddities,
): string[] {
  const others = new Set(
    [balances.opening, balances.closing, ...entries]
      .map(amount => amount?.currency ?? null)
      .filter(other => other !== null)
      .filter(other => other !== currency),
  )
  for (const other of others)
    oddities.add(
      'amounts in another currency',
      null,
      `${place} is in ${currency}, but has amounts in ${other.slice(0, 10)}`,
    )
  return [...others]
}

function finish(
  entry: ReadEntry,
  owner: ReadParty,
  currency: string | null,
  oddities: Oddities,
): Omit<BankEntry, 'key' | 'likeness'> {
  const details = entry.transactions.map(transaction => detailOf(transaction, entry, owner, currency))
  noticeEntry(entry, details, oddities)
  const all = <T>(pick: (detail: EntryDetail) => T | null) => agreed(details.map(pick))
  return {
    amountCents: entry.amountCents,
    bookingDate: entry.bookingDate,
    valueDate: entry.valueDate,
    endToEndId: all(detail => detail.endToEndId),
    reference:
      entry.servicerReference ??
      agreed(entry.transactions.map(transaction => transaction.servicerReference)) ??
      entry.entryReference,
    counterparty: all(detail => detail.counterparty),
    counterpartyIban: all(detail => detail.counterpartyIban),
    remittance: all(detail => detail.remittance) ?? entry.additional,
    returnReason: all(detail => detail.returnReason),
    reversal: entry.reversal,
    batchCount: entry.batchCount,
    batchId: entry.batchId,
    details,
  }
}

function detailOf(
  transaction: ReadTransaction,
  entry: ReadEntry,
  owner: ReadParty,
  currency: string | null,
): EntryDetail {
  const { size } = transaction
  const known = size !== null && (transaction.currency ?? currency) === currency
  const negative = (transaction.sign ?? (entry.amountCents < 0 ? -1 : 1)) === -1
  const other = counterpartyOf(transaction, entry, owner)
  return {
    amountCents: known ? cents(negative && size !== 0 ? -size : size) : null,
    endToEndId: transaction.endToEndId,
    references: transaction.references,
    counterparty: other.name,
    counterpartyIban: other.iban,
    remittance: transaction.remittance,
    returnReason: transaction.returnReason,
  }
}

function pageOf(statement: XmlElement): Page | null {
  const pages = find(statement, 'StmtPgntn')
  const number = Number(textAt(pages, 'PgNb') ?? Number.NaN)
  if (!Number.isSafeInteger(number) || number < 1) return null
  const sequence = textAt(statement, 'ElctrncSeqNb') ?? textAt(statement, 'LglSeqNb')
  return { number, last: /^(true|1)$/i.test(textAt(pages, 'LastPgInd') ?? ''), sequence }
}
