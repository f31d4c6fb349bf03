import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsOnShelf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import { publicPage } from '#app/http/public-page.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { frontMessages } from '#app/i18n/messages/front.ts'
import { FrontPage } from './front-page.tsx'

export const headers = publicPage

const LIVE_SHOWN = 7
const UNDECIDED_SHOWN = 3
const ENDED_SHOWN = 3

export async function loader({ request, context: { world } }: LoaderFunctionArgs) {
  const { title, description } = messagesFor(frontMessages, languageOf(request))
  const live = await campaignsOnShelf(world.db.read, 'live', { limit: LIVE_SHOWN })
  const undecided = await campaignsOnShelf(world.db.read, 'undecided', { limit: UNDECIDED_SHOWN })
  const ended = await campaignsOnShelf(world.db.read, 'ended', { limit: ENDED_SHOWN })
  const now = world.clock.now().toISOString()
  return {
    title,
    description,
    live: live.campaigns,
    undecided: undecided.campaigns,
    ended: ended.campaigns,
    now,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: 'description', content: page?.description },
]

export default function Home() {
  return <FrontPage {...useLoaderData<typeof loader>()} />
}
