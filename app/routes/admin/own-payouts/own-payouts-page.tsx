import type { OwnIncome, PlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import type { PlatformProposal } from '#app/domain/payouts/payouts.server.ts'
import { cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { ownPayoutMessages } from '#app/i18n/messages/own-payouts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

/** Why nothing was proposed, and what was typed. */
export interface ProposalAnswer {
  refusal?: Extract<PlatformProposal, { ok: false }>['reason'] | 'sign-in-again'
  isBadAmount?: boolean
  amount: string
}

interface OwnPayoutsPageProps {
  pages: readonly DeskPage[]
  income: OwnIncome
  payouts: readonly PlatformPayout[]
  mayPropose: boolean
  isFresh: boolean
  email: string
  answer?: ProposalAnswer
}

/** What the platform earned and can pay out, the form that proposes it, and every payout of it before. */
export function OwnPayoutsPage(page: OwnPayoutsPageProps) {
  const language = useLanguage()
  const { title, lead, list: t, states, propose } = useMessages(ownPayoutMessages)
  const { answer } = page
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={page.pages} current="bank" />
      <div className="page after">
        <p className="lead">{lead}</p>
        {answer?.refusal && (
          <Notice kind="alarm" title={propose.refused} isAnswer>
            {propose.refusals[answer.refusal]}
          </Notice>
        )}
      </div>
      <Section id="propose" title={propose.title}>
        <Columns aside={<Proposal {...page} />}>
          <Income income={page.income} />
        </Columns>
      </Section>
      <Section id="all" title={t.title}>
        <Table
          caption={t.caption}
          columns={[{ label: t.payout }, { label: t.amount, isNumber: true }, { label: t.state }]}
          rows={page.payouts.map(payout => ({
            key: payout.id,
            cells: [
              <a key="payout" href={`/admin/own-payouts/${payout.id}`}>
                {payout.n} · {payout.descriptor}
              </a>,
              euros(payout.amount, language),
              states[payout.state],
            ],
          }))}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      </Section>
    </>
  )
}

function Income({ income }: { income: OwnIncome }) {
  const language = useLanguage()
  const t = useMessages(ownPayoutMessages).income
  const less = (amount: number) => euros(cents(0 - amount), language)
  const rows = [
    [t.fees, euros(income.fees, language)],
    [t.tips, euros(income.tips, language)],
    [t.costs, less(income.costs)],
    [t.outstanding, less(income.outstanding)],
    [t.fronted, euros(income.fronted, language)],
    [t.paidOut, less(income.paidOut)],
  ]
  return (
    <Table
      caption={t.caption}
      columns={[{ label: t.what }, { label: t.amount, isNumber: true }]}
      rows={rows.map(cells => ({ key: String(cells[0]), cells }))}
      total={[t.available, euros(income.available, language)]}
    />
  )
}

function Proposal({ income, mayPropose, isFresh, email, answer }: OwnPayoutsPageProps) {
  const language = useLanguage()
  const t = useMessages(ownPayoutMessages).propose
  if (!mayPropose) return <p>{t.noRole}</p>
  if (income.available === 0) return <p>{t.nothing}</p>
  if (!isFresh) return <SignInAgain email={email} returnTo="/admin/own-payouts" />
  const errors = { amount: answer?.isBadAmount ? t.problems.amount : undefined }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form values={{ amount: answer?.amount }} errors={errors}>
        <EuroField
          name="amount"
          label={t.amount}
          hint={t.hint(euros(income.available, language))}
          isRequired
        />
        <Actions>
          <Button look="pay">{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}
