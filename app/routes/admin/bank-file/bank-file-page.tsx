import type { BankFile, BankPayment, LeftOut } from '#app/domain/bank/bank-file-queries.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { bankFileMessages } from '#app/i18n/messages/bank-files.ts'
import { fourEyesMessages } from '#app/i18n/messages/four-eyes.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SecondSignature, SignatureNotices } from '#app/ui/desk/second-signature.tsx'
import type { SignatureAnswer, Signing } from '#app/ui/desk/second-signature.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { Table } from '#app/ui/table.tsx'

interface BankFilePageProps {
  pages: readonly DeskPage[]
  file: BankFile
  payments: readonly BankPayment[]
  /** Who is owed as well, but could not go into a file; only while this one waits. */
  leftOut: readonly LeftOut[]
  signing: Signing
  mayVoid: boolean
  isFresh: boolean
  email: string
  answer?: SignatureAnswer
}

/** One file for the bank: what is in it, the second signature, and, once it was written, the file itself. */
export function BankFilePage({ pages, file, payments, leftOut, answer, ...signature }: BankFilePageProps) {
  const language = useLanguage()
  const { page: t, states } = useMessages(bankFileMessages)
  const amount = euros(file.total, language)
  return (
    <>
      <DeskHead
        kicker={
          <>
            <a href="/admin/bank/files">{t.back}</a> · <Stamp kind="money">{states[file.state]}</Stamp>
          </>
        }
        title={t.title(file.n, amount)}
      />
      <DeskTabs pages={pages} current="bank" />
      <div className="page after">
        <SignatureNotices answer={answer} voidReason={file.voidReason} />
        <FileFacts file={file} />
        {leftOut.length > 0 && <NotInFile leftOut={leftOut} />}
        {file.state === 'exported' && (
          <>
            <p className="after">{t.downloadText}</p>
            <Actions>
              <ButtonLink href={`/admin/bank/files/${file.id}/pain001.xml`}>{t.download}</ButtonLink>
            </Actions>
          </>
        )}
      </div>
      {file.state === 'proposed' && (
        <SecondSignature
          {...signature}
          hash={file.approvalHash}
          amount={amount}
          answer={answer}
          returnTo={`/admin/bank/files/${file.id}`}
        >
          <p>{t.text(file.payments, amount)}</p>
        </SecondSignature>
      )}
      <Payments payments={payments} />
    </>
  )
}

function NotInFile({ leftOut }: Pick<BankFilePageProps, 'leftOut'>) {
  const t = useMessages(bankFileMessages)
  const words: Partial<Record<string, string>> = t.troubles
  return (
    <Notice kind="concern" title={t.leftOut.title}>
      <ul>
        {leftOut.map(({ subjectId, payeeName, payeeIban, reasons }) => (
          <li key={subjectId}>
            {t.trouble(
              `${payeeName} (${payeeIban})`,
              reasons.map(reason => words[reason] ?? reason).join('; '),
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function FileFacts({ file }: { file: BankFile }) {
  const language = useLanguage()
  const { page: t } = useMessages(bankFileMessages)
  const { proposedBy: by } = useMessages(fourEyesMessages)
  const approved =
    file.approvedBy !== null && file.approvedAt !== null
      ? by(file.approvedBy, moment(file.approvedAt, language))
      : null
  const facts = [
    { label: t.payer, value: file.payerIban },
    { label: t.proposed, value: by(file.proposedBy.name, moment(file.proposedAt, language)) },
    { label: t.approved, value: approved },
    { label: t.hash, value: file.contentHash && <code>{file.contentHash}</code> },
  ]
  return <Facts facts={facts.filter(({ value }) => value !== null)} />
}

function Payments({ payments }: Pick<BankFilePageProps, 'payments'>) {
  const language = useLanguage()
  const { page: t, due, paymentStates } = useMessages(bankFileMessages)
  return (
    <Section id="payments" title={t.payments}>
      <Table
        caption={t.caption}
        columns={[
          { label: due.payee },
          { label: due.iban },
          { label: due.amount, isNumber: true },
          { label: t.state },
        ]}
        rows={payments.map(payment => ({
          key: payment.id,
          cells: [
            payment.payeeName,
            payment.payeeIban,
            euros(payment.amount, language),
            payment.returnReason === null
              ? paymentStates[payment.state]
              : `${paymentStates[payment.state]} (${payment.returnReason})`,
          ],
        }))}
      />
    </Section>
  )
}
