import type { NotReviewed } from '#app/domain/campaigns/campaigns.server.ts'
import { reviewMessages } from '#app/i18n/messages/review.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import { REVIEW_DECISIONS } from './review-input.ts'
import type { REVIEW_PROBLEMS } from './review-input.ts'

type Problem = (typeof REVIEW_PROBLEMS)[number]

export interface DecisionAnswer {
  values: { decision: string; reason: string }
  problems: Partial<Record<string, Problem>>
  refusal: Exclude<NotReviewed['reason'], 'no-such-campaign' | 'reason-missing'> | null
}

/** Approve, send back or refuse, with a reason. */
export function DecisionForm({ answer }: { answer?: DecisionAnswer }) {
  const t = useMessages(reviewMessages)
  const { decision, reason } = answer?.problems ?? {}
  const errors = { decision: decision && t.problems[decision], reason: reason && t.problems[reason] }
  return (
    <>
      <ErrorSummary errors={errors} />
      {answer?.refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[answer.refusal]}
        </Notice>
      )}
      <Form values={answer?.values} errors={errors}>
        <Choice
          name="decision"
          label={t.decision}
          options={REVIEW_DECISIONS.map(value => ({ value, ...t.decisions[value] }))}
          isRequired
        />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={5} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}
