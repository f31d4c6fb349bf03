import { mayBeReversed } from '#app/domain/payouts/payout-reversal.ts'
import type { PayoutReversal } from '#app/domain/payouts/payout-reversal.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import type { Reversal } from '#app/domain/payouts/payouts.server.ts'
import { euros } from '#app/i18n/format.ts'
import { reversalMessages } from '#app/i18n/messages/reversals.ts'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { REVERSAL_PROBLEMS } from './reversal-input.ts'

/** Why nothing was taken back, and what was typed. */
export interface ReversalAnswer {
  refusal?: Extract<Reversal, { ok: false }>['reason'] | 'sign-in-again'
  problem?: (typeof REVERSAL_PROBLEMS)[number]
  reason?: string
}

interface ReversalPageProps {
  title: string
  pages: readonly DeskPage[]
  payout: DeskPayout
  reversals: readonly PayoutReversal[]
  isFresh: boolean
  email: string
  answer: ReversalAnswer | undefined
}

/** A transfer that should not have been made: what taking it back does, and the reason. */
export function ReversalPage(page: ReversalPageProps) {
  const language = useLanguage()
  const t = useMessages(reversalMessages)
  const { payout, answer, isFresh } = page
  const here = `/admin/payouts/${payout.id}`
  const errors = { reason: answer?.problem && t.problems[answer.problem] }
  const amount = euros(payout.amounts.payout, language)
  const isPossible = mayBeReversed(payout.state, page.reversals)
  return (
    <>
      <DeskHead kicker={<a href={here}>{t.back}</a>} title={page.title} />
      <DeskTabs pages={page.pages} current="payouts" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        {!isPossible && !answer?.refusal && <Notice title={t.refusals['not-transferred']} />}
        {isPossible && !isFresh && <SignInAgain email={page.email} returnTo={`${here}/reversal`} />}
      </div>
      {isPossible && isFresh && (
        <Section id="take-back" title={t.what(amount)}>
          <ErrorSummary errors={errors} />
          <ConfirmForm
            values={{ reason: answer?.reason }}
            errors={errors}
            confirmLabel={t.confirm(amount)}
            look="alarm"
            cancelHref={here}
            cancelLabel={t.cancel}
          >
            <p>{t.text(amount, payout.initiator.name)}</p>
            <p>{t.afterwards}</p>
            {payout.state === 'paid_out' && <p>{t.atTheBank}</p>}
            <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={4} isRequired />
          </ConfirmForm>
        </Section>
      )}
    </>
  )
}
