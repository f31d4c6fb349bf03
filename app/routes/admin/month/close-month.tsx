import { moment } from '#app/i18n/format.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { accountName } from '#app/ui/desk/account-name.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { MonthPageProps } from './month-page.tsx'

/** What can be done with a month that is open: explain what is under way, propose to close, confirm. */
export function CloseMonth(page: MonthPageProps & { isGreen: boolean }) {
  const language = useLanguage()
  const t = useMessages(monthMessages)
  const { proposal, hash, mayClose, mayConfirm, isGreen } = page
  return (
    <>
      {mayClose && page.checklist.clearing.length > 0 && <Explain {...page} />}
      {proposal && (
        <Section id="confirm" title={t.states.proposed}>
          <p>{t.proposed(proposal.proposer, moment(proposal.proposedAt, language))}</p>
          {mayConfirm && isGreen && hash !== null ? (
            <Form hidden={{ deed: 'confirm', hash }}>
              <p>{t.confirmText}</p>
              <Actions>
                <Button look="pay">{t.confirm}</Button>
              </Actions>
            </Form>
          ) : (
            <p>{t.confirmByAnother}</p>
          )}
        </Section>
      )}
      {mayClose && isGreen && (
        <Section id="propose" title={t.propose}>
          <Form hidden={{ deed: 'propose' }}>
            <p>{t.proposeText}</p>
            <Actions>
              <Button look="ink">{t.propose}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  )
}

function Explain({ checklist, proposal, answer }: MonthPageProps) {
  const language = useLanguage()
  const t = useMessages(monthMessages)
  const errors = { text: answer?.textProblem && t.problems[answer.textProblem] }
  const [first] = checklist.clearing.toSorted(
    (a, b) => Number(a.explanation !== null) - Number(b.explanation !== null),
  )
  return (
    <Section id="explain" title={t.explain}>
      <ErrorSummary errors={errors} />
      {proposal && <p>{t.explainVoids}</p>}
      <Form
        hidden={{ deed: 'explain' }}
        values={{ account: answer?.account ?? first?.account, text: answer?.text }}
        errors={errors}
      >
        <Select
          name="account"
          label={t.explainAccount}
          options={checklist.clearing.map(({ account }) => ({
            value: account,
            label: accountName({ account, title: null }, language),
          }))}
        />
        <TextArea name="text" label={t.explanation} hint={t.explanationHint} rows={3} isRequired />
        <Actions>
          <Button>{t.explainButton}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
