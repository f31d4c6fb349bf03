import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { daysLeft, lastDay, wholeEuros } from '#app/i18n/format.ts'
import { campaignMessages } from '#app/i18n/messages/campaign.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { CampaignArt } from '#app/ui/campaign-art.tsx'
import { CampaignHead } from '#app/ui/campaign-head.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'

/** Where the links of a page lead; nowhere while the campaign has no address yet, or takes no pledges. */
export interface PageLinks {
  pledge?: string
  ledger?: string
}

interface CampaignFiguresProps {
  campaign: PublicCampaign
  /** The present instant. */
  now: string
  links: PageLinks
}

/** The head of a campaign's page: the title, the picture, how far it is, and the button to give. */
export function CampaignFigures({ campaign, now, links }: CampaignFiguresProps) {
  const language = useLanguage()
  const t = useMessages(campaignMessages)
  const { minimum, raised, deadline } = campaign
  const figures =
    minimum > 0 ? (
      <>
        <Singel title={campaign.title} raised={raised.total} minimum={minimum} />
        <Tally
          raised={raised.total}
          minimum={minimum}
          backers={raised.backers}
          deadline={deadline ? { day: deadline, daysLeft: daysLeft(deadline, now) } : undefined}
          ledgerHref={links.ledger}
        />
      </>
    ) : (
      <p>{t.untitledMinimum}</p>
    )
  return (
    <CampaignHead
      title={campaign.title}
      intro={campaign.intro}
      art={
        <CampaignArt
          picture={campaign.picture}
          drawing={campaign.drawing}
          sizes="(min-width: 60rem) 50rem, 100vw"
          isFirst
        />
      }
      figures={figures}
    >
      <StateNotice campaign={campaign} />
      {links.pledge && (
        <p>
          <ButtonLink href={links.pledge} look="pay" isWide>
            {t.give}
          </ButtonLink>
        </p>
      )}
      {campaign.fundingModel && minimum > 0 && !campaign.nearMiss?.plan && (
        <p className="small soft">
          {campaign.fundingModel === 'keep_it_all'
            ? t.keepItAll
            : t.allOrNothing(wholeEuros(minimum, language))}
        </p>
      )}
      <p className="small soft">{t.from(campaign.initiatorName, campaign.districtName)}</p>
    </CampaignHead>
  )
}

function StateNotice({ campaign }: { campaign: PublicCampaign }) {
  const { state, suspension, cancellation } = campaign
  const t = useMessages(campaignMessages)
  const nearMiss = useMessages(nearMissMessages)
  if (suspension)
    return (
      <Notice kind="alarm" title={nearMiss.suspended}>
        {nearMiss.suspendedText(suspension.reason)}
      </Notice>
    )
  if (state === 'near_miss') return <NearMissNotice campaign={campaign} />
  if (state === 'closing') return <Notice title={t.states.closing.title}>{t.states.closing.text}</Notice>
  const told = toldStateOf(campaign)
  if (told === 'succeeded' || told === 'with_less' || told === 'kept') {
    const { title, text } = t.states[told]
    return (
      <Notice kind="money" title={title}>
        {text}
      </Notice>
    )
  }
  if (state === 'failed' || state === 'canceled')
    return (
      <Notice kind="alarm" title={t.states[state].title}>
        <p>{t.states[state].text}</p>
        {cancellation && (
          <p>
            {nearMiss.whyCanceled}: <span className="as-typed">{cancellation.reason}</span>
          </p>
        )}
      </Notice>
    )
  return null
}

/** The 80 % conversation: first the initiator's turn, then the backers'. */
function NearMissNotice({ campaign: { nearMiss } }: { campaign: PublicCampaign }) {
  const language = useLanguage()
  const t = useMessages(nearMissMessages)
  if (!nearMiss) return null
  const { plan, explainBy } = nearMiss
  if (!plan) return <Notice title={t.almost}>{t.almostText(lastDay(explainBy, language))}</Notice>
  return (
    <Notice title={t.talking}>
      {t.talkingText(wholeEuros(plan.minimum, language), lastDay(plan.answersBy, language))}
    </Notice>
  )
}
