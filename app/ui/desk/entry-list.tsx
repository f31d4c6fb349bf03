import type { ReactNode } from 'react'
import type { JournalEntry } from '#app/domain/ledger/journal-queries.server.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { entryKindName, shownAccount } from '#app/ui/desk/account-name.ts'
import { JournalTable } from '#app/ui/journal-table.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface EntryListProps {
  caption: string
  entries: readonly JournalEntry[]
  empty?: ReactNode
  /** On the page of one entry, which need not lead to itself. */
  isWithoutLinks?: boolean
}

/** Entries of the journal in words, each leading to its own page and to the statements of its accounts. */
export function EntryList({ caption, entries, empty, isWithoutLinks = false }: EntryListProps) {
  const language = useLanguage()
  const t = useMessages(booksDeskMessages).journal
  return (
    <JournalTable
      caption={caption}
      empty={empty}
      entries={entries.map(({ id, kind, occurredAt, reversesId, postings }) => ({
        id,
        occurredAt,
        what: entryKindName(kind, language),
        about: isWithoutLinks ? undefined : (
          <a href={`/admin/journal/${id}`} aria-label={`${t.open}: ${entryKindName(kind, language)}`}>
            {t.open}
          </a>
        ),
        postings: postings.map(({ debit, credit, amount }) => ({
          debit: shownAccount(debit, language),
          credit: shownAccount(credit, language),
          amount,
        })),
        reverses: reversesId ? { id: reversesId, href: `/admin/journal/${reversesId}` } : undefined,
      }))}
    />
  )
}
