import type { BankLine, BookedStatement } from '#app/domain/bank/bank-queries.server.ts'
import { day, euros, moment, signedAmount } from '#app/i18n/format.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { bankRuleName } from '#app/ui/desk/bank-rule-name.ts'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

interface StatementPageProps {
  pages: readonly DeskPage[]
  statement: BookedStatement
  lines: readonly BankLine[]
  next: number | null
}

/** One booked statement: its balances, who booked it, and every line with what it was booked as. */
export function StatementPage({ pages, statement, lines, next }: StatementPageProps) {
  const language = useLanguage()
  const t = useMessages(bankMessages).statement
  return (
    <>
      <DeskHead kicker={<a href="/admin/bank">{t.back}</a>} title={t.title(statement.n)} />
      <DeskTabs pages={pages} current="bank" />
      <div className="page after">
        <Facts
          facts={[
            { label: t.facts.iban, value: statement.iban },
            { label: t.facts.named, value: statement.named ?? '' },
            { label: t.facts.opening, value: euros(statement.opening, language) },
            { label: t.facts.closing, value: euros(statement.closing, language) },
            { label: t.facts.known, value: statement.known },
            { label: t.facts.file, value: statement.fileName },
            {
              label: t.facts.booked,
              value: t.facts.by(statement.bookedBy, moment(statement.bookedAt, language)),
            },
          ].filter(({ value }) => value !== '' && value !== 0)}
        />
      </div>
      <Section id="lines" title={t.lines}>
        <Table
          caption={t.caption}
          columns={[
            { label: t.day },
            { label: t.amount, isNumber: true },
            { label: t.who },
            { label: t.what },
          ]}
          rows={lines.map(line => ({
            key: line.id,
            cells: [
              line.bookingDate === null ? '' : day(line.bookingDate, language),
              signedAmount(line.amount, language),
              [line.counterparty, line.remittance].filter(text => text !== null).join(': '),
              <Booked key="booked" line={line} />,
            ],
          }))}
          empty={<p>{t.empty}</p>}
        />
        <Pager
          olderHref={next === null ? undefined : `/admin/bank/statements/${statement.id}?from=${next}#lines`}
          olderLabel={t.next}
        />
      </Section>
    </>
  )
}

function Booked({ line }: { line: BankLine }) {
  const language = useLanguage()
  const t = useMessages(bankMessages).statement
  const name = bankRuleName(line.rule, language)
  if (line.state === 'booked' && line.entryId !== null)
    return (
      <>
        {name} (<a href={`/admin/journal/${line.entryId}`}>{t.entry}</a>)
      </>
    )
  return line.entryId === null ? <>{name}</> : <a href={`/admin/bank/lines/${line.id}`}>{name}</a>
}
