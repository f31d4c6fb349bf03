import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

interface AskForReceiptsProps {
  wasSent: boolean
  values: FormValues | undefined
  errors: FormErrors | undefined
}

export function AskForReceipts({ wasSent, values = {}, errors = {} }: AskForReceiptsProps) {
  const t = useMessages(receiptMessages).overview
  return (
    <>
      <PlainHead title={t.askTitle} lead={t.askText} />
      <PlainBody>
        {wasSent && (
          <Notice title={t.sentTitle} isAnswer>
            {t.sentText}
          </Notice>
        )}
        <ErrorSummary errors={errors} />
        <Form action="/receipts" values={values} errors={errors}>
          <Field name="email" label={t.email} type="email" autoComplete="email" inputMode="email" isRequired />
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </Form>
      </PlainBody>
    </>
  )
}
