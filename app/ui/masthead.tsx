import { siteMessages } from '#app/i18n/messages/site.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { LanguageLinks } from '#app/ui/language-links.tsx'
import type { LabelledLink } from '#app/ui/link.ts'
import { Mark } from '#app/ui/mark.tsx'

/**
 * The head of every page.
 *
 * @param path path and query of this page; the menu link it falls under is marked as current
 */
export function Masthead({ path, menu }: { path: string; menu: readonly LabelledLink[] }) {
  const t = useMessages(siteMessages)
  return (
    <header className="masthead">
      <div className="page masthead-in">
        <a className="brand" href="/">
          <Mark />
          {t.name}
        </a>
        <nav className="menu" aria-label={t.mainMenu}>
          {menu.map(link => (
            <a key={link.href} href={link.href} aria-current={isUnder(path, link.href) ? 'true' : undefined}>
              {link.label}
            </a>
          ))}
        </nav>
        <LanguageLinks path={path} label={t.language} />
        <a className="to-menu" href="#menu">
          {t.menu}
        </a>
      </div>
    </header>
  )
}

function isUnder(path: string, href: string): boolean {
  const bare = path.split('?')[0] ?? path
  return bare === href || bare.startsWith(`${href}/`)
}
