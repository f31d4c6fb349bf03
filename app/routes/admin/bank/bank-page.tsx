import type { BankLine, BookedStatement } from '#app/domain/bank/bank-queries.server.ts'
import type { StatementRefusal } from '#app/domain/bank/statement.ts'
import type { Cents } from '#app/domain/money.ts'
import { day, euros, signedAmount } from '#app/i18n/format.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import { UploadResult } from './upload-result.tsx'

/** What became of an upload. */
export interface BankAnswer {
  problem?: 'missing'
  /** The reader's own sentence. */
  unreadable?: string
  results?: readonly {
    named: string | null
    outcome:
      | { kind: 'booked'; statementId: string; known: number; lines: number }
      | { kind: 'known' }
      | { kind: 'refused'; refusal: StatementRefusal }
  }[]
}

interface BankPageProps {
  pages: readonly DeskPage[]
  ibans: readonly string[]
  standings: readonly { iban: string; closing: Cents; lastDay: string | null }[]
  suspense: readonly BankLine[]
  statements: readonly BookedStatement[]
  older: string | null
  isNewest: boolean
  mayBook: boolean
  answer?: BankAnswer
}

/** The bank: where it stands, a statement to book, what waits for a person, and what was booked. */
export function BankPage(page: BankPageProps) {
  const t = useMessages(bankMessages)
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={page.pages} current="bank" />
      <div className="page after">
        <p className="lead">{t.lead}</p>
        <Actions>
          <ButtonLink href="/admin/bank/files">{t.links.files}</ButtonLink>
          <ButtonLink href="/admin/own-payouts">{t.links.ownPayouts}</ButtonLink>
        </Actions>
      </div>
      {page.answer && <UploadResult answer={page.answer} />}
      <Section id="standing" title={t.upload.title}>
        <Columns aside={<Standings {...page} />}>
          {page.ibans.length === 0 ? (
            <Notice kind="concern" title={t.notSetUp}>
              {t.notSetUpText}
            </Notice>
          ) : page.mayBook ? (
            <Upload answer={page.answer} />
          ) : (
            <p>{t.upload.noRole}</p>
          )}
        </Columns>
      </Section>
      <Suspense lines={page.suspense} />
      <Statements {...page} />
    </>
  )
}

function Upload({ answer }: Pick<BankPageProps, 'answer'>) {
  const t = useMessages(bankMessages).upload
  const errors = { statement: answer?.problem && t.missing }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form hasFiles errors={errors} action="/admin/bank">
        <FileField
          name="statement"
          label={t.field}
          hint={t.hint}
          accept=".xml,text/xml,application/xml"
          isRequired
        />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </>
  )
}

function Standings({ ibans, standings }: BankPageProps) {
  const language = useLanguage()
  const t = useMessages(bankMessages)
  return (
    <Facts
      facts={ibans.map(iban => {
        const standing = standings.find(each => each.iban === iban)
        const until = standing?.lastDay ? day(standing.lastDay, language) : null
        return {
          label: t.standing(iban),
          value: standing ? t.standingText(euros(standing.closing, language), until) : t.standingNone,
        }
      })}
    />
  )
}

function Suspense({ lines }: { lines: readonly BankLine[] }) {
  const language = useLanguage()
  const t = useMessages(bankMessages).suspense
  return (
    <Section id="suspense" title={t.title} aside={lines.length > 0 ? t.aside : undefined}>
      {lines.length === 0 ? (
        <Empty title={t.none}>{t.noneText}</Empty>
      ) : (
        <Queue>
          {lines.map(line => (
            <Job
              key={line.id}
              title={t.line(signedAmount(line.amount, language), line.counterparty)}
              age={line.bookingDate === null ? undefined : day(line.bookingDate, language)}
              deed={<ButtonLink href={`/admin/bank/lines/${line.id}`}>{t.look}</ButtonLink>}
            >
              {line.remittance}
            </Job>
          ))}
        </Queue>
      )}
    </Section>
  )
}

function Statements({ statements, older, isNewest }: BankPageProps) {
  const language = useLanguage()
  const t = useMessages(bankMessages).statements
  return (
    <Section id="statements" title={t.title}>
      <Table
        caption={t.caption}
        columns={[
          { label: t.statement },
          { label: t.until },
          { label: t.lines, isNumber: true },
          { label: t.waiting, isNumber: true },
          { label: t.closing, isNumber: true },
        ]}
        rows={statements.map(statement => ({
          key: statement.id,
          cells: [
            <a key="statement" href={`/admin/bank/statements/${statement.id}`}>
              {t.nth(statement.n, statement.iban)}
            </a>,
            statement.lastDay === null ? '' : day(statement.lastDay, language),
            statement.lines,
            statement.inSuspense,
            euros(statement.closing, language),
          ],
        }))}
        empty={<Empty title={t.none}>{t.noneText}</Empty>}
      />
      <Pager
        newerHref={isNewest ? undefined : '/admin/bank'}
        newerLabel={t.newest}
        olderHref={older === null ? undefined : `/admin/bank?before=${older}#statements`}
        olderLabel={t.older}
      />
    </Section>
  )
}
