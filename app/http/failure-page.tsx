import type { ReactNode } from 'react'
import { failureMessages } from '#app/i18n/messages/failures.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import type { ErrorKind } from '#app/ui/error-page.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

/** Why there is no page: one for each status that the site answers with in place of a page. */
export type Failure =
  ErrorKind | 'signedOut' | 'badRequest' | 'tooLarge' | 'wrongHost' | 'unavailable' | 'wrongMethod'

const FAILURE_OF_STATUS: Record<number, Failure> = {
  400: 'badRequest',
  401: 'signedOut',
  403: 'forbidden',
  404: 'notFound',
  405: 'wrongMethod',
  410: 'expired',
  413: 'tooLarge',
  421: 'wrongHost',
  429: 'tooMany',
  503: 'unavailable',
}

export function failureOfStatus(status: number): Failure {
  return FAILURE_OF_STATUS[status] ?? 'broken'
}

interface FailurePageProps {
  failure: Failure
  /** The address to go to instead, for `wrongHost`. */
  publicUrl?: string
}

/** What happened, what was kept, what to do now. */
export function FailurePage({ failure, publicUrl }: FailurePageProps) {
  const t = useMessages(failureMessages)
  switch (failure) {
    case 'signedOut':
      return (
        <FailureText {...t.signedOut}>
          <ButtonLink href="/sign-in">{t.signIn}</ButtonLink>
        </FailureText>
      )
    case 'wrongHost':
      return (
        <FailureText {...t.wrongHost}>
          <a href={publicUrl}>{publicUrl}</a>
        </FailureText>
      )
    case 'badRequest':
    case 'tooLarge':
    case 'unavailable':
    case 'wrongMethod':
      return <FailureText {...t[failure]} />
    default:
      return <ErrorPage kind={failure} />
  }
}

function FailureText({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <>
      <PlainHead title={title} lead={text} />
      <PlainBody>{children}</PlainBody>
    </>
  )
}
