import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsOnShelf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import type { CampaignShelf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
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
  const shelf = shelfNamed(query.get('state'))
  const districts = await allDistricts(world.db.read)
  const district = districts.find(each => each.code === query.get('district'))?.code ?? ''
  const wanted = { districtCode: district || null, limit: CAMPAIGNS_ON_A_PAGE }
  const after = query.get('after')
  const { campaigns, next } = await campaignsOnShelf(world.db.read, shelf, { ...wanted, after })
  // Whoever looks for a campaign that just ended looks among the live ones first.
  const isFirst = shelf === 'live' && after === null
  const undecided = isFirst ? (await campaignsOnShelf(world.db.read, 'undecided', wanted)).campaigns : []
  const t = messagesFor(frontMessages, languageOf(request))
  const title = { live: t.listTitle, undecided: t.undecidedTitle, ended: t.endedTitle }[shelf]
  const now = world.clock.now().toISOString()
  return { title, shelf, district, districts, campaigns, next, undecided, now }
}

const shelfNamed = (name: string | null): CampaignShelf =>
  name === 'ended' || name === 'undecided' ? name : 'live'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · Stadmakers Leiden` },
]

export default function Campaigns() {
  return <CampaignList {...useLoaderData<typeof loader>()} />
}
