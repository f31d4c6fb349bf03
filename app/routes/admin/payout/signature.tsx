import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { euros } from '#app/i18n/format.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { Signing } from './payout-deeds.ts'
import type { PayoutAnswer } from './payout-page.tsx'

interface SignatureProps {
  payout: DeskPayout
  signing: Signing
  mayVoid: boolean
  isFresh: boolean
  email: string
  answer: PayoutAnswer | undefined
}

/** Approving what is on the page, for who may; for others why not. Beside it the way to call it off. */
export function Signature({ payout, signing, mayVoid, isFresh, email, answer }: SignatureProps) {
  const language = useLanguage()
  const { page, approve: t } = useMessages(payoutMessages)
  const amount = euros(payout.amounts.payout, language)
  const whyNot = { 'you-proposed': t.youProposed, 'you-initiator': t.youInitiator, 'no-role': t.noRole }
  return (
    <Section id="decide" title={page.decide}>
      <Columns aside={mayVoid && <CallOff answer={answer} />}>
        <h3>{t.title}</h3>
        {signing === 'may' && !isFresh ? (
          <SignInAgain email={email} returnTo={`/admin/payouts/${payout.id}`} />
        ) : signing === 'may' ? (
          <Form className="after" hidden={{ deed: 'approve', hash: payout.approvalHash }}>
            <p>{t.text(amount, payout.initiator.name)}</p>
            <Actions>
              <Button look="pay">{t.button(amount)}</Button>
            </Actions>
          </Form>
        ) : (
          <Notice kind="concern" title={t.title}>
            {whyNot[signing]}
          </Notice>
        )}
      </Columns>
    </Section>
  )
}

function CallOff({ answer }: { answer: PayoutAnswer | undefined }) {
  const t = useMessages(payoutMessages).void
  const sentences = { 'reason-missing': t.reasonMissing, 'reason-too-long': t.reasonTooLong }
  const errors = { reason: answer?.problem && sentences[answer.problem] }
  return (
    <>
      <h3>{t.title}</h3>
      <p>{t.text}</p>
      <ErrorSummary errors={errors} />
      <Form className="after" hidden={{ deed: 'void' }} values={{ reason: answer?.reason }} errors={errors}>
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={3} isRequired />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}
