import type { JournalPage as Page, TitledAccount } from '#app/domain/ledger/journal-queries.server.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { accountName, entryKindName } from '#app/ui/desk/account-name.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { EntryList } from '#app/ui/desk/entry-list.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Select } from '#app/ui/select.tsx'

interface JournalPageProps {
  pages: readonly DeskPage[]
  journal: Page
  kind: string | null
  account: TitledAccount | null
  isNewest: boolean
}

/** The journal: every entry, newest first, of one kind or one account when that is asked for. */
export function JournalPage({ pages, journal, kind, account, isNewest }: JournalPageProps) {
  const t = useMessages(booksDeskMessages).journal
  const isFiltered = kind !== null || account !== null
  const filter = new URLSearchParams({
    ...(kind !== null && { kind }),
    ...(account !== null && { account: account.account }),
  })
  const pageBefore = (before: string) => {
    const query = new URLSearchParams(filter)
    query.set('before', before)
    return `/admin/journal?${query.toString()}`
  }
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="journal" />
      <div className="page section">
        <p className="lead">{t.lead}</p>
        <Filter kind={kind} account={account} />
        <div className="after">
          <EntryList
            caption={t.caption}
            entries={journal.entries}
            empty={<Empty title={t.empty}>{isFiltered ? t.emptyText : t.emptyBooksText}</Empty>}
          />
        </div>
        <Pager
          newerHref={isNewest ? undefined : `/admin/journal?${filter.toString()}`}
          newerLabel={t.newest}
          olderHref={journal.older === null ? undefined : pageBefore(journal.older)}
          olderLabel={t.older}
        />
      </div>
    </>
  )
}

/** The platform's own accounts can be chosen here; a campaign's are reached from its page and from statements. */
function Filter({ kind, account }: Pick<JournalPageProps, 'kind' | 'account'>) {
  const language = useLanguage()
  const t = useMessages(booksDeskMessages)
  const own = Object.keys(t.accounts)
  const accounts = [
    ...(account && !own.includes(account.account) ? [account] : []),
    ...own.map(each => ({ account: each, title: null })),
  ]
  const kinds = Object.keys(t.entryKinds)
  return (
    <Form
      className="after"
      method="get"
      action="/admin/journal"
      values={{ kind: kind ?? '', account: account?.account ?? '' }}
    >
      <Select
        name="kind"
        label={t.journal.kind}
        emptyLabel={t.journal.allKinds}
        options={kinds.map(value => ({ value, label: entryKindName(value, language) }))}
      />
      <Select
        name="account"
        label={t.journal.account}
        emptyLabel={t.journal.allAccounts}
        options={accounts.map(each => ({ value: each.account, label: accountName(each, language) }))}
      />
      <Actions>
        <Button>{t.journal.show}</Button>
        {(kind ?? account) !== null && <a href="/admin/journal">{t.journal.clear}</a>}
      </Actions>
    </Form>
  )
}
