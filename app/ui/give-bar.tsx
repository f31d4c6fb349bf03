import type { Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { Bar } from '#app/ui/bar.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface GiveBarProps {
  href: string
  raised: Cents
  minimum: Cents
  daysLeft: number
}

/** On phones and tablets, at the foot of the window: the state and the deed. The last thing in the page. */
export function GiveBar({ href, raised, minimum, daysLeft }: GiveBarProps) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  return (
    <aside className="givebar" aria-label={t.giving}>
      <Bar part={raised} whole={minimum} />
      <p>
        <b>{t.raisedOf(wholeEuros(raised, language), wholeEuros(minimum, language))}</b>
        {t.stillDays(daysLeft)}
      </p>
      <ButtonLink href={href} look="pay">
        {t.give}
      </ButtonLink>
    </aside>
  )
}
