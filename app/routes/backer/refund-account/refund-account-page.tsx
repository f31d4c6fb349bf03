import type { AccountProblem } from '#app/domain/payments/payments.server.ts'
import { refundAccountMessages } from '#app/i18n/messages/refund-account.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

interface RefundAccountPageProps {
  campaign: { title: string; slug: string }
  /** What goes back, in words; null when nothing waits for an account. */
  amount: string | null
  given: { name: string; ibanEnd: string } | null
  backHref: string
  answer?: { problem: AccountProblem; typed: { name: string; iban: string } }
}

/** Asks to which account a refund may go, and says what is known. */
export function RefundAccountPage(props: RefundAccountPageProps) {
  const { campaign, amount, given, backHref, answer } = props
  const t = useMessages(refundAccountMessages)
  const words = answer && t.problems[answer.problem]
  const errors = answer?.problem.startsWith('name') ? { name: words } : { iban: words }
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.title}</h1>
      {amount === null ? (
        <Notice title={t.notNeeded}>{t.notNeededText}</Notice>
      ) : (
        <>
          {given && (
            <Notice title={t.given} isAnswer>
              {t.givenText(given.name, given.ibanEnd)}
            </Notice>
          )}
          <p>{t.text(amount)}</p>
          <ErrorSummary errors={errors} />
          <Form values={answer?.typed ?? { name: given?.name ?? '', iban: '' }} errors={errors}>
            <Field
              name="name"
              label={t.name}
              hint={t.nameHint}
              autoComplete="name"
              maxLength={70}
              isRequired
            />
            <Field
              name="iban"
              label={t.iban}
              hint={t.ibanHint}
              autoComplete="off"
              maxLength={60}
              isRequired
            />
            <Button>{t.send}</Button>
          </Form>
          <p className="small soft">{t.safe}</p>
        </>
      )}
      <p>
        <a href={backHref}>{t.back}</a>
      </p>
    </PledgePage>
  )
}
