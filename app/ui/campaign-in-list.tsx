import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { CampaignSummary, ToldState } from '#app/domain/campaigns/public-campaign.ts'
import { daysLeft } from '#app/i18n/format.ts'
import { frontMessages } from '#app/i18n/messages/front.ts'
import { CampaignTeaser } from '#app/ui/articles.tsx'
import { CampaignArt } from '#app/ui/campaign-art.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

/** A public campaign among others: its picture, where it is, how far it is, and how it ended when it did. */
export function CampaignInList({ campaign, now }: { campaign: CampaignSummary; now: string }) {
  const t = useMessages(frontMessages)
  const endings: Partial<Record<ToldState, string>> = t.states
  const ending = endings[toldStateOf(campaign)] ?? null
  return (
    <CampaignTeaser
      href={`/campaigns/${campaign.slug}`}
      title={campaign.title}
      kicker={[campaign.districtName, ending].filter(Boolean).join(' · ')}
      summary={campaign.intro}
      raised={campaign.raised.total}
      minimum={campaign.minimum}
      daysLeft={campaign.deadline && ending === null ? daysLeft(campaign.deadline, now) : -1}
      art={
        <CampaignArt
          picture={campaign.picture}
          drawing={campaign.drawing}
          sizes="(min-width: 60rem) 24rem, 100vw"
          isDecoration
        />
      }
    />
  )
}
