import { LONGEST_UPDATE } from '#app/domain/campaign-updates/campaign-update-input.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import type { FieldProblems } from '#app/domain/campaigns/typed-text.ts'
import { isId } from '#app/domain/ids.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

interface NewUpdatePageProps {
  campaign: PublicCampaign
  /** The id of the update, when the form is a new one. */
  freshId: string
  answer?: {
    typed: { title: string; body: string }
    /** The id that the form had, to be used again; null when a new one is needed. */
    updateId: string | null
    problems: FieldProblems
    refusal: 'not-in-this-state' | 'id-taken' | null
  }
}

/** Writing to everybody who gave. */
export function NewUpdatePage({ campaign, freshId, answer }: NewUpdatePageProps) {
  const t = useMessages(initiatorMessages).update
  const { problems: sentences } = useMessages(launchMessages)
  const { title, body, form, updateId } = answer?.problems ?? {}
  const errors = { title: title && sentences[title], body: body && sentences[body] }
  const formProblem = form ?? updateId
  const id = answer?.updateId && isId(answer.updateId) ? answer.updateId : freshId
  return (
    <>
      <PlainHead
        kicker={<a href={`/my/campaigns/${campaign.id}`}>{t.back}</a>}
        title={t.title}
        lead={t.lead(campaign.raised.backers)}
      />
      <PlainBody>
        <ErrorSummary errors={errors} />
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        {formProblem && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {sentences[formProblem]}
          </Notice>
        )}
        <Form values={answer?.typed} errors={errors} hidden={{ updateId: id }} asksBeforeLeaving>
          <Field
            name="title"
            label={t.subject}
            hint={t.subjectHint}
            maxLength={LONGEST_UPDATE.title}
            isRequired
          />
          <TextArea
            name="body"
            label={t.body}
            hint={t.bodyHint}
            rows={12}
            maxLength={LONGEST_UPDATE.body}
            isRequired
          />
          <p className="small soft">{t.once}</p>
          <Actions>
            <Button look="pay">{t.publish}</Button>
          </Actions>
        </Form>
      </PlainBody>
    </>
  )
}
