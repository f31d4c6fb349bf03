import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsToPay, payoutsPage } from '#app/domain/payouts/payout-queries.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { PayoutsPage } from './payouts-page.tsx'

const PAYOUTS_SHOWN = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { clock, db } = context.world
  const before = new URL(request.url).searchParams.get('before')
  return {
    title: messagesFor(payoutMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    toPay: await campaignsToPay(db.read, clock.now()),
    ...(await payoutsPage(db.read, { before, limit: PAYOUTS_SHOWN })),
    isNewest: before === null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Payouts() {
  return <PayoutsPage {...useLoaderData<typeof loader>()} />
}
