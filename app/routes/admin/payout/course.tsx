import type { JournalEntry } from '#app/domain/ledger/journal-queries.server.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { moment } from '#app/i18n/format.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import type { TimelineStep } from '#app/ui/timeline.tsx'

interface CourseProps {
  payout: DeskPayout
  entries: readonly JournalEntry[]
}

/** From proposal to bank, each step with who, when, and the entry or Stripe's own number that proves it. */
export function Course({ payout, entries }: CourseProps) {
  const language = useLanguage()
  const t = useMessages(payoutMessages).course
  const at = (instant: string) => moment(instant, language)
  const { proposedBy, proposedAt, voidedAt } = payout
  const proposed: TimelineStep = {
    label: t.proposed,
    state: 'done',
    when: at(proposedAt),
    note: t.by(proposedBy.name),
  }
  const steps = voidedAt
    ? [proposed, { label: t.voided, state: 'done' as const, when: at(voidedAt) }]
    : [proposed, ...useLaterSteps({ payout, entries })]
  return <Timeline steps={steps} />
}

/** A step is done once it has its moment; the first that is not is where the money is now. */
function useLaterSteps({ payout, entries }: CourseProps): TimelineStep[] {
  const language = useLanguage()
  const t = useMessages(payoutMessages).course
  const approval = entries.find(({ kind }) => kind === 'settlement-approved')
  const transfer = entries.find(({ kind }) => kind === 'transfer-sent')
  const hasFailed = payout.state === 'payout_failed'
  const steps = [
    {
      label: t.approved,
      at: payout.approvedAt,
      note: (
        <>
          {payout.approvedBy && t.by(payout.approvedBy.name)}{' '}
          {approval && <EntryLink entry={approval} label={t.entry} />}
        </>
      ),
    },
    {
      label: t.transferred,
      at: payout.transferredAt,
      note: payout.transferId && t.transfer(payout.transferId),
    },
    {
      label: t.onBalance,
      at: transfer?.occurredAt ?? null,
      note: transfer && <EntryLink entry={transfer} label={t.entry} />,
    },
    {
      label: hasFailed ? t.payoutFailed : t.paidOut,
      at: payout.paidOutAt,
      note: payout.stripePayoutId && t.stripePayout(payout.stripePayoutId),
    },
  ]
  const current = steps.findIndex(step => step.at === null)
  return steps.map(({ label, at, note }, index) => ({
    label,
    state: at ? 'done' : index === current ? 'now' : 'to-come',
    when: at ? moment(at, language) : undefined,
    note: at || (hasFailed && index === steps.length - 1) ? note : undefined,
  }))
}

function EntryLink({ entry, label }: { entry: JournalEntry; label: string }) {
  return <a href={`/admin/journal/${entry.id}`}>{label}</a>
}
