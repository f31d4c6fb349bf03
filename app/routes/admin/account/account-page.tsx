import type { AccountKind } from '#app/domain/ledger/account.ts'
import type { Statement } from '#app/domain/ledger/statement-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { accountHref, accountKindName, entryKindName } from '#app/ui/desk/account-name.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { StatementTable } from '#app/ui/trial-balance.tsx'

interface AccountPageProps {
  title: string
  pages: readonly DeskPage[]
  account: { account: string; kind: AccountKind }
  balance: Cents
  statement: Statement
  isNewest: boolean
}

/** The statement of one account: every entry that touched it, and what was left after it. */
export function AccountPage({ title, pages, account, balance, statement, isNewest }: AccountPageProps) {
  const language = useLanguage()
  const { statement: t, trialBalance } = useMessages(booksDeskMessages)
  const href = accountHref(account.account)
  return (
    <>
      <DeskHead kicker={<a href="/admin/trial-balance">{trialBalance.title}</a>} title={title} />
      <DeskTabs pages={pages} current="trialBalance" />
      <div className="page section">
        <Facts
          facts={[
            { label: t.balance, value: euros(balance, language) },
            { label: t.kind, value: accountKindName(account.kind, language) },
            { label: t.technical, value: <code>{account.account}</code> },
          ]}
        />
        <p className="after">
          <a href={`/admin/journal?account=${encodeURIComponent(account.account)}`}>{t.inJournal}</a>
        </p>
      </div>
      <Section id="lines" title={t.lines}>
        {statement.lines.length === 0 ? (
          <Empty title={t.empty}>{t.emptyText}</Empty>
        ) : (
          <StatementTable
            caption={t.caption(title)}
            lines={statement.lines.map(({ entryId, kind, ...line }) => ({
              ...line,
              id: entryId,
              what: <a href={`/admin/journal/${entryId}`}>{entryKindName(kind, language)}</a>,
            }))}
          />
        )}
        <Pager
          newerHref={isNewest ? undefined : href}
          newerLabel={t.newest}
          olderHref={statement.older === null ? undefined : `${href}?before=${statement.older}`}
          olderLabel={t.older}
        />
      </Section>
    </>
  )
}
