import type { FoundPledge } from '#app/domain/pledges/found-pledge-queries.server.ts'
import { day, euros, number } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { findPledgeMessages } from '#app/i18n/messages/refund-everyone.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Table } from '#app/ui/table.tsx'

interface PledgesPageProps {
  title: string
  pages: readonly DeskPage[]
  query: string
  pledges: readonly FoundPledge[]
  /** How many are shown at most. */
  most: number
}

export function PledgesPage({ title, pages, query, pledges, most }: PledgesPageProps) {
  const language = useLanguage()
  const t = useMessages(findPledgeMessages)
  const { pledgeStates } = useMessages(campaignFiguresMessages)
  const { columns } = t
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={pages} current="pledges" />
      <div className="page after">
        <Form method="get" action="/admin/pledges" values={{ q: query }}>
          <Field name="q" label={t.query} hint={t.queryHint} />
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </Form>
        {query.trim() !== '' && (
          <Table
            caption={t.caption}
            columns={[
              { label: columns.who },
              { label: columns.campaign },
              { label: columns.day },
              { label: columns.amount, isNumber: true },
              { label: columns.state },
              { label: columns.deed },
            ]}
            rows={pledges.map(pledge => ({
              key: pledge.id,
              cells: [
                <Who key="who" {...pledge} />,
                pledge.campaignTitle,
                day(pledge.createdAt, language),
                euros(pledge.amount, language),
                pledgeStates[pledge.state],
                pledge.state === 'held' ? (
                  <a key="deed" href={`/admin/campaigns/${pledge.campaignId}?refund=${pledge.id}#refund`}>
                    {t.refund}
                  </a>
                ) : (
                  '–'
                ),
              ],
            }))}
            empty={<p>{t.none}</p>}
          />
        )}
        {pledges.length === most && <p>{t.most(number(most, language))}</p>}
      </div>
    </>
  )
}

function Who({ name, email }: Pick<FoundPledge, 'name' | 'email'>) {
  const t = useMessages(findPledgeMessages)
  return (
    <>
      {name === '' ? <span className="soft">{t.nameless}</span> : name}
      <span className="why">{email}</span>
    </>
  )
}
