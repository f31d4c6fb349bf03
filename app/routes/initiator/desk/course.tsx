import type { CampaignInHand } from '#app/domain/campaigns/campaign-queries.server.ts'
import type { PayoutOnItsWay } from '#app/domain/campaigns/campaign-payout-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { day, dayLong, euros } from '#app/i18n/format.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import type { TimelineStep } from '#app/ui/timeline.tsx'

/** The course of a campaign from draft to count: what happened, where it is, what comes. */
export function Course({ hand }: { hand: CampaignInHand }) {
  const language = useLanguage()
  const t = useMessages(initiatorMessages).desk.steps
  const { submittedAt, liveAt, campaign } = hand
  const { state, deadline } = campaign
  const isOver = liveAt !== null && state !== 'live'
  const isCounted = state === 'succeeded' || state === 'failed'
  const done = [
    submittedAt !== null,
    state === 'in_review' || liveAt !== null,
    liveAt !== null,
    isOver,
    isCounted,
  ]
  const current = done.lastIndexOf(true) + 1
  const steps = [
    { label: t.written },
    { label: t.submitted, when: submittedAt ? day(submittedAt, language) : undefined },
    { label: t.reviewed, when: liveAt ? day(liveAt, language) : undefined },
    { label: t.ended, when: deadline ? dayLong(deadline, language) : undefined },
    { label: t.counted },
  ]
  return (
    <Timeline
      steps={steps.map((step, index): TimelineStep => ({
        ...step,
        state: done[index] ? 'done' : index === current ? 'now' : 'to-come',
      }))}
    />
  )
}

/** When the money is there: what is owed back, and each payout with its steps. */
export function Payouts({ payouts, debt }: { payouts: readonly PayoutOnItsWay[]; debt: Cents }) {
  const language = useLanguage()
  const t = useMessages(initiatorMessages).desk
  return (
    <>
      <h3>{t.payout}</h3>
      {debt > 0 && (
        <Notice kind="alarm" title={t.debt(euros(debt, language))}>
          {t.debtText}
        </Notice>
      )}
      {payouts.length === 0 && <p>{t.payoutNone}</p>}
      {payouts.map(payout => (
        <section key={payout.id} aria-label={t.payoutTitle(payout.n, euros(payout.amount, language))}>
          <h4>{t.payoutTitle(payout.n, euros(payout.amount, language))}</h4>
          {payout.state === 'payout_failed' && (
            <Notice kind="alarm" title={t.payout}>
              {t.payoutFailed}
            </Notice>
          )}
          <PayoutTimeline payout={payout} />
        </section>
      ))}
    </>
  )
}

function PayoutTimeline({ payout }: { payout: PayoutOnItsWay }) {
  const language = useLanguage()
  const t = useMessages(initiatorMessages).desk.payoutSteps
  const moments = [
    { label: t.proposed, at: payout.proposedAt },
    { label: t.approved, at: payout.approvedAt },
    { label: t.transferred, at: payout.transferredAt },
    { label: t.paidOut, at: payout.paidOutAt },
  ]
  const current = moments.findIndex(({ at }) => at === null)
  return (
    <Timeline
      steps={moments.map(({ label, at }, index): TimelineStep => ({
        label,
        when: at ? day(at, language) : undefined,
        state: at ? 'done' : index === current ? 'now' : 'to-come',
      }))}
    />
  )
}
