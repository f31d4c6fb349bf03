import type { PayoutAccountState } from '#db/schema.ts'
import { payoutAccountMessages } from '#app/i18n/messages/payout-account.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

/** What has to be said before how the account stands. */
export type PayoutNotice = 'expired' | 'unreachable' | 'refused'

interface PayoutAccountPageProps {
  state: PayoutAccountState
  asksName: boolean
  notice: PayoutNotice | null
  values: FormValues
  errors: FormErrors
}

/** How the account stands, in words, and the one step that is left, if there is one. */
export function PayoutAccountPage({ state, asksName, notice, values, errors }: PayoutAccountPageProps) {
  const t = useMessages(payoutAccountMessages)
  const isSettled = state === 'active' || state === 'closed'
  return (
    <>
      <PlainHead title={t.title} lead={t.lead} />
      <PlainBody>
        {notice && (
          <Notice kind="alarm" title={t.notices[notice].title} isAnswer>
            {t.notices[notice].text}
          </Notice>
        )}
        <ErrorSummary errors={errors} />
        <h2 className="h3">{t.state}</h2>
        <Notice kind={state === 'active' ? 'money' : 'plain'} title={t.states[state].title}>
          {t.states[state].text}
        </Notice>
        {!isSettled && (
          <Form values={values} errors={errors}>
            {asksName && (
              <Field name="name" label={t.name} hint={t.nameHint} autoComplete="name" isRequired />
            )}
            <Actions>
              <Button look="pay">{t.go[state]}</Button>
            </Actions>
          </Form>
        )}
        <p>
          <a href="/my">{t.back}</a>
        </p>
      </PlainBody>
    </>
  )
}
