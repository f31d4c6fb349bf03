import type { BankLine, Candidate } from '#app/domain/bank/bank-queries.server.ts'
import type { Cleared } from '#app/domain/bank/bank.server.ts'
import { clearingsFor } from '#app/domain/bank/clearing.ts'
import type { Cents } from '#app/domain/money.ts'
import { day, euros, moment, signedAmount } from '#app/i18n/format.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { bankRuleName } from '#app/ui/desk/bank-rule-name.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Select } from '#app/ui/select.tsx'
import { Table } from '#app/ui/table.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import type { LINE_PROBLEMS } from './line-input.ts'

/** Why a line was not placed, and what was typed. */
export interface LineAnswer {
  problems?: Record<string, (typeof LINE_PROBLEMS)[number]>
  refusal?: Extract<Cleared, { ok: false }>['reason']
  values: { choice: string; campaignId: string; reason: string }
}

interface LinePageProps {
  pages: readonly DeskPage[]
  line: BankLine
  candidates: readonly Candidate[]
  debts: readonly { campaignId: string; title: string; owed: Cents }[]
  mayClear: boolean
  answer?: LineAnswer
}

/** One line of the bank: what it says, what it can be, side by side, and the form in which a person decides. */
export function LinePage(page: LinePageProps) {
  const language = useLanguage()
  const { line: t, statement } = useMessages(bankMessages)
  const { line, answer } = page
  const amount = signedAmount(line.amount, language)
  const isOpen = line.state === 'suspense'
  return (
    <>
      <DeskHead
        kicker={<a href={`/admin/bank/statements/${line.statementId}`}>{statement.back}</a>}
        title={isOpen ? t.title(amount) : t.titleDone(amount)}
      />
      <DeskTabs pages={page.pages} current="bank" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.problems[answer.refusal]}
          </Notice>
        )}
        <LineFacts line={line} />
      </div>
      {isOpen && (
        <>
          <Candidates candidates={page.candidates} />
          <Section id="decide" title={t.decide}>
            {page.mayClear ? <Decision {...page} /> : <p>{t.noRole}</p>}
          </Section>
        </>
      )}
    </>
  )
}

function LineFacts({ line }: { line: BankLine }) {
  const language = useLanguage()
  const { line: t, statement } = useMessages(bankMessages)
  const entryId = line.clearedEntryId ?? line.entryId
  const rule = bankRuleName(line.rule, language)
  const facts = [
    { label: t.facts.day, value: line.bookingDate && day(line.bookingDate, language) },
    { label: t.facts.iban, value: line.iban },
    { label: t.facts.who, value: line.counterparty ?? t.unknown },
    { label: t.facts.whoIban, value: line.counterpartyIban },
    { label: t.facts.text, value: line.remittance },
    { label: t.facts.returned, value: line.returnReason },
    {
      label: t.facts.state,
      value: (
        <>
          {rule} {entryId !== null && <a href={`/admin/journal/${entryId}`}>({statement.entry})</a>}
        </>
      ),
    },
    {
      label: t.facts.cleared,
      value:
        line.clearedAt !== null &&
        `${line.clearReason ?? ''} (${t.clearedBy(line.clearedBy ?? '', moment(line.clearedAt, language))})`,
    },
  ]
  return <Facts facts={facts.filter(({ value }) => value !== null && value !== false)} />
}

function Candidates({ candidates }: Pick<LinePageProps, 'candidates'>) {
  const language = useLanguage()
  const { line: t } = useMessages(bankMessages)
  return (
    <Section id="candidates" title={t.candidates}>
      {candidates.length > 0 && <p>{t.candidatesText}</p>}
      <Table
        caption={t.candidates}
        columns={[
          { label: t.candidate },
          { label: t.day },
          { label: t.amount, isNumber: true },
          { label: t.proof },
        ]}
        rows={candidates.map(candidate => ({
          key: candidate.subject.id,
          cells: [
            t.asCandidate(bankRuleName(candidate.rule, language), candidate.name),
            candidate.day === null ? '' : day(candidate.day, language),
            euros(candidate.amount, language),
            candidate.isProven ? t.proven : t.unproven,
          ],
        }))}
        empty={<p>{t.candidatesNone}</p>}
      />
    </Section>
  )
}

function Decision({ line, candidates, debts, answer }: LinePageProps) {
  const language = useLanguage()
  const { line: t } = useMessages(bankMessages)
  const errors = {
    choice: answer?.problems?.choice && t.problems[answer.problems.choice],
    reason: answer?.problems?.reason && t.problems[answer.problems.reason],
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form values={answer?.values} errors={errors}>
        <Choice
          name="choice"
          label={t.choose}
          isRequired
          options={[
            ...candidates.map(({ rule, subject, name }) => ({
              value: `candidate:${subject.type}:${subject.id}`,
              label: t.asCandidate(bankRuleName(rule, language), name),
            })),
            ...clearingsFor(line.amount)
              .filter(clearing => clearing !== 'debt' || debts.length > 0)
              .map(clearing => ({ value: clearing, label: t.clearings[clearing] })),
          ]}
        />
        {debts.length > 0 && (
          <Select
            name="campaignId"
            label={t.debt}
            hint={t.debtHint}
            emptyLabel={t.debtNone}
            options={debts.map(({ campaignId, title, owed }) => ({
              value: campaignId,
              label: t.debtOption(title, euros(owed, language)),
            }))}
          />
        )}
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={3} isRequired />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}
