import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { StopForm, Stopped } from '#app/ui/stop-form.tsx'
import type { StopProblem } from '#app/ui/stop-form.tsx'

interface CancellationPageProps {
  campaign: { id: string; title: string; isLive: boolean; cancellation: PublicCampaign['cancellation'] }
  isOver: boolean
  mayCancel: boolean
  left: Cents
  owed: Cents
  refusal?: { reason: string; problem: StopProblem | null }
}

/** Asks whether to stop, says why not, or that it was stopped. */
export function CancellationPage(props: CancellationPageProps) {
  const { campaign, isOver, mayCancel, left, owed, refusal } = props
  const t = useMessages(stoppingMessages)
  const back = `/my/campaigns/${campaign.id}`
  return (
    <>
      <PlainHead title={t.title} kicker={campaign.title} />
      <PlainBody>
        {campaign.cancellation && <Stopped cancellation={campaign.cancellation} />}
        {!campaign.cancellation && !mayCancel && (
          <Notice kind="alarm" title={isOver ? t.over : t.onlyTeam} isAnswer={refusal !== undefined} />
        )}
        {mayCancel && (
          <StopForm
            isLive={campaign.isLive}
            left={left}
            owed={owed}
            values={{ reason: refusal?.reason }}
            problem={refusal?.problem ?? null}
            backHref={back}
          />
        )}
        <p className="after">
          <a href={back}>{t.back}</a>
        </p>
      </PlainBody>
    </>
  )
}
