import type { BankFile, DuePayment, LeftOut } from '#app/domain/bank/bank-file-queries.server.ts'
import type { FileProposal, PaymentTrouble } from '#app/domain/bank/bank.server.ts'
import { sum } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { bankFileMessages } from '#app/i18n/messages/bank-files.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

/** Why no file was made. */
export interface FilesAnswer {
  refusal: Extract<FileProposal, { ok: false }>['reason'] | 'sign-in-again'
  troubles?: readonly PaymentTrouble[]
}

interface BankFilesPageProps {
  pages: readonly DeskPage[]
  /** What a file would carry now. */
  due: readonly DuePayment[]
  /** What it could not, with why. */
  leftOut: readonly LeftOut[]
  /** Whether this person may fill in another account for a refund. */
  mayMend: boolean
  files: readonly BankFile[]
  hasBank: boolean
  mayPropose: boolean
  isFresh: boolean
  email: string
  answer?: FilesAnswer
}

/** What our bank has to pay, the form that proposes a file of it, and every file before. */
export function BankFilesPage(page: BankFilesPageProps) {
  const language = useLanguage()
  const { title, lead, list: t, states } = useMessages(bankFileMessages)
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={page.pages} current="bank" />
      <div className="page after">
        <p className="lead">{lead}</p>
        {page.answer && <Refused answer={page.answer} />}
      </div>
      <Due {...page} />
      {page.leftOut.length > 0 && <NotInFile leftOut={page.leftOut} mayMend={page.mayMend} />}
      <Section id="all" title={t.title}>
        <Table
          caption={t.caption}
          columns={[
            { label: t.file },
            { label: t.payments, isNumber: true },
            { label: t.amount, isNumber: true },
            { label: t.state },
          ]}
          rows={page.files.map(file => ({
            key: file.id,
            cells: [
              <a key="file" href={`/admin/bank/files/${file.id}`}>
                {t.file} {file.n}
              </a>,
              file.payments,
              euros(file.total, language),
              states[file.state],
            ],
          }))}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      </Section>
    </>
  )
}

/** A payment that the bank would refuse is named, with what is wrong with it. */
function Refused({ answer }: { answer: FilesAnswer }) {
  const t = useMessages(bankFileMessages)
  const words: Partial<Record<string, string>> = t.troubles
  return (
    <Notice kind="alarm" title={t.propose.refused} isAnswer>
      <p>{t.propose.refusals[answer.refusal]}</p>
      {answer.troubles && answer.troubles.length > 0 && (
        <ul>
          {answer.troubles.map(({ payee, reason }) => (
            <li key={`${payee?.iban} ${reason}`}>
              {t.trouble(payee && `${payee.name} (${payee.iban})`, words[reason] ?? reason)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** Who waits until their account is mended; the others do not wait for them. */
function NotInFile({ leftOut, mayMend }: Pick<BankFilesPageProps, 'leftOut' | 'mayMend'>) {
  const language = useLanguage()
  const t = useMessages(bankFileMessages)
  const words: Partial<Record<string, string>> = t.troubles
  return (
    <Section id="left-out" title={t.leftOut.title}>
      <p>{t.leftOut.text}</p>
      <ul>
        {leftOut.map(({ subjectId, payeeName, payeeIban, amount, reasons }) => (
          <li key={subjectId}>
            {t.trouble(
              `${payeeName} (${payeeIban}), ${euros(amount, language)}`,
              reasons.map(reason => words[reason] ?? reason).join('; '),
            )}
            {mayMend && (
              <>
                {' '}
                <a href={`/admin/refunds/${subjectId}/account`}>{t.leftOut.mend}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Due({ due, ...page }: BankFilesPageProps) {
  const language = useLanguage()
  const { due: t } = useMessages(bankFileMessages)
  const total = euros(sum(due.map(payment => payment.amount)), language)
  return (
    <Section id="due" title={t.title}>
      <Table
        caption={t.caption}
        columns={[
          { label: t.payee },
          { label: t.iban },
          { label: t.what },
          { label: t.amount, isNumber: true },
        ]}
        rows={due.map(payment => ({
          key: payment.subjectId,
          cells: [
            payment.payeeName,
            payment.payeeIban,
            <a key="campaign" href={`/admin/campaigns/${payment.campaignId}`}>
              {t.what_refund}
            </a>,
            euros(payment.amount, language),
          ],
        }))}
        total={[t.total, '', '', total]}
        empty={<Empty title={t.none}>{t.noneText}</Empty>}
      />
      {due.length > 0 && <Proposal {...page} count={due.length} total={total} />}
    </Section>
  )
}

interface ProposalProps extends Omit<BankFilesPageProps, 'due' | 'leftOut' | 'mayMend'> {
  count: number
  total: string
}

function Proposal({ hasBank, mayPropose, isFresh, email, count, total }: ProposalProps) {
  const t = useMessages(bankFileMessages).propose
  return (
    <div className="after">
      <h3>{t.title}</h3>
      {!mayPropose ? (
        <p>{t.noRole}</p>
      ) : !hasBank ? (
        <p>{t.noBank}</p>
      ) : !isFresh ? (
        <SignInAgain email={email} returnTo="/admin/bank/files" />
      ) : (
        <Form>
          <p>{t.text(count, total)}</p>
          <Actions>
            <Button look="pay">{t.button(total)}</Button>
          </Actions>
        </Form>
      )}
    </div>
  )
}
