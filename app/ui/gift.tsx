import type { ReactNode } from 'react'
import { number } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface GiftProps {
  /** What everyone gets, giver or not: `50.000 strips op 50.000 deurmatten`. */
  title: string
  description?: string
  planned?: number
  delivered?: number
  /** A drawing as wide as the page. */
  art?: ReactNode
  id?: string
}

/** The gift to the city, as wide as the page, with what is planned and what is delivered. */
export function Gift({ title, description, planned, delivered = 0, art, id = 'gift' }: GiftProps) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  const counted = delivered > 0 ? t.giftDelivered(number(delivered, language)) : t.giftNothingYet
  return (
    <section className="gift" id={id} aria-labelledby={`${id}-title`}>
      <div className="page gift-in">
        <h2 className="gift-name" id={`${id}-title`}>
          {t.gift}
        </h2>
        <p className="from-to">{title}</p>
        {description && <p className="lead">{description}</p>}
        {planned !== undefined && (
          <p>
            {t.giftPlanned(number(planned, language))} {counted}
          </p>
        )}
      </div>
      {art}
    </section>
  )
}
