import { euros, moment } from '#app/i18n/format.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'

/** Why a reason was not taken. */
export type StopProblem = 'reason-missing' | 'reason-too-long'

interface StopFormProps {
  isLive: boolean
  /** What would go back, and what the initiator would owe. */
  left: Cents
  owed: Cents
  values: { reason?: string }
  problem: StopProblem | null
  backHref: string
}

/** The second step of stopping a campaign: what follows from it, and why. */
export function StopForm({ isLive, left, owed, values, problem, backHref }: StopFormProps) {
  const language = useLanguage()
  const t = useMessages(stoppingMessages)
  const errors = { reason: problem ? t.problems[problem] : undefined }
  return (
    <>
      <ErrorSummary errors={errors} />
      <ConfirmForm
        hidden={{ deed: 'cancel' }}
        values={values}
        errors={errors}
        confirmLabel={t.button}
        look="alarm"
        cancelHref={backHref}
        cancelLabel={t.keep}
      >
        <p>{t.what}</p>
        {!isLive && <p>{t.nobody}</p>}
        {isLive && (
          <p>
            {owed > 0 ? t.part(euros(left, language), euros(owed, language)) : t.held(euros(left, language))}
          </p>
        )}
        <div className="after">
          <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={4} isRequired />
        </div>
      </ConfirmForm>
    </>
  )
}

/** That a campaign was stopped, why, and what went back. */
export function Stopped({ cancellation }: { cancellation: NonNullable<PublicCampaign['cancellation']> }) {
  const language = useLanguage()
  const t = useMessages(stoppingMessages)
  const { reason, at, left, owed } = cancellation
  return (
    <>
      <Notice kind="alarm" title={t.stopped}>
        {t.stoppedText(moment(at, language))}
      </Notice>
      <Facts
        facts={[
          { label: t.reasonWas, value: reason },
          { label: t.left, value: euros(left, language) },
          ...(owed > 0 ? [{ label: t.owed, value: euros(owed, language) }] : []),
        ]}
      />
    </>
  )
}
