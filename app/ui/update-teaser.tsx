import { day } from '#app/i18n/format.ts'
import { useLanguage } from '#app/ui/language-context.tsx'

interface UpdateTeaserProps {
  href: string
  title: string
  /** The instant or day it was published. */
  publishedAt: string
  /** Its first sentence or two. */
  summary?: string
}

/** A campaign update in a list. */
export function UpdateTeaser({ href, title, publishedAt, summary }: UpdateTeaserProps) {
  const language = useLanguage()
  return (
    <article className="update">
      <time dateTime={publishedAt}>{day(publishedAt, language)}</time>
      <h3>
        <a href={href}>{title}</a>
      </h3>
      {summary && <p>{summary}</p>}
    </article>
  )
}
