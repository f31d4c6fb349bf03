import type { ReactNode } from 'react'
import { siteMessages } from '#app/i18n/messages/site.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

/** Why a page cannot be shown; each has a title and a sentence in `siteMessages.errors`. */
export type ErrorKind = 'notFound' | 'forbidden' | 'expired' | 'tooMany' | 'refused' | 'broken'

/** A page in place of the page that was asked for: what happened, what was kept, what to do. */
export function ErrorPage({ kind, children }: { kind: ErrorKind; children?: ReactNode }) {
  const t = useMessages(siteMessages)
  const words = t.errors[kind]
  return (
    <>
      <PlainHead title={words.title} lead={words.text} />
      <PlainBody>
        {children}
        <Actions>
          <ButtonLink href="/">{t.backHome}</ButtonLink>
        </Actions>
      </PlainBody>
    </>
  )
}
