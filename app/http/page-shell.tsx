import type { ReactNode } from 'react'
import { messagesFor } from '#app/i18n/messages.ts'
import { siteMessages } from '#app/i18n/messages/site.ts'
import type { Language } from '#app/i18n/language.ts'
import type { ColophonColumn } from '#app/ui/colophon.tsx'
import { LanguageProvider } from '#app/ui/language-context.tsx'
import { Layout } from '#app/ui/layout.tsx'
import type { LabelledLink } from '#app/ui/link.ts'
import stylesHref from '#app/ui/styles/index.css?url'

/** Who is signed in, as far as head and foot of a page show it. */
export interface ShownUser {
  name: string
  /** Whether the desk is theirs to see. */
  isStaff: boolean
}

interface PageShellProps {
  language: Language
  user: ShownUser | null
  isDemo: boolean
  /** Path and query of this page. */
  path: string
  /** What else belongs in the head: at least a title. */
  head: ReactNode
  /** Last in the body: Remix's scripts, where the page has any. */
  scripts?: ReactNode
  children: ReactNode
}

const FONTS = ['/fonts/fraunces.woff2', '/fonts/atkinson.woff2']

/** The whole document around a page. */
export function PageShell({ language, user, isDemo, path, head, scripts, children }: PageShellProps) {
  const links = siteLinks(language, user)
  const signedIn = user ? { name: user.name, signOutAction: '/sign-out' } : undefined
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#f2f1ec" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#111918" media="(prefers-color-scheme: dark)" />
        {head}
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        {FONTS.map(font => (
          <link key={font} rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />
        ))}
        <link rel="stylesheet" href={stylesHref} />
      </head>
      <body>
        <LanguageProvider language={language}>
          <Layout path={path} isDemo={isDemo} signedIn={signedIn} {...links}>
            {children}
          </Layout>
        </LanguageProvider>
        {scripts}
        <script type="module" src="/enhance.js" />
      </body>
    </html>
  )
}

/** The menu in the head and the columns in the foot, for who is reading. */
function siteLinks(
  language: Language,
  user: ShownUser | null,
): { menu: LabelledLink[]; columns: ColophonColumn[] } {
  const t = messagesFor(siteMessages, language)
  const takePart = [
    { href: '/campaigns', label: t.campaigns },
    { href: '/start', label: t.startSomething },
  ]
  const trust = [{ href: '/how-it-works', label: t.howItWorks }]
  const desk = user?.isStaff ? [{ href: '/admin', label: t.desk }] : []
  const you = user
    ? [{ href: '/my', label: t.myCampaigns }, ...desk]
    : [{ href: '/sign-in', label: t.signIn }]
  return {
    menu: [...takePart, ...trust, ...you],
    columns: [
      { title: t.takePart, links: takePart },
      { title: t.trust, links: trust },
      { title: t.you, links: you },
    ],
  }
}
