import type { CampaignState } from '#db/schema.ts'
import type { CampaignSums } from '#app/domain/ledger/ledger-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { day, euros } from '#app/i18n/format.ts'
import { ledgerMessages } from '#app/i18n/messages/ledger.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Flow } from '#app/ui/flow.tsx'
import type { FlowStep } from '#app/ui/flow.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { LedgerHead } from '#app/ui/ledger-head.tsx'
import { LedgerTable } from '#app/ui/ledger-table.tsx'
import type { LedgerLine } from '#app/ui/ledger-table.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { Recompute } from './recompute.tsx'
import type { Proof } from './recompute.tsx'

interface LedgerPageProps extends Proof {
  campaign: { title: string; slug: string; state: CampaignState }
  sums: CampaignSums
  lines: readonly LedgerLine[]
  opening: { day: string; balance: Cents } | null
  /** The page with older lines. */
  older: string | null
  isNewest: boolean
}

/** The public cash book: what is kept, how it came to be, every line of it, and how to recompute it. */
export function LedgerPage({ campaign, sums, lines, opening, older, isNewest, ...proof }: LedgerPageProps) {
  const language = useLanguage()
  const t = useMessages(ledgerMessages)
  const book = `/campaigns/${campaign.slug}/ledger`
  return (
    <>
      <LedgerHead
        kicker={
          <>
            {t.bookOf} <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
          </>
        }
        figure={euros(sums.kept, language)}
        what={t.inKeeping}
        lead={t.lead[leadOf(campaign.state)]}
      >
        <Flow steps={useFlowSteps(sums)} />
      </LedgerHead>
      <Section id="entries" title={t.entries} aside={<Downloads book={book} />}>
        {lines.length === 0 ? (
          <Empty title={t.empty.title}>{t.empty.text}</Empty>
        ) : (
          <LedgerTable
            caption={t.caption(day(lines.at(-1)?.day ?? '', language), day(lines[0]?.day ?? '', language))}
            lines={lines}
            opening={opening ? { ...opening, label: t.opening } : undefined}
          />
        )}
        <Pager
          newerHref={isNewest ? undefined : book}
          newerLabel={t.newest}
          olderHref={older ?? undefined}
          olderLabel={t.older}
        />
      </Section>
      <Recompute {...proof} tips={sums.tips} />
    </>
  )
}

function leadOf(state: CampaignState): 'running' | 'succeeded' | 'notSucceeded' {
  if (state === 'succeeded') return 'succeeded'
  return state === 'failed' || state === 'canceled' ? 'notSucceeded' : 'running'
}

function Downloads({ book }: { book: string }) {
  const t = useMessages(ledgerMessages)
  return (
    <p className="actions">
      <a href={`${book}.csv`} download>
        {t.csv}
      </a>{' '}
      <a href={`${book}.journal`} download>
        {t.hledger}
      </a>{' '}
      <a href={`${book}/proof`}>{t.proof}</a>
    </p>
  )
}

/** From what was promised to what is kept. What went out is shown with its sign. */
function useFlowSteps(sums: CampaignSums): FlowStep[] {
  const language = useLanguage()
  const t = useMessages(ledgerMessages).flow
  const out = (amount: Cents) => cents(0 - amount)
  const onCards = sums.onCards > 0 ? t.onCards(euros(sums.onCards, language)) : undefined
  const fees: FlowStep[] =
    sums.feesAndCosts > 0
      ? [{ label: t.feesAndCosts, amount: out(sums.feesAndCosts), kind: 'ink', why: t.feesWhy }]
      : []
  return [
    { label: t.promised, amount: sums.promised, kind: 'money', why: onCards },
    {
      label: t.received,
      amount: sums.received,
      kind: 'money',
      why: sums.received === 0 ? t.nothingReceived : undefined,
    },
    { label: t.paidBack, amount: out(sums.paidBack), kind: 'ink' },
    ...fees,
    {
      label: t.paidOut,
      amount: out(sums.paidOut),
      kind: 'ink',
      why: sums.paidOut === 0 ? t.notPaidOut : undefined,
    },
    { label: t.kept, amount: sums.kept, kind: 'money' },
  ]
}
