import type { PlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import { day, euros, moment } from '#app/i18n/format.ts'
import { fourEyesMessages } from '#app/i18n/messages/four-eyes.ts'
import { ownPayoutMessages } from '#app/i18n/messages/own-payouts.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SecondSignature, SignatureNotices } from '#app/ui/desk/second-signature.tsx'
import type { SignatureAnswer, Signing } from '#app/ui/desk/second-signature.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Stamp } from '#app/ui/stamp.tsx'

interface OwnPayoutPageProps {
  pages: readonly DeskPage[]
  payout: PlatformPayout
  signing: Signing
  mayVoid: boolean
  isFresh: boolean
  email: string
  answer?: SignatureAnswer
}

/** One payout of the platform's own money: what it is, the second signature, and how far it is. */
export function OwnPayoutPage({ pages, payout, answer, ...signature }: OwnPayoutPageProps) {
  const language = useLanguage()
  const { page: t, states } = useMessages(ownPayoutMessages)
  const { proposedBy: by } = useMessages(fourEyesMessages)
  const amount = euros(payout.amount, language)
  const approved =
    payout.approvedBy !== null && payout.approvedAt !== null
      ? by(payout.approvedBy, moment(payout.approvedAt, language))
      : null
  const facts = [
    { label: t.amount, value: amount },
    { label: t.descriptor, value: <code>{payout.descriptor}</code> },
    { label: t.proposed, value: by(payout.proposedBy.name, moment(payout.proposedAt, language)) },
    { label: t.approved, value: approved },
    { label: t.stripe, value: payout.stripePayoutId },
    { label: t.arrives, value: payout.arrivesOn && day(payout.arrivesOn, language) },
    { label: t.failure, value: payout.failure },
  ]
  return (
    <>
      <DeskHead
        kicker={
          <>
            <a href="/admin/own-payouts">{t.back}</a> ·{' '}
            <Stamp kind={payout.state === 'failed' ? 'alarm' : 'money'}>{states[payout.state]}</Stamp>
          </>
        }
        title={t.title(payout.n, amount)}
      />
      <DeskTabs pages={pages} current="bank" />
      <div className="page after">
        <SignatureNotices answer={answer} voidReason={payout.voidReason} />
        <Facts facts={facts.filter(({ value }) => value !== null)} />
      </div>
      {payout.state === 'proposed' && (
        <SecondSignature
          {...signature}
          hash={payout.approvalHash}
          amount={amount}
          answer={answer}
          returnTo={`/admin/own-payouts/${payout.id}`}
        >
          <p>{t.text(amount)}</p>
        </SecondSignature>
      )}
    </>
  )
}
