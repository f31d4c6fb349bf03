import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { CampaignSummary } from '#app/domain/campaigns/public-campaign.ts'
import { daysLeft, wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { initiatedStateMessages } from '#app/i18n/messages/initiated-states.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'

type PayoutAccount = keyof typeof initiatorMessages.nl.accounts

interface MyCampaignsProps {
  campaigns: readonly CampaignSummary[]
  payoutAccount: PayoutAccount
  now: string
}

/** What somebody began, how each stands, and the one thing to do with it. */
export function MyCampaigns({ campaigns, payoutAccount, now }: MyCampaignsProps) {
  const { my: t, accounts, accountGo } = useMessages(initiatorMessages)
  return (
    <>
      <DeskHead title={t.title} kicker={t.lead} />
      <Section id="campaigns" title={t.begun}>
        {campaigns.length === 0 && (
          <Empty title={t.none}>
            <p>{t.noneText}</p>
            <ButtonLink href="/start" look="pay">
              {t.start}
            </ButtonLink>
          </Empty>
        )}
        {campaigns.length > 0 && (
          <>
            <Queue>
              {campaigns.map(campaign => (
                <CampaignRow key={campaign.id} campaign={campaign} now={now} />
              ))}
            </Queue>
            <div className="after">
              <ButtonLink href="/start">{t.startAnother}</ButtonLink>
            </div>
          </>
        )}
      </Section>
      <Section id="account" title={t.account}>
        <Notice kind={payoutAccount === 'active' ? 'money' : 'plain'} title={t.account}>
          <p>
            {accounts[payoutAccount]}{' '}
            {payoutAccount !== 'active' && <a href="/my/payout-account">{accountGo}</a>}
          </p>
        </Notice>
      </Section>
    </>
  )
}

function CampaignRow({ campaign, now }: { campaign: CampaignSummary; now: string }) {
  const language = useLanguage()
  const { states, nextDeeds } = useMessages(initiatedStateMessages)
  const funding = useMessages(fundingMessages)
  const { id, title, state, raised, minimum, deadline } = campaign
  const base = `/my/campaigns/${id}`
  const told = toldStateOf(campaign)
  const deed = nextDeeds[told]
  const isLive = state === 'live' && deadline !== null
  return (
    <Job
      title={
        <>
          <a href={base}>{title}</a> <Stamp kind={stampOf(state)}>{states[told]}</Stamp>
        </>
      }
      age={isLive ? funding.stillDays(daysLeft(deadline, now)) : undefined}
      ageNote={
        campaign.slug && funding.raisedOf(wholeEuros(raised.total, language), wholeEuros(minimum, language))
      }
      deed={
        <ButtonLink
          href={
            state === 'draft' ? `${base}/edit/idea` : state === 'needs_work' ? `${base}/edit/review` : base
          }
        >
          {deed.label}
        </ButtonLink>
      }
    >
      {deed.text}
    </Job>
  )
}

function stampOf(state: CampaignSummary['state']): 'plain' | 'concern' | 'money' | 'alarm' {
  if (state === 'live' || state === 'succeeded') return 'money'
  if (state === 'refused' || state === 'failed' || state === 'canceled') return 'alarm'
  return state === 'needs_work' ? 'concern' : 'plain'
}
