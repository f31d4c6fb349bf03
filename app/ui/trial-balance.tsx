import type { ReactNode } from 'react'
import { subtract, sum, ZERO, type Cents } from '#app/domain/money.ts'
import { amount, dayShort, euros } from '#app/i18n/format.ts'
import { booksMessages } from '#app/i18n/messages/books.ts'
import type { AccountShown } from '#app/ui/journal-table.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Table } from '#app/ui/table.tsx'

export interface TrialBalanceRow {
  account: AccountShown
  debit: Cents
  credit: Cents
}

/** Every account with its debit and credit side, their sums, and whether they are equal. */
export function TrialBalance({ caption, rows }: { caption: string; rows: readonly TrialBalanceRow[] }) {
  const language = useLanguage()
  const t = useMessages(booksMessages)
  const debit = sum(rows.map(row => row.debit))
  const credit = sum(rows.map(row => row.credit))
  const difference = subtract(debit, credit)
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { label: t.account },
          { label: t.debit, isNumber: true },
          { label: t.credit, isNumber: true },
        ]}
        rows={rows.map(row => ({
          key: row.account.name,
          cells: [
            row.account.href ? <a href={row.account.href}>{row.account.name}</a> : row.account.name,
            sideText(row.debit, amount(row.debit, language)),
            sideText(row.credit, amount(row.credit, language)),
          ],
        }))}
        total={[t.total, amount(debit, language), amount(credit, language)]}
        empty={<p>{t.noEntries}</p>}
      />
      {difference === ZERO ? (
        <Notice kind="money" title={t.balanced} />
      ) : (
        <Notice kind="alarm" title={t.unbalanced(euros(difference, language))} />
      )}
    </>
  )
}

export interface StatementLine {
  id: string
  occurredAt: string
  what: ReactNode
  debit: Cents
  credit: Cents
  /** After this line, on the account's own side. */
  balance: Cents
}

/** The statement of one account: every posting that touched it, and what was left. */
export function StatementTable({ caption, lines }: { caption: string; lines: readonly StatementLine[] }) {
  const language = useLanguage()
  const t = useMessages(booksMessages)
  return (
    <Table
      caption={caption}
      columns={[
        { label: t.day },
        { label: t.what },
        { label: t.debit, isNumber: true },
        { label: t.credit, isNumber: true },
        { label: t.balance, isNumber: true },
      ]}
      rows={lines.map(line => ({
        key: line.id,
        cells: [
          <time key="day" dateTime={line.occurredAt}>
            {dayShort(line.occurredAt, language)}
          </time>,
          line.what,
          sideText(line.debit, amount(line.debit, language)),
          sideText(line.credit, amount(line.credit, language)),
          amount(line.balance, language),
        ],
      }))}
      empty={<p>{t.noEntries}</p>}
    />
  )
}

/** An empty side stays empty, so that the eye finds the amounts. */
function sideText(value: Cents, text: string): string {
  return value === ZERO ? '' : text
}
