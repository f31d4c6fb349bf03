import type { COMPANY_PROBLEMS } from '#app/domain/receipts/receipt-input.ts'
import type { CompanyDetails } from '#app/domain/receipts/receipt.ts'
import type { InvoiceRequest } from '#app/domain/receipts/receipts.server.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

/** Why no invoice was made, and what was typed. */
export interface InvoiceAnswer {
  values: FormValues
  problems: Partial<Record<string, (typeof COMPANY_PROBLEMS)[number]>>
  refusal?: Extract<InvoiceRequest, { ok: false }>['reason']
}

interface InvoicePageProps {
  campaignTitle: string
  company: CompanyDetails | null
  backHref: string
  answer: InvoiceAnswer | undefined
}

export function InvoicePage({ campaignTitle, company, backHref, answer }: InvoicePageProps) {
  const t = useMessages(receiptMessages).invoice
  const problems = Object.entries(answer?.problems ?? {})
  const errors = Object.fromEntries(
    problems.map(([field, problem]) => [field, problem && t.problems[problem]]),
  )
  return (
    <PledgePage title={campaignTitle}>
      <h1>{t.title}</h1>
      <ErrorSummary errors={errors} />
      {answer?.refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[answer.refusal]}
        </Notice>
      )}
      <p>{t.text}</p>
      <Form values={answer?.values ?? { ...company }} errors={errors}>
        <Field name="name" label={t.name} autoComplete="organization" isRequired />
        <Field
          name="address"
          label={t.address}
          hint={t.addressHint}
          autoComplete="street-address"
          isRequired
        />
        <Field name="kvk" label={t.kvk} inputMode="numeric" isOptional />
        <Field name="vatNumber" label={t.vatNumber} isOptional />
        <Actions>
          <Button>{t.button}</Button>
          <a href={backHref}>{t.back}</a>
        </Actions>
      </Form>
    </PledgePage>
  )
}
