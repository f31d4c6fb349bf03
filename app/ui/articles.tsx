import type { ReactNode } from 'react'
import type { Cents } from '#app/domain/money.ts'
import { percent, wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { Bar } from '#app/ui/bar.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

/** Articles in columns with rules between them; in three columns their parts line up across the row. */
export function Articles({ columns = 3, children }: { columns?: 2 | 3; children: ReactNode }) {
  return <div className={`articles ${columns === 3 ? 'three' : 'two'}`}>{children}</div>
}

/** A piece of text in a column, under a rule. */
export function Article({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="article">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

interface CampaignTeaserProps {
  href: string
  title: string
  /** Where and what: `Leiden-Noord`. */
  kicker: string
  summary: string
  raised: Cents
  minimum: Cents
  /** Negative when it is over. */
  daysLeft: number
  /** A Picture or a Drawing. */
  art?: ReactNode
}

/** A campaign in a list, with how far it is. */
export function CampaignTeaser(props: CampaignTeaserProps) {
  const { raised, minimum } = props
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  return (
    <article className="article teaser">
      <div>{props.art}</div>
      <p className="kicker">{props.kicker}</p>
      <h3>
        <a href={props.href}>{props.title}</a>
      </h3>
      <p>{props.summary}</p>
      <Bar part={raised} whole={minimum} />
      <p className="small">
        <strong>{percent(raised, minimum, language)}</strong>:{' '}
        {t.raisedOf(wholeEuros(raised, language), wholeEuros(minimum, language))}.{' '}
        {t.stillDays(props.daysLeft)}.
      </p>
    </article>
  )
}
