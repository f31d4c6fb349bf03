import type { Cents } from '#app/domain/money.ts'
import type { AccountProblem } from '#app/domain/payments/payments.server.ts'
import { euros } from '#app/i18n/format.ts'
import { deskAccountMessages } from '#app/i18n/messages/desk-account.ts'
import { refundAccountMessages } from '#app/i18n/messages/refund-account.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormValues } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

/** Why no account was kept, and what was typed. */
export interface DeskAccountAnswer {
  refusal?: 'sign-in-again' | 'no-such-refund' | 'no-role'
  problem?: AccountProblem | 'reason-missing'
  typed: FormValues
}

interface DeskAccountPageProps {
  title: string
  pages: readonly DeskPage[]
  refund: { campaignId: string; campaignTitle: string; amount: Cents; mayChange: boolean }
  /** The account that is known; null while none is. */
  given: { name: string; ibanEnd: string } | null
  isFresh: boolean
  email: string
  /** The path of this page. */
  here: string
  answer: DeskAccountAnswer | undefined
}

/** The account to which a refund goes by bank, as a treasurer was told it. */
export function DeskAccountPage(page: DeskAccountPageProps) {
  const language = useLanguage()
  const t = useMessages(deskAccountMessages)
  const { refund, given, answer } = page
  return (
    <>
      <DeskHead kicker={<a href="/admin/coverage#by-bank">{t.back}</a>} title={page.title} />
      <DeskTabs pages={page.pages} current="coverage" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        <p className="lead">{t.lead}</p>
        <Facts
          facts={[
            {
              label: t.campaign,
              value: <a href={`/admin/campaigns/${refund.campaignId}`}>{refund.campaignTitle}</a>,
            },
            { label: t.amount, value: euros(refund.amount, language) },
            { label: t.known, value: given ? t.account(given.name, given.ibanEnd) : t.none },
          ]}
        />
      </div>
      <Section id="account" title={t.form}>
        {!refund.mayChange ? (
          <p>{t.inFile}</p>
        ) : page.isFresh ? (
          <AccountForm answer={answer} />
        ) : (
          <SignInAgain email={page.email} returnTo={page.here} />
        )}
      </Section>
    </>
  )
}

function AccountForm({ answer }: Pick<DeskAccountPageProps, 'answer'>) {
  const t = useMessages(deskAccountMessages)
  const words = useMessages(refundAccountMessages)
  const { problem } = answer ?? {}
  const wrong = problem === undefined || problem === 'reason-missing' ? undefined : words.problems[problem]
  const errors = {
    name: problem?.startsWith('name') ? wrong : undefined,
    iban: problem?.startsWith('iban') ? wrong : undefined,
    reason: problem === 'reason-missing' ? t.reasonMissing : undefined,
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form values={answer?.typed ?? {}} errors={errors}>
        <Field name="name" label={words.name} autoComplete="off" maxLength={70} isRequired />
        <Field
          name="iban"
          label={words.iban}
          hint={words.ibanHint}
          autoComplete="off"
          maxLength={60}
          isRequired
        />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={3} isRequired />
        <p>{t.thenWhat}</p>
        <Actions>
          <Button>{words.send}</Button>
        </Actions>
      </Form>
    </>
  )
}
