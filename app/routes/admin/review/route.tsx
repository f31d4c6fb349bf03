import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import type { CampaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { review } from '#app/domain/campaigns/campaigns.server.ts'
import { instant } from '#app/domain/clock.ts'
import { isId } from '#app/domain/ids.ts'
import { ZERO } from '#app/domain/money.ts'
import { floatLeft } from '#app/domain/payments/payments.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { reviewMessages } from '#app/i18n/messages/review.ts'
import { firstWords, renderMarkdown } from '#app/markdown/render.server.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { REVIEW_PROBLEMS, reviewInput } from './review-input.ts'
import { ReviewPage } from './review-page.tsx'

const LONGEST_SUMMARY = 200

/** The real page of a campaign, with what a reviewer must know and decide. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const { actor, found } = await campaignToReview(request, context, params.campaignId)
  const { campaign } = found
  const summaries = campaign.updates.map(update => [update.id, firstWords(update.body, LONGEST_SUMMARY)])
  return {
    title: messagesFor(reviewMessages, languageOf(request)).title(campaign.title),
    pages: deskPagesFor(actor),
    found,
    page: {
      campaign,
      storyHtml: renderMarkdown(campaign.story),
      updateSummaries: Object.fromEntries(summaries) as Record<string, string>,
      now: instant(world.clock.now()),
      isOpen: false,
    },
    isFloatEnough: (await floatLeft(world.db.read)) >= ZERO,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Takes the decision. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const { actor, found } = await campaignToReview(request, context, params.campaignId)
  const fields = await readForm(request)
  const input = reviewInput.safeParse({ decision: undefined, ...fields })
  const values = { decision: asText(fields.decision), reason: asText(fields.reason) }
  if (!input.success)
    return data(
      { values, problems: problemsIn(input.error, REVIEW_PROBLEMS), refusal: null },
      { status: 422 },
    )
  const mayGoLive =
    (await floatLeft(world.db.read)) >= ZERO
      ? ({ ok: true } as const)
      : ({ ok: false, reason: 'float-too-small' } as const)
  const given = { campaignId: found.campaign.id, reviewerId: actor.id, ...input.data, mayGoLive }
  const reviewed = await world.db.inTransaction(trx => review(trx, world.clock.now(), given))
  if (reviewed.ok) return seeOther(`/admin/reviews/${found.campaign.id}`)
  const refusal = reviewed.reason
  if (refusal === 'no-such-campaign') throw notFound()
  if (refusal === 'reason-missing')
    return data({ values, problems: { reason: refusal }, refusal: null }, { status: 422 })
  return data({ values, problems: {}, refusal }, { status: 409 })
}

/** @throws Response what `requireActor` throws; 404 when there is no such campaign; 403 when it is their own */
async function campaignToReview(
  request: Request,
  context: SiteContext,
  campaignId = '',
): Promise<{ actor: UserActor; found: CampaignForTeam }> {
  const actor = await requireActor(request, context, 'desk.see', null)
  assertCan(actor, 'campaign.review', { initiatorId: '' })
  const { db, clock } = context.world
  const found = isId(campaignId) ? await campaignForTeam(db.read, clock.now(), campaignId) : null
  if (!found) throw notFound()
  assertCan(actor, 'campaign.review', { initiatorId: found.initiator.id })
  return { actor, found }
}

function asText(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

export default function Review() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <ReviewPage {...loaded} answer={answer} />
}
