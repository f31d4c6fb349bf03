import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findPledges } from '#app/domain/pledges/found-pledge-queries.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { findPledgeMessages } from '#app/i18n/messages/refund-everyone.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { PledgesPage } from './pledges-page.tsx'

const PLEDGES_SHOWN = 50

/** Finds one pledge by what its backer tells, and leads to giving it back. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'refund.decide', null)
  const query = new URL(request.url).searchParams.get('q') ?? ''
  return {
    title: messagesFor(findPledgeMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    query,
    pledges: await findPledges(context.world.db.read, query, PLEDGES_SHOWN),
    most: PLEDGES_SHOWN,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Pledges() {
  return <PledgesPage {...useLoaderData<typeof loader>()} />
}
