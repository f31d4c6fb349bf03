import type { CampaignToPay, DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { day, euros } from '#app/i18n/format.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

interface PayoutsPageProps {
  pages: readonly DeskPage[]
  toPay: readonly CampaignToPay[]
  payouts: readonly DeskPayout[]
  older: string | null
  isNewest: boolean
}

/** What can be paid out, and every payout with how far it is. */
export function PayoutsPage({ pages, toPay, payouts, older, isNewest }: PayoutsPageProps) {
  const language = useLanguage()
  const { title, lead, list: t, states } = useMessages(payoutMessages)
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={pages} current="payouts" />
      <div className="page after">
        <p className="lead">{lead}</p>
      </div>
      <ToPay campaigns={toPay} />
      <Section id="all" title={t.all}>
        <Table
          caption={t.caption}
          columns={[
            { label: t.campaign },
            { label: t.payout, isNumber: true },
            { label: t.state },
            { label: t.proposed },
          ]}
          rows={payouts.map(payout => ({
            key: payout.id,
            cells: [
              <a key="campaign" href={`/admin/payouts/${payout.id}`}>
                {payout.campaign.title}
              </a>,
              euros(payout.amounts.payout, language),
              states[payout.state],
              day(payout.proposedAt, language),
            ],
          }))}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
        <Pager
          newerHref={isNewest ? undefined : '/admin/payouts'}
          newerLabel={t.newest}
          olderHref={older === null ? undefined : `/admin/payouts?before=${older}`}
          olderLabel={t.older}
        />
      </Section>
    </>
  )
}

function ToPay({ campaigns }: { campaigns: readonly CampaignToPay[] }) {
  const language = useLanguage()
  const t = useMessages(payoutMessages).list
  return (
    <Section id="to-pay" title={t.toPay} aside={campaigns.length > 0 ? t.toPayAside : undefined}>
      {campaigns.length === 0 ? (
        <Empty title={t.toPayNone}>{t.toPayNoneText}</Empty>
      ) : (
        <Queue>
          {campaigns.map(campaign => (
            <Job
              key={campaign.id}
              title={campaign.title}
              age={day(campaign.payableSince, language)}
              deed={<ButtonLink href={`/admin/campaigns/${campaign.id}#payouts`}>{t.propose}</ButtonLink>}
            >
              {t.toPayText(euros(campaign.held, language))}
              {campaign.cardsOpen > 0 && ` ${t.cardsOpen(campaign.cardsOpen)}`}
            </Job>
          ))}
        </Queue>
      )}
    </Section>
  )
}
