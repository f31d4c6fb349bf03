import { siteMessages } from '#app/i18n/messages/site.ts'
import { Button } from '#app/ui/button.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { LanguageLinks } from '#app/ui/language-links.tsx'
import type { LabelledLink } from '#app/ui/link.ts'

export interface ColophonColumn {
  title: string
  links: readonly LabelledLink[]
}

/** Who is signed in, and where the sign-out form posts to. */
export interface SignedIn {
  name: string
  signOutAction: string
}

interface ColophonProps {
  path: string
  columns: readonly ColophonColumn[]
  signedIn?: SignedIn
}

/** The foot of every page, and on phones its menu. */
export function Colophon({ path, columns, signedIn }: ColophonProps) {
  const t = useMessages(siteMessages)
  return (
    <footer className="colophon" id="menu">
      <div className="page colophon-in">
        <div>
          <p className="lead">{t.promise}</p>
          <LanguageLinks path={path} label={t.languageBelow} />
          {signedIn && (
            <form method="post" action={signedIn.signOutAction}>
              <p className="small soft">{t.signedInAs(signedIn.name)}</p>
              <Button look="text">{t.signOut}</Button>
            </form>
          )}
        </div>
        {columns.map((column, index) => (
          <nav key={column.title} aria-labelledby={`foot-${index}`}>
            <h2 id={`foot-${index}`}>{column.title}</h2>
            <ul className="plain">
              {column.links.map(link => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  )
}
