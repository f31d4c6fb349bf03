import type { ReactNode } from 'react'
import type { Cents } from '#app/domain/money.ts'
import { amount, moment } from '#app/i18n/format.ts'
import { booksMessages } from '#app/i18n/messages/books.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { WideTable } from '#app/ui/wide-table.tsx'

interface JournalEntryShown {
  id: string
  occurredAt: string
  /** The kind of entry and what it is about, in words. */
  what: string
  /** What it belongs to: a link to a pledge, a payout, a campaign. */
  about?: ReactNode
  postings: readonly PostingShown[]
  /** The entry it turns back: its id and where it stands. */
  reverses?: { id: string; href: string }
}

interface PostingShown {
  debit: AccountShown
  credit: AccountShown
  amount: Cents
}

export interface AccountShown {
  name: string
  /** Its statement. */
  href?: string
}

interface JournalTableProps {
  caption: string
  entries: readonly JournalEntryShown[]
  /** What stands there when there are none. */
  empty?: ReactNode
}

/** The journal as it is: entries, and under each its postings. For admins. Anchors: `#entry-<id>`. */
export function JournalTable({ caption, entries, empty }: JournalTableProps) {
  const t = useMessages(booksMessages)
  if (entries.length === 0) return <>{empty ?? <p>{t.noEntries}</p>}</>
  return (
    <WideTable label={caption}>
      <table className="table journal">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.entry}</th>
            <th scope="col">{t.debit}</th>
            <th scope="col">{t.credit}</th>
            <th scope="col" className="num">
              {t.amount}
            </th>
          </tr>
        </thead>
        {entries.map(entry => (
          <JournalEntryRows key={entry.id} {...entry} />
        ))}
      </table>
    </WideTable>
  )
}

function JournalEntryRows({ id, occurredAt, what, about, postings, reverses }: JournalEntryShown) {
  const language = useLanguage()
  const t = useMessages(booksMessages)
  return (
    <tbody id={`entry-${id}`}>
      {postings.map((posting, index) => (
        <tr key={index}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={postings.length}>
              {what}
              <span className="why">
                <time dateTime={occurredAt}>{moment(occurredAt, language)}</time>
              </span>
              {about && <span className="why">{about}</span>}
              {reverses && (
                <span className="why">
                  <Stamp>{t.correction}</Stamp> <a href={reverses.href}>{t.reverses(reverses.id)}</a>
                </span>
              )}
            </th>
          )}
          <td>
            <Side label={t.debit} />
            <Account {...posting.debit} />
          </td>
          <td>
            <Side label={t.credit} />
            <Account {...posting.credit} />
          </td>
          <td className="num">
            <Side label={t.amount} />
            {amount(posting.amount, language)}
          </td>
        </tr>
      ))}
    </tbody>
  )
}

/** The heading of the column again, beside its cell: on a phone, where the columns stand under each other. */
function Side({ label }: { label: string }) {
  return (
    <span className="side" aria-hidden="true">
      {label}:{' '}
    </span>
  )
}

function Account({ name, href }: AccountShown) {
  return href ? <a href={href}>{name}</a> : <>{name}</>
}
