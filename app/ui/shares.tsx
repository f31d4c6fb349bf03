import type { Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

export interface ShareShown {
  id: string
  title: string
  description: string
  price: Cents
  /** How many there are; null when there is no limit. */
  limit: number | null
  /** How many were chosen or are being paid for. */
  taken: number
  /** Where to choose it; without it (a campaign that ended) there is no button. */
  href?: string
}

/** Rewards as shares, numeral first. Sold out is a word as well as a line through the price. */
export function Shares({ rewards }: { rewards: readonly ShareShown[] }) {
  return (
    <ul className="shares">
      {rewards.map(reward => (
        <Share key={reward.id} {...reward} />
      ))}
    </ul>
  )
}

function Share({ title, description, price, limit, taken, href }: ShareShown) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  const isGone = limit !== null && taken >= limit
  const amount = wholeEuros(price, language)
  return (
    <li className={classNames('share', isGone && 'gone')}>
      <p className="price">{amount}</p>
      <div>
        <h3>{title}</h3>
        <p>{description}</p>
        {isGone ? (
          <p className="stock">
            <strong>{t.soldOut}</strong>: {t.soldOutExplained(limit)}
          </p>
        ) : (
          <Stock limit={limit} taken={taken} />
        )}
      </div>
      {href && !isGone && (
        <ButtonLink href={href}>
          <span>{t.giveAmount(amount)}</span>
        </ButtonLink>
      )}
    </li>
  )
}

function Stock({ limit, taken }: { limit: number | null; taken: number }) {
  const t = useMessages(fundingMessages)
  if (limit !== null) return <p className="stock">{t.left(limit - taken, limit)}</p>
  return taken > 0 ? <p className="stock">{t.chosen(taken)}</p> : null
}
