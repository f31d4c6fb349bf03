import type { Discrepancy } from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { RESOLUTION_PROBLEMS } from './resolution-input.ts'

/** What was wrong with the form, and what was typed. */
export interface ResolveAnswer {
  problem?: (typeof RESOLUTION_PROBLEMS)[number]
  reason: string
}

interface ResolveFormProps {
  discrepancy: Discrepancy
  answer: ResolveAnswer | undefined
}

/** The second step of closing a discrepancy: what it was, in words that stay. */
export function ResolveForm({ discrepancy, answer }: ResolveFormProps) {
  const language = useLanguage()
  const t = useMessages(discrepancyMessages)
  const errors = { reason: answer?.problem && t.problems[answer.problem] }
  return (
    <Section id="resolve" title={t.resolveTitle(discrepancyWords(discrepancy, language).title)}>
      <ErrorSummary errors={errors} />
      <ConfirmForm
        hidden={{ deed: 'close', discrepancyId: discrepancy.id }}
        values={{ reason: answer?.reason }}
        errors={errors}
        confirmLabel={t.button}
        cancelHref="/admin/discrepancies"
        cancelLabel={t.cancel}
      >
        <p>{t.resolveText}</p>
        <div className="after">
          <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={4} isRequired />
        </div>
      </ConfirmForm>
    </Section>
  )
}
