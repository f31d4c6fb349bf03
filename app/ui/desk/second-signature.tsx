import type { ReactNode } from 'react'
import { fourEyesMessages } from '#app/i18n/messages/four-eyes.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

/** What a second signature was refused for, or what was wrong with the reason of a refusal. */
export interface SignatureAnswer {
  refusal?: string
  problem?: 'reason-missing' | 'reason-too-long'
  reason?: string
}

interface SecondSignatureProps {
  /** What exactly is signed. */
  hash: string
  /** In words, with the amount. */
  amount: string
  signing: 'may' | 'you-proposed' | 'no-role'
  mayVoid: boolean
  isFresh: boolean
  email: string
  returnTo: string
  answer?: SignatureAnswer
  /** What approving does. */
  children: ReactNode
}

/** Approving what is on the page, for who may and has just signed in; beside it the way to call it off. */
export function SecondSignature(props: SecondSignatureProps) {
  const t = useMessages(fourEyesMessages)
  const { signing, isFresh } = props
  return (
    <Section id="decide" title={t.decide}>
      <Columns aside={props.mayVoid && <CallOff answer={props.answer} />}>
        <h3>{t.approve}</h3>
        {signing !== 'may' ? (
          <Notice kind="concern" title={t.approve}>
            {signing === 'you-proposed' ? t.youProposed : t.noRole}
          </Notice>
        ) : isFresh ? (
          <Form className="after" hidden={{ deed: 'approve', hash: props.hash }}>
            {props.children}
            <Actions>
              <Button look="pay">{t.approveButton(props.amount)}</Button>
            </Actions>
          </Form>
        ) : (
          <SignInAgain email={props.email} returnTo={props.returnTo} />
        )}
      </Columns>
    </Section>
  )
}

function CallOff({ answer }: Pick<SecondSignatureProps, 'answer'>) {
  const t = useMessages(fourEyesMessages).void
  const errors = { reason: answer?.problem && t.problems[answer.problem] }
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

/** Why nothing was done, and why a proposal is off the table. */
export function SignatureNotices({
  answer,
  voidReason,
}: {
  answer: SignatureAnswer | undefined
  voidReason: string | null
}) {
  const t = useMessages(fourEyesMessages)
  const sentences: Partial<Record<string, string>> = t.refusals
  return (
    <>
      {answer?.refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {sentences[answer.refusal] ?? answer.refusal}
        </Notice>
      )}
      {voidReason !== null && (
        <Notice title={t.voided}>{sentences[voidReason] ?? t.voidedBecause(voidReason)}</Notice>
      )}
    </>
  )
}
