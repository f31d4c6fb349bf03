import { LONGEST } from '#app/domain/campaigns/campaign-input.ts'
import type { FieldProblems } from '#app/domain/campaigns/typed-text.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

interface StartPageProps {
  /** The id the new campaign will have; null for who is not signed in. */
  campaignId: string | null
  refused?: { problems: FieldProblems; title: string; isTaken: boolean }
}

/** What happens when you start something, and the first question. */
export function StartPage({ campaignId, refused }: StartPageProps) {
  const { start: t, problems } = useMessages(launchMessages)
  const titleProblem = refused?.problems.title
  const formProblem = refused?.problems.form ?? refused?.problems.campaignId
  return (
    <>
      <PlainHead title={t.title} lead={t.lead} />
      <PlainBody>
        {(refused?.isTaken || formProblem) && (
          <Notice kind="alarm" title={t.title} isAnswer>
            {refused?.isTaken || !formProblem ? t.taken : problems[formProblem]}
          </Notice>
        )}
        <h2 className="h3">{t.what}</h2>
        <ol>
          {t.steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{t.kept}</p>
        {campaignId === null ? (
          <>
            <p>{t.signInWhy}</p>
            <Actions>
              <ButtonLink href="/sign-in?returnTo=%2Fstart" look="pay">
                {t.signInFirst}
              </ButtonLink>
            </Actions>
          </>
        ) : (
          <Form
            className="after"
            hidden={{ campaignId }}
            values={{ title: refused?.title }}
            errors={{ title: titleProblem && problems[titleProblem] }}
          >
            <Field
              name="title"
              label={t.question}
              hint={t.questionHint}
              maxLength={LONGEST.title}
              isRequired
            />
            <Actions>
              <Button look="pay">{t.begin}</Button>
            </Actions>
          </Form>
        )}
      </PlainBody>
    </>
  )
}
