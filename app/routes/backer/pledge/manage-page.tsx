import type { PledgeRefund } from '#app/domain/pledges/pledge-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { dayLong, euros } from '#app/i18n/format.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import type { TimelineStep } from '#app/ui/timeline.tsx'
import type { PledgeState } from '#db/schema.ts'

interface ManagePageProps {
  pledge: {
    id: string
    state: PledgeState
    amount: Cents
    tip: Cents
    rewardTitle: string | null
    method: 'bank' | 'card'
    name: string
    isNameVisible: boolean
    /** Whether it counts, so that its backer has a place on the wall. */
    isOnWall: boolean
  }
  campaign: { title: string; slug: string; deadline: string }
  timeline: readonly Omit<TimelineStep, 'note'>[]
  refunds: readonly Pick<PledgeRefund, 'amount' | 'state'>[]
  withdrawalHref: string | null
  recoveryHref: string | null
  refundAccountHref: string | null
  wasChanged: boolean
}

/** How a pledge stands, and everything its backer can still do with it. */
export function ManagePage({
  pledge,
  campaign,
  timeline,
  refunds,
  withdrawalHref,
  recoveryHref,
  refundAccountHref,
  wasChanged,
}: ManagePageProps) {
  const language = useLanguage()
  const t = useMessages(manageMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.yourPledge(campaign.title)}</h1>
      {wasChanged && <Notice title={t.changed} isAnswer />}
      <Notice kind={recoveryHref ? 'alarm' : 'money'} title={t.howItStands}>
        <p>{t.states[pledge.state]}</p>
        {recoveryHref && <ButtonLink href={recoveryHref}>{t.recovery.title}</ButtonLink>}
      </Notice>
      <h2 className="h3">{t.steps.title}</h2>
      <Timeline steps={timeline} />
      <Facts
        facts={[
          { label: t.amount, value: euros(pledge.amount, language) },
          ...(pledge.tip > 0 ? [{ label: t.tip, value: euros(pledge.tip, language) }] : []),
          { label: t.reward, value: pledge.rewardTitle ?? t.none },
          { label: t.method, value: t[pledge.method] },
          { label: t.number, value: pledge.id },
        ]}
      />
      {refunds.length > 0 && (
        <>
          <h2 className="h3">{t.refunds}</h2>
          <ul>
            {refunds.map((refund, index) => (
              <li key={index}>{t.refund(euros(refund.amount, language), t.refundStates[refund.state])}</li>
            ))}
          </ul>
          {refundAccountHref && <ButtonLink href={refundAccountHref}>{t.giveAccount}</ButtonLink>}
        </>
      )}
      {pledge.isOnWall && <Visibility name={pledge.name} isVisible={pledge.isNameVisible} />}
      <Actions>
        {withdrawalHref && <ButtonLink href={withdrawalHref}>{t.withdraw}</ButtonLink>}
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </Actions>
      {withdrawalHref && (
        <p className="small soft">{t.withdrawUntil(dayLong(campaign.deadline, language))}</p>
      )}
    </PledgePage>
  )
}

function Visibility({ name, isVisible }: { name: string; isVisible: boolean }) {
  const t = useMessages(manageMessages)
  if (name === '')
    return (
      <>
        <h2 className="h3">{t.visibility}</h2>
        <p>{t.noName}</p>
      </>
    )
  return (
    <>
      <h2 className="h3">{t.visibility}</h2>
      <p>{isVisible ? t.visibleNow(name) : t.hiddenNow}</p>
      <Form hidden={{ show: isVisible ? 'no' : 'yes' }}>
        <Button>{isVisible ? t.hide : t.show}</Button>
      </Form>
    </>
  )
}
