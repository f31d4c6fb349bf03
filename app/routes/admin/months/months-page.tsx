import type { MonthInList } from '#app/domain/months/month-queries.server.ts'
import { monthName } from '#app/i18n/format.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Table } from '#app/ui/table.tsx'

interface MonthsPageProps {
  pages: readonly DeskPage[]
  months: readonly MonthInList[]
}

/** Every month of the books, newest first, and whether it is closed. */
export function MonthsPage({ pages, months }: MonthsPageProps) {
  const language = useLanguage()
  const t = useMessages(monthMessages)
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="months" />
      <div className="page section">
        <p className="lead">{t.lead}</p>
        <Table
          caption={t.list}
          columns={[{ label: t.month }, { label: t.state }]}
          rows={months.map(({ month, state }) => ({
            key: month,
            cells: [
              <a key="month" href={`/admin/months/${month}`}>
                {monthName(month, language)}
              </a>,
              t.states[state],
            ],
          }))}
        />
      </div>
    </>
  )
}
