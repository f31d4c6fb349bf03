import type { NearMissPlan } from '#app/domain/campaigns/public-campaign.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { NearMissPlanShown } from '#app/ui/near-miss-plan.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import type { NearMissAnswer } from '#db/schema.ts'
import type { AddProblems } from './answer-input.ts'

/** Why a post did nothing, beside a field that is wrong. */
export type AnswerNotice = 'over' | 'too-many' | 'unavailable' | 'refused'

interface AnswerPageProps {
  campaign: { title: string; slug: string; counted: string; minimum: string }
  /** Null when nobody is asked (yet). */
  plan: NearMissPlan | null
  pledge: { total: string; isStanding: boolean; wasTaken: boolean }
  answer: NearMissAnswer | null
  isOpen: boolean
  least: string
  most: string
  /** The pledge that adding would make: its id comes with the form. */
  added: { pledge: string; token: string }
  wasAnswered: boolean
  manageHref: string
  refusal?: {
    notice: AnswerNotice | null
    values?: { amount: string; method: string }
    problems?: AddProblems
  }
}

/** What the initiator explained, how the backer stands, and the three ways on. */
export function AnswerPage(props: AnswerPageProps) {
  const { campaign, plan, pledge, answer, isOpen, refusal, wasAnswered } = props
  const language = useLanguage()
  const t = useMessages(nearMissMessages).answer
  const isOver = !isOpen || refusal?.notice === 'over'
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.title}</h1>
      {isOver && (
        <Notice kind="alarm" title={t.over} isAnswer={refusal !== undefined}>
          <p>{t.overText}</p>
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </Notice>
      )}
      {refusal?.notice && refusal.notice !== 'over' && (
        <Notice kind="alarm" title={t.problems[refusal.notice]} isAnswer />
      )}
      {wasAnswered && !refusal && answer && (
        <Notice kind="money" title={t.thanks} isAnswer>
          {t.now[answer]}
        </Notice>
      )}
      {plan && (
        <>
          <p>{t.lead(campaign.counted, campaign.minimum)}</p>
          <NearMissPlanShown plan={plan} />
          <p className="after">{t.enough(euros(plan.minimum, language))}</p>
          <p>
            {t.yours(pledge.total)} {!wasAnswered && t.now[answer ?? 'none']}
          </p>
          {!isOver && <p>{t.until(moment(plan.answersBy, language))}</p>}
          {!isOver && <Ways {...props} />}
        </>
      )}
      <p className="after">
        <a href={props.manageHref}>{t.manage}</a>
      </p>
    </PledgePage>
  )
}

function Ways({ pledge, added, least, most, refusal }: AnswerPageProps) {
  const t = useMessages(nearMissMessages).answer
  const { amount, method } = refusal?.problems ?? {}
  const amountWords = {
    'not-an-amount': t.problems['not-an-amount'],
    'too-little': t.problems['too-little'](least),
    'too-much': t.problems['too-much'](most),
  }
  const errors = {
    amount: amount && amountWords[amount],
    method: method && t.problems[method],
  }
  return (
    <>
      {pledge.isStanding && (
        <Form hidden={{ answer: 'stay' }} className="after">
          <h2 className="h3">{t.stay}</h2>
          <p>{t.stayText}</p>
          <Actions>
            <Button look="pay">{t.stay}</Button>
          </Actions>
        </Form>
      )}
      {!pledge.isStanding && <p>{t.withdrawn}</p>}
      <ErrorSummary errors={errors} />
      <Form hidden={{ answer: 'add', ...added }} values={refusal?.values} errors={errors} className="after">
        <h2 className="h3">{t.add}</h2>
        <p>{t.addText}</p>
        <EuroField name="amount" label={t.amount} isRequired />
        <Choice
          name="method"
          label={t.method}
          options={[
            { value: 'bank', label: t.bank },
            { value: 'card', label: t.card },
          ]}
          isRequired
        />
        <Actions>
          <Button>{t.addButton}</Button>
        </Actions>
      </Form>
      {pledge.isStanding && (
        <Form hidden={{ answer: 'withdraw' }} className="after">
          <h2 className="h3">{t.withdraw}</h2>
          <p>{pledge.wasTaken ? t.withdrawText(pledge.total) : t.withdrawCardText}</p>
          <Actions>
            <Button look="alarm">{t.withdraw}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
