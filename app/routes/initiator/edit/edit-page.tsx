import type { ReactNode } from 'react'
import { LAUNCH_STEPS } from '#app/domain/campaigns/campaign.ts'
import type { LaunchStep } from '#app/domain/campaigns/campaign.ts'
import { moment } from '#app/i18n/format.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { LaunchPage } from '#app/ui/launch-page.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Steps } from '#app/ui/steps.tsx'
import { BudgetFields, BudgetSums } from './budget-step.tsx'
import type { EditView, StepProblems } from './edit-view.ts'
import { IdeaFields, IdeaPicture } from './idea-step.tsx'
import { PlaceFields } from './place-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { RewardFields } from './rewards-step.tsx'

/** One of the five steps of a launch. */
export function EditPage(view: EditView) {
  const { step, hand } = view
  const base = `/my/campaigns/${hand.campaign.id}`
  return (
    <LaunchPage head={<StepHead {...view} base={base} />} aside={<StepAside {...view} base={base} />}>
      <StepNotices {...view} />
      {step === 'review' && <ReviewStep hand={hand} base={base} />}
      {step !== 'review' && hand.editable.text && <StepForm {...view} step={step} base={base} />}
      {step === 'idea' && hand.editable.text && (
        <IdeaPicture picture={hand.campaign.picture} action={`${base}/picture`} />
      )}
    </LaunchPage>
  )
}

function StepHead({ step, hand, problems = {}, base }: EditView & { base: string }) {
  const t = useMessages(launchMessages)
  const isIncomplete = (each: LaunchStep) =>
    each === 'review'
      ? hand.missing.length > 0 || hand.submittedAt === null
      : hand.missing.some(one => one.step === each)
  return (
    <>
      <Steps
        steps={LAUNCH_STEPS.map(each => ({
          label: t.stepNames[each],
          href: `${base}/edit/${each}`,
          state: each === step ? 'here' : isIncomplete(each) ? 'to-do' : 'done',
        }))}
      />
      <h1>{t.headings[step]}</h1>
      <ErrorSummary errors={useSentences(problems)} />
    </>
  )
}

/** The problems of fields in words; that of the form as a whole is told apart. */
function useSentences(problems: StepProblems): Record<string, string> {
  const t = useMessages(launchMessages)
  const ofFields = Object.entries(problems).filter(([field]) => field !== 'form')
  return Object.fromEntries(ofFields.map(([field, problem]) => [field, t.problems[problem]]))
}

function StepNotices({ hand, problems = {}, refusal }: EditView) {
  const t = useMessages(launchMessages)
  const { editable, campaign } = hand
  const formProblem = problems.form
  return (
    <>
      {refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[refusal]}
        </Notice>
      )}
      {formProblem && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.problems[formProblem]}
        </Notice>
      )}
      {!editable.text && (
        <Notice title={campaign.title}>{campaign.state === 'in_review' ? t.closed : t.closedForGood}</Notice>
      )}
      {editable.text && !editable.terms && !refusal && (
        <Notice title={campaign.title}>{t.frozenTerms}</Notice>
      )}
    </>
  )
}

type EditableStep = Exclude<LaunchStep, 'review'>

function StepForm({ base, ...view }: EditView & { step: EditableStep; base: string }) {
  const t = useMessages(launchMessages)
  const { step, values, rows } = view
  const before = LAUNCH_STEPS[LAUNCH_STEPS.indexOf(step) - 1]
  const isList = step === 'budget' || step === 'rewards'
  return (
    <Form
      values={values}
      errors={useSentences(view.problems ?? {})}
      hidden={isList ? { rows: String(rows) } : undefined}
      asksBeforeLeaving
    >
      <StepFields {...view} />
      <Actions>
        <Button look="pay" isBig>
          {t.saveAndGo[step]}
        </Button>
        {isList && (
          <Button name="do" value="row">
            {step === 'budget' ? t.addRow : t.addReward}
          </Button>
        )}
        {before && <a href={`${base}/edit/${before}`}>{t.backTo(t.stepNames[before])}</a>}
      </Actions>
    </Form>
  )
}

function StepFields({ step, rows, districts, leastPrice, values }: EditView): ReactNode {
  if (step === 'idea') return <IdeaFields />
  if (step === 'place') return <PlaceFields districts={districts} />
  if (step === 'budget') return <BudgetFields rows={rows} />
  return <RewardFields rows={rows} leastPrice={leastPrice} values={values} />
}

function StepAside({ step, hand, base }: EditView & { base: string }) {
  const language = useLanguage()
  const t = useMessages(launchMessages)
  return (
    <>
      <h2 className="h3">{t.asideTitle}</h2>
      {step === 'budget' && <BudgetSums campaign={hand.campaign} />}
      <p className="small">
        <a href={`${base}/preview`}>{t.seePreview}</a>
        <br />
        <a href={base}>{t.toDesk}</a>
      </p>
      <p className="small soft">{t.savedAt(moment(hand.updatedAt, language))}</p>
    </>
  )
}
