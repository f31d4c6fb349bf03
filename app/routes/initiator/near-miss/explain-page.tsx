import type { NearMissPlan } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'
import { leastOfNearMiss, LONGEST_EXPLANATION } from '#app/domain/closings/near-miss.ts'
import type { ExplanationProblem } from '#app/domain/closings/near-miss.ts'
import { amount as amountText, euros, moment } from '#app/i18n/format.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { NearMissPlanShown } from '#app/ui/near-miss-plan.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { NearMissAnswer } from '#db/schema.ts'
import { amountField } from './explanation-input.ts'
import type { TypedExplanation } from './explanation-input.ts'

/** Why an explanation was not taken, and what was typed. */
export interface RefusedExplanation {
  problem: ExplanationProblem | 'not-an-amount' | 'over'
  /** The fields whose amount is none. */
  wrong: string[]
  typed: TypedExplanation
}

interface ExplainPageProps {
  campaign: {
    id: string
    title: string
    counted: Cents
    minimum: Cents
    lines: readonly { label: string; amount: Cents }[]
  }
  /** Null when this campaign never missed narrowly. */
  explainBy: string | null
  plan: NearMissPlan | null
  answers: Record<NearMissAnswer, number> | null
  isOpen: boolean
  refusal?: RefusedExplanation
}

/** The explanation to write; or, once written, what it was and how many answered what. */
export function ExplainPage(props: ExplainPageProps) {
  const { campaign, explainBy, plan, answers, isOpen, refusal } = props
  const language = useLanguage()
  const { explain: t, desk } = useMessages(nearMissMessages)
  const lead = t.lead(euros(campaign.counted, language), euros(campaign.minimum, language))
  const back = <a href={`/my/campaigns/${campaign.id}`}>{t.back}</a>
  return (
    <>
      <PlainHead title={t.title} kicker={campaign.title} lead={lead} />
      <PlainBody>
        {plan && (
          <>
            <Notice kind="money" title={t.done}>
              <p>{t.doneText(moment(plan.answersBy, language))}</p>
              {answers && <p>{desk.answers(answers.stay, answers.add, answers.withdraw)}</p>}
            </Notice>
            <NearMissPlanShown plan={plan} />
          </>
        )}
        {!plan && (!isOpen || refusal?.problem === 'over') && (
          <Notice kind="alarm" title={t.over} isAnswer={refusal !== undefined}>
            {t.overText}
          </Notice>
        )}
        {!plan && isOpen && explainBy !== null && refusal?.problem !== 'over' && (
          <>
            <p>{t.until(moment(explainBy, language))}</p>
            <Explanation campaign={campaign} refusal={refusal} />
          </>
        )}
        <p className="after">{back}</p>
      </PlainBody>
    </>
  )
}

function Explanation({ campaign, refusal }: Pick<ExplainPageProps, 'campaign' | 'refusal'>) {
  const language = useLanguage()
  const t = useMessages(nearMissMessages).explain
  const problem = refusal?.problem
  const words = problem && problem !== 'over' ? t.problems[problem] : undefined
  const isOfText = problem === 'explanation-too-short' || problem === 'explanation-too-long'
  const wrong = isOfText ? ['explanation'] : refusal?.wrong.length ? refusal.wrong : [amountField(1)]
  const errors: Record<string, string | undefined> = Object.fromEntries(wrong.map(name => [name, words]))
  const asItWas = Object.fromEntries(
    campaign.lines.map(({ amount }, index) => [amountField(index + 1), amountText(amount, language)]),
  )
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form values={{ ...asItWas, ...refusal?.typed }} errors={errors} asksBeforeLeaving>
        <TextArea
          name="explanation"
          label={t.text}
          hint={t.textHint}
          rows={8}
          maxLength={LONGEST_EXPLANATION}
          isRequired
        />
        <h2 className="h3">{t.amounts}</h2>
        <p>{t.amountsHint(euros(leastOfNearMiss(campaign.minimum), language))}</p>
        {campaign.lines.map((line, index) => (
          <EuroField
            key={index}
            name={amountField(index + 1)}
            label={line.label}
            hint={t.was(euros(line.amount, language))}
            isRequired
          />
        ))}
        <Actions>
          <Button look="pay">{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}
