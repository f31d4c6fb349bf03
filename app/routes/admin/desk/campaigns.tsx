import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { CampaignSummary } from '#app/domain/campaigns/public-campaign.ts'
import { ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { day, euros, wholeEuros } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

/** What is left of the platform's own money at Stripe, and which refunds wait for it. */
export function Float({
  left,
  waits,
}: {
  left: Cents
  waits: { amount: Cents; count: number; since: string } | undefined
}) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const isShort = left < ZERO
  return (
    <Section id="float" title={t.float}>
      <Notice kind={isShort ? 'alarm' : 'money'} title={t.floatLeft(euros(left, language))}>
        {isShort ? t.floatShort : t.floatText}
      </Notice>
      {waits && (
        <Notice kind="alarm" title={t.floatWaits(euros(waits.amount, language))}>
          {t.floatWaitsText(waits.count, day(waits.since, language))}{' '}
          <a href="/admin/coverage#waits">{t.floatWaitsLink}</a>
        </Notice>
      )}
    </Section>
  )
}

/** The way to each campaign's figures. */
export function Campaigns({
  live,
  undecided,
  ended,
}: {
  live: readonly CampaignSummary[]
  undecided: readonly CampaignSummary[]
  ended: readonly CampaignSummary[]
}) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  return (
    <Section id="campaigns" title={t.campaigns}>
      <Table
        caption={t.campaignsCaption}
        columns={[
          { label: t.campaign },
          { label: t.state },
          { label: t.raised, isNumber: true },
          { label: t.minimum, isNumber: true },
        ]}
        rows={[...live, ...undecided, ...ended].map(campaign => ({
          key: campaign.id,
          cells: [
            <a key="campaign" href={`/admin/campaigns/${campaign.id}`}>
              {campaign.title}
            </a>,
            t.campaignStates[toldStateOf(campaign)],
            wholeEuros(campaign.raised.total, language),
            wholeEuros(campaign.minimum, language),
          ],
        }))}
        empty={<Empty title={t.campaignsNone}>{t.campaignsNoneText}</Empty>}
      />
    </Section>
  )
}
