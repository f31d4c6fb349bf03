import type { StatementRefusal } from '#app/domain/bank/statement.ts'
import { day, euros, monthName } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { BankAnswer } from './bank-page.tsx'

/** What became of each statement of a file, with the figures where one was refused. */
export function UploadResult({ answer }: { answer: BankAnswer }) {
  const language = useLanguage()
  const t = useMessages(bankMessages)
  if (answer.unreadable !== undefined)
    return (
      <div className="page after">
        <Notice kind="alarm" title={t.upload.unreadable} isAnswer>
          {t.upload.unreadableText(answer.unreadable)}
        </Notice>
      </div>
    )
  return (
    <div className="page after">
      {answer.results?.map(({ named, outcome }, index) => (
        <Notice
          key={index}
          kind={outcome.kind === 'refused' ? 'alarm' : 'plain'}
          title={t.result.named(named)}
          isAnswer
        >
          {outcome.kind === 'booked' ? (
            <p>
              {t.result.booked(outcome.lines, outcome.known)}{' '}
              <a href={`/admin/bank/statements/${outcome.statementId}`}>{t.result.open}</a>
            </p>
          ) : outcome.kind === 'known' ? (
            t.result.known
          ) : (
            `${t.result.refused} ${refusalSentence(outcome.refusal, language)}`
          )}
        </Notice>
      ))}
    </div>
  )
}

function refusalSentence(refusal: StatementRefusal, language: Language): string {
  const t = messagesFor(bankMessages, language).refusals
  const on = (date: string | null) => (date === null ? null : day(date, language))
  switch (refusal.reason) {
    case 'not-ours':
      return t['not-ours'](refusal.account)
    case 'other-currency':
      return t['other-currency'](refusal.currency)
    case 'no-balances':
    case 'too-large':
      return t[refusal.reason]
    case 'pages-missing':
      return t['pages-missing'](refusal.numbers, refusal.after)
    case 'month-closed':
      return t['month-closed'](monthName(refusal.month, language))
    case 'not-yet':
      return t['not-yet'](day(refusal.day, language))
    case 'does-not-add-up': {
      const { opening, moved, closing, difference } = refusal
      return t['does-not-add-up'](
        euros(opening, language),
        euros(moved, language),
        euros(closing, language),
        euros(difference, language),
      )
    }
    case 'gap':
      return t.gap(
        euros(refusal.closed, language),
        euros(refusal.opens, language),
        euros(refusal.missing, language),
        on(refusal.lastDay),
      )
    case 'older':
      return t.older(on(refusal.lastDay))
  }
}
