import type { CampaignSummary } from '#app/domain/campaigns/public-campaign.ts'
import { ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { euros, wholeEuros } from '#app/i18n/format.ts'
import { adminMessages } from '#app/i18n/messages/admin.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

/** What is left of the platform's own money at Stripe. */
export function Float({ left }: { left: Cents }) {
  const language = useLanguage()
  const t = useMessages(adminMessages).desk
  const isShort = left < ZERO
  return (
    <Section id="float" title={t.float}>
      <Notice kind={isShort ? 'alarm' : 'money'} title={t.floatLeft(euros(left, language))}>
        {isShort ? t.floatShort : t.floatText}
      </Notice>
    </Section>
  )
}

/** The way to each campaign's figures. */
export function Campaigns({
  live,
  ended,
}: {
  live: readonly CampaignSummary[]
  ended: readonly CampaignSummary[]
}) {
  const language = useLanguage()
  const t = useMessages(adminMessages)
  return (
    <Section id="campaigns" title={t.desk.campaigns}>
      <Table
        caption={t.desk.campaignsCaption}
        columns={[
          { label: t.desk.campaign },
          { label: t.desk.state },
          { label: t.desk.raised, isNumber: true },
          { label: t.desk.minimum, isNumber: true },
        ]}
        rows={[...live, ...ended].map(campaign => ({
          key: campaign.id,
          cells: [
            <a key="campaign" href={`/admin/campaigns/${campaign.id}`}>
              {campaign.title}
            </a>,
            t.campaignStates[campaign.state],
            wholeEuros(campaign.raised.total, language),
            wholeEuros(campaign.minimum, language),
          ],
        }))}
        empty={<Empty title={t.desk.campaignsNone}>{t.desk.campaignsNoneText}</Empty>}
      />
    </Section>
  )
}
