import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'
import { moment } from '#app/i18n/format.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { StopForm, Stopped } from '#app/ui/stop-form.tsx'
import type { StopProblem } from '#app/ui/stop-form.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

interface StopPageProps {
  pages: readonly DeskPage[]
  campaign: Pick<PublicCampaign, 'id' | 'title' | 'cancellation' | 'suspension'> & { isLive: boolean }
  mayCancel: boolean
  maySuspend: boolean
  left: Cents
  owed: Cents
  refusal?: { deed: 'cancel' | 'suspend'; reason: string; problem: StopProblem | null }
}

/** Stopping for a while, and for good. */
export function StopPage(props: StopPageProps) {
  const { pages, campaign, mayCancel, left, owed, refusal } = props
  const t = useMessages(stoppingMessages)
  const back = `/admin/campaigns/${campaign.id}`
  const ofCancel = refusal?.deed === 'cancel' ? refusal : undefined
  return (
    <>
      <DeskHead kicker={<a href={back}>{campaign.title}</a>} title={t.title} />
      <DeskTabs pages={pages} />
      {props.maySuspend && <Suspension campaign={campaign} refusal={refusal} />}
      <Section id="stop" title={t.title}>
        {campaign.cancellation && <Stopped cancellation={campaign.cancellation} />}
        {!campaign.cancellation && !mayCancel && (
          <Notice kind="alarm" title={t.over} isAnswer={ofCancel !== undefined} />
        )}
        {mayCancel && (
          <StopForm
            isLive={campaign.isLive}
            left={left}
            owed={owed}
            values={{ reason: ofCancel?.reason }}
            problem={ofCancel?.problem ?? null}
            backHref={back}
          />
        )}
      </Section>
    </>
  )
}

function Suspension({ campaign, refusal }: Pick<StopPageProps, 'campaign' | 'refusal'>) {
  const language = useLanguage()
  const { suspension: t, problems, reason, reasonHint } = useMessages(stoppingMessages)
  const { suspension } = campaign
  const wrong = refusal?.deed === 'suspend' ? refusal.problem : null
  if (suspension)
    return (
      <Section id="suspension" title={t.title}>
        <Notice kind="alarm" title={t.since(moment(suspension.since, language))}>
          {suspension.reason}
        </Notice>
        <Form hidden={{ deed: 'lift' }} className="after">
          <Actions>
            <Button>{t.lift}</Button>
          </Actions>
        </Form>
      </Section>
    )
  return (
    <Section id="suspension" title={t.title}>
      <p>{t.text}</p>
      <Form
        hidden={{ deed: 'suspend' }}
        values={{ reason: refusal?.deed === 'suspend' ? refusal.reason : undefined }}
        errors={{ reason: wrong ? problems[wrong] : undefined }}
        className="after"
      >
        <TextArea name="reason" idSuffix="suspend" label={reason} hint={reasonHint} rows={3} isRequired />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
