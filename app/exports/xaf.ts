import { createHash } from 'node:crypto'
import type { ExportedEntry } from '#app/domain/ledger/export-queries.server.ts'
import { cents, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { decimal } from './book.ts'
import type { Book, BookAccount } from './book.ts'
import { xmlText } from './xml.ts'

/**
 * The Dutch auditfile (XML Auditfile Financieel). 3.2 follows its public schema. Of 4.0 no official schema was to be had:
 * it is written by a public table of its fields, and is said to be unofficial wherever it is offered. Both hold the whole
 * ledger of a period: accounts, opening balances, and each entry with a line for its debit and one for its credit.
 */
export type XafVersion = '3.2' | '4.0'

export async function* writeXaf(book: Book, version: XafVersion): AsyncGenerator<string, void, undefined> {
  const lines = book.postings * 2
  yield [
    `<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="http://www.auditfiles.nl/XAF/${version}">\n`,
    header(book),
    '<company>\n',
    tag('companyName', most(book.owner.name, 255)),
    tag('taxRegistrationCountry', 'NL'),
    tag('taxRegIdent', most(book.owner.registration, 30)),
    generalLedger(book.accounts),
    periods(book),
    openingBalance(book, version),
    '<transactions>\n',
    tag('linesCount', String(lines)),
    tag('totalDebit', decimal(book.cents)),
    tag('totalCredit', decimal(book.cents)),
    '<journal>\n',
    tag('jrnID', 'JOURNAL'),
    tag('desc', 'Journal'),
    tag('jrnTp', 'M'),
  ].join('')
  for await (const entries of book.entries)
    yield entries.map(entry => transactionOf(book, entry, version)).join('')
  yield '</journal>\n</transactions>\n</company>\n</auditfile>\n'
}

function header({ period, madeOn }: Book): string {
  const [begins, ends] = [period.first.slice(0, 4), period.last.slice(0, 4)]
  return block('header', [
    tag('fiscalYear', begins === ends ? begins : `${begins}-${ends}`),
    tag('startDate', period.first),
    tag('endDate', period.last),
    tag('curCode', 'EUR'),
    tag('dateCreated', madeOn),
    tag('softwareDesc', 'Stadmakers'),
    tag('softwareVersion', '1'),
  ])
}

function generalLedger(accounts: readonly BookAccount[]): string {
  return block(
    'generalLedger',
    accounts.map(({ account, name, kind }) =>
      block('ledgerAccount', [
        tag('accID', accountId(account)),
        tag('accDesc', most(`${name} (${account})`, 255)),
        tag('accTp', kind === 'asset' || kind === 'liability' ? 'B' : 'P'),
      ]),
    ),
  )
}

const LONGEST_ID = 35

/**
 * An account's text, which may be longer than the file allows: then the first letters of its name, and the id of what it
 * belongs to. The whole text stands in the description.
 */
export function accountId(account: string): string {
  if (account.length <= LONGEST_ID) return account
  const [name = '', owner = ''] = account.split(':')
  const letters = name
    .split('_')
    .map(word => word.slice(0, 1))
    .join('')
  const short = `${letters}${owner.replaceAll('-', '')}`
  if (short.length <= LONGEST_ID) return short
  return `${letters}${createHash('sha256').update(account).digest('hex')}`.slice(0, LONGEST_ID)
}

/**
 * An audit file is of at most so many months: seven years, as long as the books must be kept in the Netherlands
 * (article 52, paragraph 4, Algemene wet inzake rijksbelastingen). The schema of 3.2 itself ends at period 999.
 */
export const XAF_MONTHS = 84

/** How many months a period is of or touches. */
export function monthsOf(period: Book['period']): number {
  return periodNumber({ period }, period.last) - periodNumber({ period }, period.first) + 1
}

/** The number of a month, counted on from January of the first year. */
function periodNumber({ period }: Pick<Book, 'period'>, day: string): number {
  return (Number(day.slice(0, 4)) - Number(period.first.slice(0, 4))) * 12 + Number(day.slice(5, 7))
}

function periods(book: Book): string {
  const { first, last } = book.period
  const rows: string[] = []
  let begins = first
  for (let left = monthsOf(book.period); left > 0; left -= 1) {
    const [year = 0, month = 0] = begins.split('-').map(Number)
    const monthEnds = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    const ends = monthEnds < last ? monthEnds : last
    rows.push(
      block('period', [
        tag('periodNumber', String(periodNumber(book, begins))),
        tag('startDatePeriod', begins),
        tag('endDatePeriod', ends),
      ]),
    )
    begins = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  }
  return block('periods', rows)
}

function openingBalance({ accounts, period, isWhole }: Book, version: XafVersion): string {
  const lines = isWhole ? accounts.filter(({ opening }) => opening !== ZERO) : []
  const side = (sign: number) =>
    cents(lines.reduce((total, { opening }) => total + Math.max(0, opening * sign), 0))
  return block('openingBalance', [
    version === '3.2' ? tag('opBalDate', period.first) : '',
    tag('linesCount', String(lines.length)),
    tag('totalDebit', decimal(side(1))),
    tag('totalCredit', decimal(side(-1))),
    ...lines.map(({ account, opening }, index) =>
      block('obLine', [tag('nr', String(index + 1)), tag('accID', accountId(account)), amountTags(opening)]),
    ),
  ])
}

function transactionOf(book: Book, entry: ExportedEntry, version: XafVersion): string {
  const recorded = book.dayOf(entry.recordedAt)
  const happened = book.dayOf(entry.occurredAt)
  const what = tag('desc', book.kindName(entry.kind))
  const docRef = tag('docRef', most(`${entry.source.type} ${entry.source.id}`, 255))
  const lines = entry.postings.flatMap(({ debit, credit, amount }) => [
    { account: debit, amount },
    { account: credit, amount: cents(0 - amount) },
  ])
  return block('transaction', [
    tag('nr', entry.id.replaceAll('-', '')),
    what,
    tag('periodNumber', String(periodNumber(book, recorded))),
    tag('trDt', recorded),
    version === '3.2'
      ? tag('sourceID', most(entry.source.type, LONGEST_ID))
      : tag('Source', entry.source.type),
    ...lines.map(({ account, amount }, index) =>
      block('trLine', [
        tag('nr', String(index + 1)),
        tag('accID', accountId(account)),
        docRef,
        tag('effDate', happened),
        what,
        amountTags(amount),
      ]),
    ),
  ])
}

/** An amount without a sign, and the side on which it stands. */
function amountTags(net: Cents): string {
  return tag('amnt', decimal(cents(Math.abs(net)))) + tag('amntTp', net < 0 ? 'C' : 'D')
}

function tag(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>\n`
}

function block(name: string, parts: readonly string[]): string {
  return `<${name}>\n${parts.join('')}</${name}>\n`
}

function most(text: string, length: number): string {
  return Array.from(text).slice(0, length).join('')
}
