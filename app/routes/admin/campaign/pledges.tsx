import type { ReactNode } from 'react'
import type { DeskPledge } from '#app/domain/pledges/desk-pledge-queries.server.ts'
import { amount, dayShort, number } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import { SHOWN_STATES } from './campaign-deeds.ts'
import type { CampaignRead } from './read-campaign.server.ts'

/** How many pledges are in each state, and those of one state. */
export function Pledges({ found }: { found: CampaignRead }) {
  const t = useMessages(campaignFiguresMessages)
  if (found.byState.length === 0)
    return (
      <Section id="pledges" title={t.pledges}>
        <Empty title={t.pledgesNone}>{t.pledgesNoneText}</Empty>
      </Section>
    )
  const here = `/admin/campaigns/${found.campaign.id}?state=${found.state}`
  return (
    <Section id="pledges" title={t.pledges} aside={found.mayRefund ? undefined : t.unseen}>
      <ByState found={found} />
      <h3 className="after">{t.listOf(t.pledgeStates[found.state])}</h3>
      <PledgeList found={found} />
      <Pager
        newerHref={found.isNewest ? undefined : `${here}#pledges`}
        newerLabel={t.newest}
        olderHref={found.older === null ? undefined : `${here}&before=${found.older}#pledges`}
        olderLabel={t.older}
      />
    </Section>
  )
}

function ByState({ found }: { found: CampaignRead }) {
  const language = useLanguage()
  const t = useMessages(campaignFiguresMessages)
  const rows = found.byState.toSorted((a, b) => SHOWN_STATES.indexOf(a.state) - SHOWN_STATES.indexOf(b.state))
  return (
    <Table
      caption={t.byState}
      columns={[
        { label: t.state },
        { label: t.count, isNumber: true },
        { label: t.amount, isNumber: true },
        { label: t.tip, isNumber: true },
      ]}
      rows={rows.map(row => ({
        key: row.state,
        cells: [
          <a key="state" href={`/admin/campaigns/${found.campaign.id}?state=${row.state}#pledges`}>
            {t.pledgeStates[row.state]}
          </a>,
          number(row.count, language),
          amount(row.amount, language),
          amount(row.tips, language),
        ],
      }))}
    />
  )
}

function PledgeList({ found }: { found: CampaignRead }) {
  const language = useLanguage()
  const t = useMessages(campaignFiguresMessages)
  const { mayRefund, campaign } = found
  const listName = t.listOf(t.pledgeStates[found.state])
  const columns = [
    { label: t.day },
    ...(mayRefund ? [{ label: t.who }] : []),
    { label: t.amount, isNumber: true },
    { label: t.tip, isNumber: true },
    { label: t.method },
    ...(mayRefund && found.state === 'held' ? [{ label: t.deed }] : []),
  ]
  const cellsOf = (pledge: DeskPledge): ReactNode[] => [
    dayShort(pledge.createdAt, language),
    ...(pledge.person ? [<Person key="who" {...pledge.person} />] : []),
    amount(pledge.amount, language),
    amount(pledge.tip, language),
    pledge.declineCode === null ? (
      t.methods[pledge.method]
    ) : (
      <>
        {t.methods[pledge.method]} <code>{pledge.declineCode}</code>
      </>
    ),
    ...(mayRefund && pledge.state === 'held'
      ? [
          <a key="deed" href={`/admin/campaigns/${campaign.id}?refund=${pledge.id}#refund`}>
            {t.refundGo}
          </a>,
        ]
      : []),
  ]
  return (
    <Table
      caption={listName}
      columns={columns}
      rows={found.pledges.map(pledge => ({ key: pledge.id, cells: cellsOf(pledge) }))}
      empty={<p>{t.listNone}</p>}
    />
  )
}

function Person({ name, email }: { name: string; email: string }) {
  const t = useMessages(campaignFiguresMessages)
  return (
    <>
      {name === '' ? <span className="soft">{t.nameless}</span> : name}
      <span className="why">{email}</span>
    </>
  )
}
