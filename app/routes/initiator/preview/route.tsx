import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { requireUser } from '#app/http/visitor.server.ts'
import { campaignMessages } from '#app/i18n/messages/campaign.ts'
import { firstWords, renderMarkdown } from '#app/markdown/render.server.ts'
import { CampaignPage } from '#app/ui/campaign-page.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'

const LONGEST_SUMMARY = 200

/** The real page of a campaign, for its initiator, before anybody else sees it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, world.clock.now(), owned)
  if (!hand) throw notFound()
  const { campaign } = hand
  const summaries = campaign.updates.map(update => [update.id, firstWords(update.body, LONGEST_SUMMARY)])
  return {
    campaign,
    storyHtml: renderMarkdown(campaign.story),
    updateSummaries: Object.fromEntries(summaries) as Record<string, string>,
    now: world.clock.now().toISOString(),
    isOpen: false,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.campaign.title }]

export default function Preview() {
  const page = useLoaderData<typeof loader>()
  const t = useMessages(campaignMessages)
  return (
    <CampaignPage {...page}>
      <div className="page section">
        <Notice title={t.preview}>
          <p>
            {t.previewText} <a href={`/my/campaigns/${page.campaign.id}/edit/review`}>{t.previewBack}</a>
          </p>
        </Notice>
      </div>
    </CampaignPage>
  )
}
