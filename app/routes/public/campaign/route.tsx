import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { pictureFileName } from '#app/domain/campaigns/picture.ts'
import { takesPledges } from '#app/domain/campaigns/public-campaign.ts'
import { publicPage } from '#app/http/public-page.ts'
import { notFound } from '#app/http/responses.server.ts'
import { firstWords, renderMarkdown } from '#app/markdown/render.server.ts'
import { CampaignPage } from '#app/ui/campaign-page.tsx'

export const headers = publicPage

const LONGEST_SUMMARY = 200

export async function loader({ params, context: { world } }: LoaderFunctionArgs) {
  const campaign = await campaignBySlug(world.db.read, params.slug ?? '')
  if (!campaign) throw notFound()
  const { picture } = campaign
  const now = world.clock.now().toISOString()
  const summaries = campaign.updates.map(update => [update.id, firstWords(update.body, LONGEST_SUMMARY)])
  return {
    campaign,
    storyHtml: renderMarkdown(campaign.story),
    updateSummaries: Object.fromEntries(summaries) as Record<string, string>,
    now,
    isOpen: takesPledges(campaign, campaign.endsAt, now),
    address: world.links.campaign(campaign.slug ?? ''),
    pictureAddress:
      picture &&
      new URL(`/pictures/${pictureFileName(picture.contentHash, picture.width)}`, world.links.home()).href,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return []
  const { campaign, address, pictureAddress } = page
  return [
    { title: `${campaign.title} · Stadmakers Leiden` },
    { name: 'description', content: campaign.intro },
    { tagName: 'link', rel: 'canonical', href: address },
    { property: 'og:title', content: campaign.title },
    { property: 'og:description', content: campaign.intro },
    { property: 'og:url', content: address },
    ...(pictureAddress ? [{ property: 'og:image', content: pictureAddress }] : []),
  ]
}

export default function Campaign() {
  return <CampaignPage {...useLoaderData<typeof loader>()} />
}
