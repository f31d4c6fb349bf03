import { dayLong } from '#app/i18n/format.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import type { CampaignForPledge } from './pledge-view.ts'

/** In place of the form once a campaign takes no pledges: when it ended, what became of what was typed, where to go. */
export function PledgeClosed({ campaign }: { campaign: CampaignForPledge }) {
  const language = useLanguage()
  const { closed } = useMessages(pledgeMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{closed.title}</h1>
      <p className="lead">
        {campaign.daysLeft < 0 ? closed.ended(dayLong(campaign.deadline, language)) : closed.text}
      </p>
      <Actions>
        <ButtonLink href={`/campaigns/${campaign.slug}`}>{closed.campaign}</ButtonLink>
        <a href="/campaigns">{closed.others}</a>
      </Actions>
    </PledgePage>
  )
}
