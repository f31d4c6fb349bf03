import type { AccountBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { shownAccount } from '#app/ui/desk/account-name.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { TrialBalance } from '#app/ui/trial-balance.tsx'

interface TrialBalancePageProps {
  pages: readonly DeskPage[]
  accounts: readonly AccountBalance[]
}

/** Every account with what stands on it; debit and credit add up to the same. */
export function TrialBalancePage({ pages, accounts }: TrialBalancePageProps) {
  const language = useLanguage()
  const t = useMessages(booksDeskMessages).trialBalance
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="trialBalance" />
      <div className="page section">
        <p className="lead">{t.lead}</p>
        {accounts.length === 0 ? (
          <Empty title={t.empty}>{t.emptyText}</Empty>
        ) : (
          <TrialBalance
            caption={t.caption}
            rows={accounts.map(({ debit, credit, ...account }) => ({
              account: shownAccount(account, language),
              debit,
              credit,
            }))}
          />
        )}
      </div>
    </>
  )
}
