import { Fragment } from 'react'
import type { Debt } from '#app/domain/debts/debt-queries.server.ts'
import type { Instant } from '#app/domain/clock.ts'
import { sum, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { RefundThatWaits } from '#app/domain/payments/cover.server.ts'
import type { Coverage } from '#app/domain/reconciliation/coverage.ts'
import { amount, day, euros } from '#app/i18n/format.ts'
import { coverageMessages } from '#app/i18n/messages/coverage.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import { DebtForm, Debts } from './debts.tsx'
import type { DebtAnswer } from './debts.tsx'
import { Waits } from './waits.tsx'

interface CoveragePageProps {
  pages: readonly DeskPage[]
  coverage: Coverage
  /** Refunds that are sent when the float covers them, oldest first. */
  waits: readonly RefundThatWaits[]
  now: Instant
  debts: readonly Debt[]
  mayDecide: boolean
  /** The debt that is decided on. */
  inHand: Debt | null
  byBank: readonly {
    refundId: string
    campaignTitle: string
    amount: Cents
    decidedAt: string
    standing: 'asked' | 'ready' | 'inFile'
  }[]
  answer?: DebtAnswer
}

/** What we hold beside what we owe, and money that goes another way than usual. */
export function CoveragePage(page: CoveragePageProps) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  const { coverage, inHand, answer } = page
  const isShort = coverage.float < ZERO
  const float = euros(coverage.float < ZERO ? ((0 - coverage.float) as Cents) : coverage.float, language)
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={page.pages} current="coverage" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        <p className="lead">{t.lead}</p>
        <Notice kind={isShort ? 'alarm' : 'money'} title={isShort ? t.short(float) : t.enough(float)}>
          {isShort ? t.shortText : t.enoughText}
        </Notice>
      </div>
      {inHand && <DebtForm debt={inHand} answer={answer} />}
      <Sums coverage={coverage} />
      <Section id="waits" title={t.waits}>
        <Waits waits={page.waits} now={page.now} />
      </Section>
      <Section id="debts" title={t.debts}>
        <Debts debts={page.debts} mayDecide={page.mayDecide} />
      </Section>
      <Section id="by-bank" title={t.byBank}>
        <ByBank byBank={page.byBank} mayGive={page.mayDecide} />
      </Section>
    </>
  )
}

function Sums({ coverage: { held, owed } }: Pick<CoveragePageProps, 'coverage'>) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  const total = (lines: readonly { amount: Cents }[]) => amount(sum(lines.map(line => line.amount)), language)
  return (
    <>
      <Section id="held" title={t.held}>
        <Table
          caption={t.held}
          columns={[{ label: t.where }, { label: t.amount, isNumber: true }]}
          rows={held.map(line => ({
            key: line.account,
            cells: [t.places[line.account], amount(line.amount, language)],
          }))}
          total={[t.together, total(held)]}
        />
      </Section>
      <Section id="owed" title={t.owed}>
        <Table
          caption={t.owed}
          columns={[{ label: t.to }, { label: t.amount, isNumber: true }]}
          rows={owed.map(line => ({
            key: line.account,
            cells: [t.debtsTo[line.account], amount(line.amount, language)],
          }))}
          total={[t.together, total(owed)]}
        />
      </Section>
    </>
  )
}

function ByBank({ byBank, mayGive }: Pick<CoveragePageProps, 'byBank'> & { mayGive: boolean }) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  return (
    <Table
      caption={t.byBank}
      columns={[
        { label: t.columns.campaign },
        { label: t.columns.amount, isNumber: true },
        { label: t.columns.state },
        { label: t.columns.since },
      ]}
      rows={byBank.map(refund => ({
        key: refund.refundId,
        cells: [
          refund.campaignTitle,
          amount(refund.amount, language),
          <Fragment key="standing">
            {t.byBankStates[refund.standing]}
            {mayGive && refund.standing !== 'inFile' && (
              <>
                {' '}
                <a href={`/admin/refunds/${refund.refundId}/account`}>{t.giveAccount}</a>
              </>
            )}
          </Fragment>,
          day(refund.decidedAt, language),
        ],
      }))}
      empty={<Empty title={t.byBankNone}>{t.byBankText}</Empty>}
    />
  )
}
