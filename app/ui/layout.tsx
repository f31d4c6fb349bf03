import type { ReactNode } from 'react'
import { siteMessages } from '#app/i18n/messages/site.ts'
import { Colophon, type ColophonColumn, type SignedIn } from '#app/ui/colophon.tsx'
import { DemoStrip } from '#app/ui/demo-strip.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import type { LabelledLink } from '#app/ui/link.ts'
import { Masthead } from '#app/ui/masthead.tsx'

interface LayoutProps {
  /** Path and query of this page. */
  path: string
  menu: readonly LabelledLink[]
  /** Three columns at most. */
  columns: readonly ColophonColumn[]
  signedIn?: SignedIn
  /** Whether this installation is a demonstration: then every page says so. */
  isDemo?: boolean
  children: ReactNode
}

/** The shell of every page, inside `<body>` and inside a LanguageProvider. */
export function Layout({ path, menu, columns, signedIn, isDemo = false, children }: LayoutProps) {
  const t = useMessages(siteMessages)
  return (
    <>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <Masthead path={path} menu={menu} />
      <main id="content" tabIndex={-1}>
        {isDemo && <DemoStrip />}
        {children}
      </main>
      <Colophon path={path} columns={columns} signedIn={signedIn} />
    </>
  )
}
