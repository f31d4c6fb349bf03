import { number } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface NamesProps {
  /** In the order of the wall; null is a backer without a name. */
  names: readonly (string | null)[]
  /** How many backers there are in all. */
  total: number
  /** Where the brick that is still free leads; without it there is none. */
  giveHref?: string
  /** Where all names are, when these are not all. */
  moreHref?: string
}

/** The wall of backers: every name a brick; whoever stays unnamed holds the wall as well. */
export function Names({ names, total, giveHref, moreHref }: NamesProps) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  return (
    <>
      <ul className="names">
        {names.map((name, index) => (
          <li key={index} className={name === null ? 'mute' : undefined}>
            {name ?? t.nameless}
          </li>
        ))}
        {giveHref && (
          <li className="yours">
            <a href={giveHref}>{t.yourPlace}</a>
          </li>
        )}
      </ul>
      {moreHref && (
        <p className="small after">
          <a href={moreHref}>{t.allNames(number(total, language))}</a>
        </p>
      )}
    </>
  )
}
