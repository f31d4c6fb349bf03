import type { AccountKind } from '#app/domain/ledger/account.ts'
import type { ExportedEntry } from '#app/domain/ledger/export-queries.server.ts'
import { cents, ZERO } from '#app/domain/money.ts'
import { decimal } from './book.ts'
import type { Book, BookAccount } from './book.ts'

/**
 * A journal for hledger (https://hledger.org/hledger.html#journal), plain text that a person can read and a program can
 * add up. The date of a transaction is the day on which it was recorded; the day on which it happened is its second date.
 * Debit is positive. A period of the whole books begins with its opening balances, so that hledger's balances are ours.
 */
export async function* writeHledger(book: Book): AsyncGenerator<string, void, undefined> {
  const { first, last } = book.period
  const part = book.isWhole ? '' : '; A part of the books: movements only, without opening balances.\n'
  yield `; ${oneLine(book.owner.name)}: entries recorded from ${first} to ${last}\n${part}decimal-mark .\ncommodity 1000.00 EUR\n\n`
  yield `${book.accounts.map(accountLine).join('')}\n`
  if (book.isWhole) yield openingOf(book)
  const names = new Map(book.accounts.map(each => [each.account, hledgerAccount(each)]))
  for await (const entries of book.entries)
    yield entries.map(entry => transactionOf(book, entry, names)).join('')
}

const BRANCHES: Record<AccountKind, { name: string; type: string }> = {
  asset: { name: 'assets', type: 'A' },
  liability: { name: 'liabilities', type: 'L' },
  income: { name: 'revenues', type: 'R' },
  cost: { name: 'expenses', type: 'X' },
}

/** Where an account stands in hledger's tree. */
function hledgerAccount({ account, kind }: Pick<BookAccount, 'account' | 'kind'>): string {
  return `${BRANCHES[kind].name}:${account}`
}

function accountLine(account: BookAccount): string {
  return `account ${hledgerAccount(account)}  ; type:${BRANCHES[account.kind].type}, ${oneLine(account.name)}\n`
}

function openingOf({ accounts, period }: Book): string {
  const lines = accounts.filter(({ opening }) => opening !== ZERO)
  if (lines.length === 0) return ''
  return `${period.first} * opening balances\n${lines
    .map(account => postingLine(hledgerAccount(account), decimal(account.opening)))
    .join('')}\n`
}

function transactionOf(book: Book, entry: ExportedEntry, names: ReadonlyMap<string, string>): string {
  const nameOf = (account: string) => names.get(account) ?? account
  const recorded = book.dayOf(entry.recordedAt)
  const happened = book.dayOf(entry.occurredAt)
  const dates = recorded === happened ? recorded : `${recorded}=${happened}`
  const number = entry.seq === null ? '' : ` (${entry.seq})`
  const head = `${dates} *${number} ${oneLine(book.kindName(entry.kind))}  ; id:${entry.id}, source:${oneLine(`${entry.source.type} ${entry.source.id}`)}\n`
  return `${head}${entry.postings
    .map(
      ({ debit, credit, amount }) =>
        postingLine(nameOf(debit), decimal(amount)) + postingLine(nameOf(credit), decimal(cents(0 - amount))),
    )
    .join('')}\n`
}

function postingLine(account: string, amount: string): string {
  return `    ${account}  ${amount} EUR\n`
}

/** Text that cannot end its line, begin a comment, or be taken for a tag of another line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s;|,:()]+/gu, ' ').trim()
}
