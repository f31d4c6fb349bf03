import { mayBeReversed } from '#app/domain/payouts/payout-reversal.ts'
import type { PayoutReversal } from '#app/domain/payouts/payout-reversal.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { reversalMessages } from '#app/i18n/messages/reversals.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'

interface ReversalsProps {
  payout: Pick<DeskPayout, 'id' | 'state'>
  reversals: readonly PayoutReversal[]
  mayReverse: boolean
}

/** What was taken back of a transfer, or is being taken back, and the way to do so. */
export function Reversals({ payout, reversals, mayReverse }: ReversalsProps) {
  const t = useMessages(reversalMessages)
  const isPossible = mayReverse && mayBeReversed(payout.state, reversals)
  if (reversals.length === 0 && !isPossible) return null
  return (
    <Section id="reversals" title={t.list}>
      {reversals.map(reversal => (
        <Taken key={reversal.id} reversal={reversal} />
      ))}
      {isPossible && (
        <>
          <p>{t.linkText}</p>
          <p>
            <ButtonLink href={`/admin/payouts/${payout.id}/reversal`} look="text">
              {t.link}
            </ButtonLink>
          </p>
        </>
      )}
    </Section>
  )
}

function Taken({ reversal }: { reversal: PayoutReversal }) {
  const language = useLanguage()
  const t = useMessages(reversalMessages)
  const { amount, purpose, state, decidedBy, decidedAt, reason, refusal } = reversal
  const stamp = { decided: 'concern', done: 'money', refused: 'alarm' } as const
  return (
    <div className="after">
      <p>
        <Stamp kind={stamp[state]}>{t.states[state]}</Stamp>{' '}
        {t.decided(euros(amount, language), t.purposes[purpose], decidedBy, moment(decidedAt, language))}
      </p>
      <p>{t.why(reason)}</p>
      {refusal !== null && (
        <p>
          <a href="/admin/discrepancies">{t.refusal(refusal)}</a>
        </p>
      )}
    </div>
  )
}
