import { siteMessages } from '#app/i18n/messages/site.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

interface PagerProps {
  newerHref?: string
  olderHref?: string
  newerLabel?: string
  olderLabel?: string
}

/** From one page of a long list to the next; nothing when there is only one. */
export function Pager({ newerHref, olderHref, newerLabel, olderLabel }: PagerProps) {
  const t = useMessages(siteMessages)
  if (!newerHref && !olderHref) return null
  return (
    <nav className="pager" aria-label={t.pages}>
      {newerHref && <ButtonLink href={newerHref}>{newerLabel ?? t.newer}</ButtonLink>}
      {olderHref && <ButtonLink href={olderHref}>{olderLabel ?? t.older}</ButtonLink>}
    </nav>
  )
}
