import type { Cents } from '#app/domain/money.ts'
import { amount, dayShort, signedAmount } from '#app/i18n/format.ts'
import { booksMessages } from '#app/i18n/messages/books.ts'
import { classNames } from '#app/ui/class-names.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Stamp } from '#app/ui/stamp.tsx'

export interface LedgerLine {
  id: string
  /** The day (`2026-11-24`): the public book shows no times. */
  day: string
  what: string
  /** From where to where, in words. */
  route: string
  /** What it changed; negative when it went out. */
  change: Cents
  /** What was left after it. */
  balance: Cents
  /** What a correction turns back, in words. */
  corrects?: string
}

interface LedgerTableProps {
  caption: string
  /** Newest first. */
  lines: readonly LedgerLine[]
  /** The balance before the oldest line shown, when there are older ones. */
  opening?: { day: string; label?: string; balance: Cents }
}

/** The public cash book of a campaign. Each line has an anchor (`#entry-<id>`). */
export function LedgerTable({ caption, lines, opening }: LedgerTableProps) {
  const language = useLanguage()
  const t = useMessages(booksMessages)
  return (
    <table className="ledger">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.day}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.route}</th>
          <th scope="col" className="num">
            {t.amount}
          </th>
          <th scope="col" className="num">
            {t.balance}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <LedgerRow key={line.id} {...line} />
        ))}
      </tbody>
      {opening && (
        <tfoot>
          <tr>
            <th scope="row" className="day">
              {dayShort(opening.day, language)}
            </th>
            <td className="what" colSpan={3}>
              {opening.label ?? t.openingBalance}
            </td>
            <td className="num sum-col">{amount(opening.balance, language)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function LedgerRow({ id, day, what, route, change, balance, corrects }: LedgerLine) {
  const language = useLanguage()
  const t = useMessages(booksMessages)
  return (
    <tr id={`entry-${id}`} className={corrects === undefined ? undefined : 'fix'}>
      <th scope="row" className="day">
        <time dateTime={day}>{dayShort(day, language)}</time>
      </th>
      <td className="what">
        {corrects === undefined ? (
          what
        ) : (
          <>
            <Stamp>{t.correction}</Stamp> {what}. {corrects}
          </>
        )}
      </td>
      <td className="route">{route}</td>
      <td className={classNames('num sum-col', change > 0 && 'in')}>{signedAmount(change, language)}</td>
      <td className="num left">
        <span className="word">{t.balance.toLowerCase()} </span>
        {amount(balance, language)}
      </td>
    </tr>
  )
}
