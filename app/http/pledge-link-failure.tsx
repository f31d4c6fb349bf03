import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainHead } from '#app/ui/plain-page.tsx'
import { FailurePage, failureOfStatus } from './failure-page.tsx'

/** For pages by a signed link: a link that is not ours, or not whole, gets a sentence of its own. */
export function PledgeLinkFailure() {
  const error = useRouteError()
  const { wrongLink } = useMessages(manageMessages)
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404) return <PlainHead title={wrongLink.title} lead={wrongLink.text} />
  return <FailurePage failure={failureOfStatus(status)} />
}
