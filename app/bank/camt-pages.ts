import type { BankStatement, MissingPages, WholeStatement } from '#app/bank/bank-statement.ts'
import type { PagedStatement } from '#app/bank/camt-statement.ts'
import { withKeys } from '#app/bank/entry-keys.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { provesOut } from '#app/bank/proof.ts'

/** Statements as the file has them, a page each, and as they are booked. Both say the same of what proves out. */
interface JudgedPages {
  statements: BankStatement[]
  toBook: WholeStatement[]
}

/**
 * Judges pages of one statement together, and puts them together for booking.
 *
 * Some banks give each page balances of its own, and then each proves out by itself. Others give the opening on the
 * first and the closing on the last, or those of the whole on every page. When all pages are in the file and make the
 * whole prove out, each of them does; but not when a balance between two pages contradicts the entries, for then the
 * file says two things, and none is proven.
 *
 * Where pages are missing, or contradict themselves so, those that prove out by themselves are booked by themselves.
 */
export function judgePages(read: readonly PagedStatement[], oddities: Oddities): JudgedPages {
  const statements = new Map(read.map(one => [one, one.statement]))
  const toBook = new Map(read.map(one => [one, wholeOf(one)]))
  const settled = new Set<PagedStatement>()
  for (const pages of runsOf(read)) {
    const missing = missingIn(pages)
    const [first] = pages
    if (!first) continue
    if (missing) {
      oddities.add(
        'statements of which pages are missing',
        null,
        `statement "${first.statement.id ?? ''}" is in pages, and not all of them are in this file: ${pagesSaid(missing)}`,
      )
      for (const one of pages)
        if (one.statement.provesOut !== true) toBook.set(one, { ...wholeOf(one), missingPages: missing })
    } else if (pages.every(one => isOneWith(one, first) && !contradictsItself(one))) {
      const whole = together(pages)
      for (const one of pages.slice(1)) toBook.delete(one)
      toBook.set(first, whole)
      if (whole.provesOut === null) continue
      for (const one of pages) {
        statements.set(one, { ...one.statement, provesOut: whole.provesOut })
        settled.add(one)
      }
      if (!whole.provesOut)
        oddities.add(
          'statements that do not prove out',
          null,
          `statement "${whole.id ?? ''}": opening and entries of all its pages do not make closing`,
        )
    }
  }
  for (const one of read)
    if (!settled.has(one))
      for (const { kind, line, sentence } of one.doubts) oddities.add(kind, line, sentence)
  return { statements: [...statements.values()], toBook: [...toBook.values()] }
}

/** The pages of each statement, in their order. A number that comes again begins another statement. */
function runsOf(read: readonly PagedStatement[]): PagedStatement[][] {
  const runs: PagedStatement[][] = []
  const current = new Map<string, PagedStatement[]>()
  for (const one of read) {
    if (!one.page || (one.page.number === 1 && one.page.last)) continue
    const { id, account } = one.statement
    const name = JSON.stringify([account, one.page.sequence ?? id])
    const run = current.get(name)
    if (run && run.every(({ page }) => page?.number !== one.page?.number)) run.push(one)
    else {
      const begun = [one]
      current.set(name, begun)
      runs.push(begun)
    }
  }
  return runs.map(run => run.toSorted((a, b) => (a.page?.number ?? 0) - (b.page?.number ?? 0)))
}

/** Which pages a statement lacks; null when it has all, from the first to the one that says it is the last. */
function missingIn(pages: readonly PagedStatement[]): MissingPages | null {
  const there = new Set(pages.map(({ page }) => page?.number ?? 0))
  const highest = Math.max(...there)
  const numbers: number[] = []
  // A file that names page 1,000,000 does not make a million numbers.
  for (let number = 1; number < highest && numbers.length < MOST_NAMED; number += 1)
    if (!there.has(number)) numbers.push(number)
  const after = pages.at(-1)?.page?.last ? null : highest
  return numbers.length > 0 || after !== null ? { numbers, after } : null
}

const MOST_NAMED = 10

function pagesSaid({ numbers, after }: MissingPages): string {
  const said = numbers.length > 0 ? [`page ${numbers.join(', ')}`] : []
  return [...said, ...(after === null ? [] : [`what follows on page ${after}`])].join(' and ') + ' is missing'
}

function isOneWith({ statement }: PagedStatement, first: PagedStatement): boolean {
  return statement.currency === first.statement.currency
}

/** Balances of the whole on every page do not fit a page either, but say nothing of where a page ends. */
function contradictsItself({ statement, isInterim }: PagedStatement): boolean {
  return isInterim && statement.provesOut === false
}

function wholeOf({ statement, otherCurrencies }: PagedStatement): WholeStatement {
  return { ...statement, otherCurrencies, missingPages: null }
}

function together(pages: readonly PagedStatement[]): WholeStatement {
  const all = pages.map(({ statement }) => statement)
  const [first, last] = [all[0], all.at(-1)]
  if (!first || !last) throw new Error('A statement has at least one page.')
  const entries = all.flatMap(({ entries }) => entries)
  const otherCurrencies = [...new Set(pages.flatMap(page => page.otherCurrencies))]
  const amounts = entries.map(({ amountCents }) => amountCents)
  const proof = provesOut(first.openingCents, amounts, last.closingCents)
  const isOneId = all.every(({ id }) => id === first.id)
  return {
    ...first,
    closingCents: last.closingCents,
    closingDate: last.closingDate,
    provesOut: proof && otherCurrencies.length > 0 ? null : proof,
    // Entries of two pages that say the same are told apart as two of one statement are.
    entries: isOneId ? withKeys(first.account, first.id, entries) : entries,
    otherCurrencies,
    missingPages: null,
  }
}
