import { siteMessages } from '#app/i18n/messages/site.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import type { LabelledLink } from '#app/ui/link.ts'

interface TabsProps {
  links: readonly LabelledLink[]
  /** The link of the page we are on, when the tabs are pages instead of anchors. */
  current?: string
  label?: string
}

/** Links that stay in view: to the sections of this page, or to the pages of a desk. */
export function Tabs({ links, current, label }: TabsProps) {
  const t = useMessages(siteMessages)
  return (
    <nav className="tabs" aria-label={label ?? t.onThisPage}>
      <ul className="page">
        {links.map(link => (
          <li key={link.href}>
            <a href={link.href} aria-current={link.href === current ? 'page' : undefined}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
