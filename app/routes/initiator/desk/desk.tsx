import type { CampaignInHand } from '#app/domain/campaigns/campaign-queries.server.ts'
import type { PayoutOnItsWay } from '#app/domain/campaigns/campaign-payout-queries.server.ts'
import type { BackerOfCampaign } from '#app/domain/pledges/pledge-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import { isCancelable } from '#app/domain/closings/cancelable.ts'
import { daysLeft } from '#app/i18n/format.ts'
import { deliveryMessages } from '#app/i18n/messages/deliveries.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { initiatedStateMessages } from '#app/i18n/messages/initiated-states.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { UpdateTeaser } from '#app/ui/update-teaser.tsx'
import { Backers } from './backers.tsx'
import { Course, Payouts } from './course.tsx'
import { Today } from './today.tsx'

export interface DeskProps {
  hand: CampaignInHand
  backers: readonly BackerOfCampaign[]
  /** Asks for earlier backers. */
  next: string | null
  payouts: readonly PayoutOnItsWay[]
  /** What the initiator owes of what was paid out. */
  debt: Cents
  now: string
  /** What the initiator just did. */
  answer: 'sent' | 'published' | null
}

/** The desk of one campaign: what to do today, what came in, who gave, how it goes on. */
export function Desk({ hand, backers, next, payouts, debt, now, answer }: DeskProps) {
  const { desk: t } = useMessages(initiatorMessages)
  const { states } = useMessages(initiatedStateMessages)
  const funding = useMessages(fundingMessages)
  const { link: deliveryLink } = useMessages(deliveryMessages)
  const { link: stopLink } = useMessages(stoppingMessages)
  const { campaign } = hand
  const base = `/my/campaigns/${campaign.id}`
  const isLive = campaign.state === 'live' && campaign.deadline !== null
  return (
    <>
      <DeskHead
        kicker={
          <>
            {t.kicker} · <Stamp kind="plain">{states[toldStateOf(campaign)]}</Stamp>
            {isLive && ` · ${funding.stillDays(daysLeft(campaign.deadline ?? '', now))}`}
          </>
        }
        title={campaign.title}
      />
      <div className="page">
        {answer === 'sent' && (
          <Notice kind="money" title={t.sent} isAnswer>
            {t.sentText}
          </Notice>
        )}
        <Actions>
          <a href={campaign.slug ? `/campaigns/${campaign.slug}` : `${base}/preview`}>{t.page}</a>
          {hand.editable.text && <a href={`${base}/edit/idea`}>{t.edit}</a>}
          {campaign.slug !== null && campaign.rewards.length > 0 && (
            <a href={`${base}/deliveries`}>{deliveryLink}</a>
          )}
          {isCancelable(campaign.state) && campaign.state !== 'succeeded' && (
            <a href={`${base}/cancellation`}>{stopLink}</a>
          )}
        </Actions>
      </div>
      <Today hand={hand} base={base} />
      <Money hand={hand} />
      {campaign.slug !== null && <Backers backers={backers} next={next} base={base} />}
      {campaign.slug !== null && <Updates hand={hand} base={base} isPublished={answer === 'published'} />}
      <Section id="course" title={t.course}>
        <Columns aside={<Payouts hand={hand} payouts={payouts} debt={debt} />}>
          <Course hand={hand} />
        </Columns>
      </Section>
    </>
  )
}

function Money({ hand }: { hand: CampaignInHand }) {
  const t = useMessages(initiatorMessages).desk
  const { campaign } = hand
  const { raised, minimum, slug, fundingModel } = campaign
  return (
    <Section
      id="money"
      title={t.money}
      aside={slug ? <a href={`/campaigns/${slug}/ledger`}>{t.ledger}</a> : undefined}
    >
      {slug === null ? (
        <p>{t.noMoneyYet}</p>
      ) : (
        <Flow
          steps={[
            { label: t.held, amount: raised.held },
            ...(fundingModel === 'all_or_nothing'
              ? [{ label: t.committed, amount: raised.committed, why: t.committedWhy }]
              : []),
            { label: t.minimum, amount: minimum, kind: 'ink' as const },
          ]}
        />
      )}
    </Section>
  )
}

function Updates({ hand, base, isPublished }: { hand: CampaignInHand; base: string; isPublished: boolean }) {
  const t = useMessages(initiatorMessages).desk
  const { campaign } = hand
  return (
    <Section id="updates" title={t.updates}>
      {isPublished && (
        <Notice kind="money" title={t.published} isAnswer>
          {t.publishedText}
        </Notice>
      )}
      {campaign.updates.length === 0 && <p>{t.updatesNone}</p>}
      {campaign.updates.map(update => (
        <UpdateTeaser
          key={update.id}
          href={`/campaigns/${campaign.slug}/updates/${update.id}`}
          title={update.title}
          publishedAt={update.publishedAt}
        />
      ))}
      {campaign.state !== 'canceled' && (
        <div className="after">
          <ButtonLink href={`${base}/updates/new`}>{t.writeUpdate}</ButtonLink>
        </div>
      )}
    </Section>
  )
}
