import { exportMessages } from '#app/i18n/messages/exports.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Select } from '#app/ui/select.tsx'

export const EXPORT_PROBLEMS = ['not-a-day', 'wrong-order', 'too-long', 'nothing'] as const

interface ExportsPageProps {
  pages: readonly DeskPage[]
  values: Readonly<Record<'format' | 'from' | 'to' | 'campaign' | 'account', string>>
  problem: (typeof EXPORT_PROBLEMS)[number] | null
  campaigns: readonly { id: string; title: string }[]
  accounts: readonly { value: string; label: string }[]
}

const FORMATS = ['csv', 'xlsx', 'hledger', 'xaf32', 'xaf40'] as const

/** Which part of the books, and in which format. */
export function ExportsPage({ pages, values, problem, campaigns, accounts }: ExportsPageProps) {
  const t = useMessages(exportMessages)
  const said = problem === null || problem === 'nothing' ? undefined : t.problems[problem]
  const errors = { from: said }
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="exports" />
      <div className="page section">
        <p className="lead">{t.lead}</p>
        {problem === 'nothing' && (
          <Notice kind="concern" title={t.none} isAnswer>
            {t.problems.nothing}
          </Notice>
        )}
        <ErrorSummary errors={errors} />
        <Form className="after" method="get" action="/admin/exports/file" values={values} errors={errors}>
          <Choice
            name="format"
            label={t.format}
            options={FORMATS.map(value => ({ value, ...t.formats[value] }))}
          />
          <Field name="from" label={t.from} type="date" isRequired />
          <Field name="to" label={t.to} type="date" isRequired />
          <Select
            name="campaign"
            label={t.campaign}
            emptyLabel={t.allCampaigns}
            options={campaigns.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <Select name="account" label={t.account} emptyLabel={t.allAccounts} options={accounts} />
          <Actions>
            <Button look="pay">{t.button}</Button>
          </Actions>
        </Form>
      </div>
    </>
  )
}
