import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { totalOfParts } from '#app/domain/receipts/receipt.ts'
import { receiptsOfAddress, yearsOfAddress } from '#app/domain/receipts/receipt-queries.server.ts'
import { FailurePage, failureOfStatus } from '#app/http/failure-page.tsx'
import { receiptsAtHand } from '#app/http/receipts-at-hand.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { ReceiptsPage } from './receipts-page.tsx'
import { LinkIsGone } from './link-is-gone.tsx'

/** All documents of one address, by year, by the signed link of a letter. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { linkId = '' } = params
  const { email, token } = await receiptsAtHand(request, context, linkId)
  const { db, links } = context.world
  const language = languageOf(request)
  const years = []
  for (const year of await yearsOfAddress(db.read, email)) {
    const receipts = await receiptsOfAddress(db.read, email, year)
    const fileHref = (kind: string) => `/receipts/${linkId}/${year}.${kind}?k=${token}`
    years.push({
      year,
      pdfHref: fileHref('pdf'),
      csvHref: fileHref('csv'),
      receipts: receipts.map(({ number, kind, creditedBy, replacedBy, parts, pledgeId }) => ({
        number,
        kind,
        creditedBy,
        replacedBy,
        amount: euros(totalOfParts(parts), language),
        href: `/pledges/${pledgeId}/receipts/${number}.pdf?k=${links.token('manage-pledge', pledgeId)}`,
      })),
    })
  }
  return { title: messagesFor(receiptMessages, language).overview.title, email, years }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export function ErrorBoundary() {
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  return status === 404 ? <LinkIsGone /> : <FailurePage failure={failureOfStatus(status)} />
}

export default function ReceiptsByLink() {
  return <ReceiptsPage {...useLoaderData<typeof loader>()} />
}
