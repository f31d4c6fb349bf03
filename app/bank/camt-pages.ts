import type { BankStatement } from '#app/bank/bank-statement.ts'
import type { Page } from '#app/bank/camt-statement.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { provesOut } from '#app/bank/proof.ts'

/** A statement as read, and where it stands among its pages. */
export interface PagedStatement {
  statement: BankStatement
  page: Page | null
}

/**
 * Judges pages of one statement together.
 *
 * Some banks give each page balances of its own, and then each proves out by itself. Others give the opening on the
 * first and the closing on the last, or those of the whole on every page. When all pages are in the file and make the
 * whole prove out, each of them does.
 */
export function judgePages(read: PagedStatement[], oddities: Oddities): BankStatement[] {
  const groups = new Map<string, PagedStatement[]>()
  for (const one of read) {
    if (!one.page || (one.page.number === 1 && one.page.last)) continue
    const { id, account } = one.statement
    const name = JSON.stringify([account, one.page.sequence ?? id])
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  const proven = new Set<BankStatement>()
  for (const group of groups.values()) {
    const pages = group.toSorted((a, b) => (a.page?.number ?? 0) - (b.page?.number ?? 0))
    if (!isWhole(pages))
      oddities.add(
        'statements of which pages are missing',
        null,
        `statement "${pages[0]?.statement.id ?? ''}" is in pages, and not all of them are in this file`,
      )
    else if (provesOutTogether(pages)) for (const { statement } of pages) proven.add(statement)
  }
  return read.map(({ statement }) => (proven.has(statement) ? { ...statement, provesOut: true } : statement))
}

function isWhole(pages: PagedStatement[]): boolean {
  return pages.every(
    ({ page }, index) => page?.number === index + 1 && page.last === (index === pages.length - 1),
  )
}

function provesOutTogether(pages: PagedStatement[]): boolean {
  const statements = pages.map(({ statement }) => statement)
  const currencies = new Set(statements.map(({ currency }) => currency))
  const amounts = statements.flatMap(({ entries }) => entries.map(({ amountCents }) => amountCents))
  const [first, last] = [statements[0], statements.at(-1)]
  return (
    currencies.size === 1 &&
    provesOut(first?.openingCents ?? null, amounts, last?.closingCents ?? null) === true
  )
}
