import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsOnShelf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import { allDistricts } from '#app/domain/districts/district-queries.server.ts'
import { publicPage } from '#app/http/public-page.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { frontMessages } from '#app/i18n/messages/front.ts'
import { CampaignList } from './campaign-list.tsx'

export const headers = publicPage

const CAMPAIGNS_ON_A_PAGE = 24

export async function loader({ request, context: { world } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const shelf = query.get('state') === 'ended' ? 'ended' : 'live'
  const districts = await allDistricts(world.db.read)
  const district = districts.find(each => each.code === query.get('district'))?.code ?? ''
  const { campaigns, next } = await campaignsOnShelf(world.db.read, shelf, {
    districtCode: district || null,
    after: query.get('after'),
    limit: CAMPAIGNS_ON_A_PAGE,
  })
  const t = messagesFor(frontMessages, languageOf(request))
  const title = shelf === 'ended' ? t.endedTitle : t.listTitle
  return { title, shelf, district, districts, campaigns, next, now: world.clock.now().toISOString() } as const
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · Stadmakers Leiden` },
]

export default function Campaigns() {
  return <CampaignList {...useLoaderData<typeof loader>()} />
}
