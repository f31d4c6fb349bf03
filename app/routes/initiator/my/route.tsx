import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsOf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import { payoutAccountOf } from '#app/domain/campaigns/campaign-queries.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { MyCampaigns } from './my-campaigns.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  return {
    title: messagesFor(initiatorMessages, languageOf(request)).my.title,
    campaigns: await campaignsOf(world.db.read, actor.id),
    payoutAccount: await payoutAccountOf(world.db.read, actor.id),
    now: world.clock.now().toISOString(),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · Stadmakers Leiden` },
]

export default function My() {
  return <MyCampaigns {...useLoaderData<typeof loader>()} />
}
