import { signInMessages } from '#app/i18n/messages/sign-in.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

interface SignInFormProps {
  /** Where to go on afterwards; empty for the reader's own pages. */
  returnTo: string
  values: FormValues | undefined
  errors: FormErrors | undefined
}

export function SignInForm({ returnTo, values = {}, errors = {} }: SignInFormProps) {
  const t = useMessages(signInMessages)
  return (
    <>
      <PlainHead title={t.title} lead={t.lead} />
      <PlainBody>
        <ErrorSummary errors={errors} />
        <Form values={values} errors={errors} hidden={returnTo ? { returnTo } : {}}>
          <Field
            name="email"
            label={t.email}
            hint={t.emailHint}
            type="email"
            autoComplete="email"
            inputMode="email"
            isRequired
          />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
        </Form>
      </PlainBody>
    </>
  )
}
