import type { Cents } from '#app/domain/money.ts'
import { dayLong, wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import type { Hands } from '#app/ui/singel.tsx'

interface TallyProps {
  raised: Cents
  minimum: Cents
  /** How many backers, when that is said. */
  backers?: number
  /** The last day (`2026-12-12`) and how many days are left (negative: over). */
  deadline?: { day: string; daysLeft: number }
  hands?: Hands
  /** Where the entries behind the amount are. */
  ledgerHref?: string
}

/** The figures beside the ring, each with its total and its unit. */
export function Tally({ raised, minimum, backers, deadline, hands, ledgerHref }: TallyProps) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  const figure = wholeEuros(raised, language)
  const goal = wholeEuros(minimum, language)
  return (
    <dl className="tally">
      <div className="money">
        <dt>
          <span className="key money" />
          {t.money}
        </dt>
        <dd>
          {ledgerHref ? (
            <a className="figure" href={ledgerHref}>
              {figure}
            </a>
          ) : (
            <span className="figure">{figure}</span>
          )}{' '}
          {backers ? t.ofMinimumBy(goal, backers) : t.ofMinimum(goal)}
        </dd>
      </div>
      {hands && (
        <div className="hands">
          <dt>
            <span className="key hands" />
            {t.hands}
          </dt>
          <dd>
            <span className="figure">{t.needsMet(hands.met, hands.all)}</span> {t.needsMetUnit}
          </dd>
        </div>
      )}
      {deadline && (
        <div>
          <dt>{t.time}</dt>
          <dd>
            <span className="figure">{t.daysLeft(deadline.daysLeft)}</span>{' '}
            {(deadline.daysLeft < 0 ? t.endedOn : t.upTo)(dayLong(deadline.day, language))}
          </dd>
        </div>
      )}
    </dl>
  )
}
