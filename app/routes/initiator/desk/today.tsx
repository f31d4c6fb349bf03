import type { CampaignInHand } from '#app/domain/campaigns/campaign-queries.server.ts'
import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { NearMiss } from '#app/domain/campaigns/public-campaign.ts'
import { lastDay } from '#app/i18n/format.ts'
import { initiatedStateMessages } from '#app/i18n/messages/initiated-states.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'

/** What waits for the initiator now, and what the reviewer wrote last. */
export function Today({ hand, base }: { hand: CampaignInHand; base: string }) {
  const { desk: t, accounts, accountGo } = useMessages(initiatorMessages)
  const { nextDeeds } = useMessages(initiatedStateMessages)
  const { stepNames } = useMessages(launchMessages)
  const { campaign, payoutAccount, missing } = hand
  const isWriting = campaign.state === 'draft' || campaign.state === 'needs_work'
  const needsAccount =
    payoutAccount !== 'active' && !['refused', 'failed', 'canceled'].includes(campaign.state)
  const firstStep = missing[0]?.step ?? 'review'
  const [lastReview] = hand.reviews
  return (
    <Section id="today" title={t.today}>
      {lastReview && lastReview.reason !== '' && (
        <Notice kind="concern" title={t.review}>
          {lastReview.reason}
        </Notice>
      )}
      <Queue>
        {isWriting && (
          <Job
            title={stepNames[firstStep]}
            deed={
              <ButtonLink href={`${base}/edit/${firstStep}`} look="pay">
                {nextDeeds[campaign.state].label}
              </ButtonLink>
            }
          >
            {nextDeeds[campaign.state].text}
          </Job>
        )}
        {needsAccount && (
          <Job
            title={accountGo}
            isLate={payoutAccount === 'restricted' || payoutAccount === 'closed'}
            deed={<ButtonLink href="/my/payout-account">{accountGo}</ButtonLink>}
          >
            {accounts[payoutAccount]}
          </Job>
        )}
        {campaign.nearMiss && campaign.state === 'near_miss' && (
          <NearMissJob nearMiss={campaign.nearMiss} href={`${base}/near-miss`} />
        )}
        {campaign.state === 'live' && (
          <Job
            title={t.writeUpdate}
            deed={<ButtonLink href={`${base}/updates/new`}>{t.writeUpdate}</ButtonLink>}
          >
            {nextDeeds.live.text}
          </Job>
        )}
      </Queue>
      {!isWriting && campaign.state !== 'live' && <p>{nextDeeds[toldStateOf(campaign)].text}</p>}
      {!isWriting && campaign.state !== 'live' && campaign.state !== 'near_miss' && !needsAccount && (
        <p className="soft">{t.nothingToDo}</p>
      )}
    </Section>
  )
}

/** The 80 % conversation: the initiator's turn, or the backers'. */
function NearMissJob({ nearMiss, href }: { nearMiss: NearMiss; href: string }) {
  const language = useLanguage()
  const t = useMessages(nearMissMessages).desk
  const { plan, explainBy } = nearMiss
  if (plan)
    return (
      <Job title={t.waitTitle} deed={<ButtonLink href={href}>{t.see}</ButtonLink>}>
        {t.waitText(lastDay(plan.answersBy, language))}
      </Job>
    )
  return (
    <Job
      title={t.explainTitle}
      isLate
      deed={
        <ButtonLink href={href} look="pay">
          {t.explainTitle}
        </ButtonLink>
      }
    >
      {t.explainText(lastDay(explainBy, language))}
    </Job>
  )
}
