import { add } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { CampaignAnswer } from './campaign-figures-page.tsx'
import type { CampaignRead } from './read-campaign.server.ts'

interface RefundFormProps {
  found: CampaignRead
  answer: CampaignAnswer | undefined
}

/** The second step of giving one pledge back: what goes to whom, and why. Posts to the address it stands on. */
export function RefundForm({ found, answer }: RefundFormProps) {
  const language = useLanguage()
  const t = useMessages(campaignFiguresMessages)
  const { toRefund, campaign } = found
  const refusal = answer?.refundRefusal && (
    <Notice kind="alarm" title={t.refund.refused} isAnswer>
      {t.refund.refusals[answer.refundRefusal]}
    </Notice>
  )
  if (!toRefund) return refusal ? <div className="page after">{refusal}</div> : null
  const amount = euros(add(toRefund.amount, toRefund.tip), language)
  const { reason, amount: part } = answer?.refundProblems ?? {}
  const errors = { amount: part && t.refund.problems[part], reason: reason && t.refund.problems[reason] }
  const { totalBefore, totalAfter, becomesDebt } = toRefund
  return (
    <Section id="refund" title={t.refund.title(amount)}>
      <ErrorSummary errors={errors} />
      {refusal}
      <ConfirmForm
        hidden={{ deed: 'refund', pledgeId: toRefund.id }}
        values={{ reason: answer?.reason, amount: answer?.amount }}
        errors={errors}
        confirmLabel={t.refund.button}
        look="alarm"
        cancelHref={`/admin/campaigns/${campaign.id}#pledges`}
        cancelLabel={t.refund.cancel}
      >
        <p>{t.refund.text(amount, `${toRefund.name || t.nameless} (${toRefund.email})`)}</p>
        <p>
          {t.refund.total(euros(totalBefore, language), euros(totalAfter, language))}{' '}
          {becomesDebt > 0 ? t.refund.debt(euros(becomesDebt, language)) : t.refund.noDebt}
        </p>
        <div className="after">
          <EuroField
            name="amount"
            label={t.refund.part}
            hint={t.refund.partHint(euros(toRefund.amount, language))}
            isOptional
          />
          <TextArea name="reason" label={t.refund.reason} hint={t.refund.reasonHint} rows={3} isRequired />
        </div>
      </ConfirmForm>
    </Section>
  )
}
