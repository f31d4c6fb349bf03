import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { endOfDeadline } from '#app/domain/campaigns/campaigns.server.ts'
import { takesPledges } from '#app/domain/campaigns/public-campaign.ts'
import { instant } from '#app/domain/clock.ts'
import { pledgeForm, suggestionsWithin } from '#app/domain/pledges/pledge-input.ts'
import { browserForBrake } from '#app/http/card-brake.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { daysLeft } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'
import { begunPledge, isUnpaid, rememberPledge, withoutPerson } from './begun-pledge.server.ts'
import { formAtHand, limitsOf, pledgeTakenUp } from './form-at-hand.server.ts'
import { PledgeClosed } from './pledge-closed.tsx'
import { PledgeFormPage } from './pledge-form-page.tsx'
import { offerOf } from './pledge-view.ts'
import type { CampaignForPledge } from './pledge-view.ts'
import { answerTo, returnedForm } from './returned-form.server.ts'
import { takePledge } from './take-pledge.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = languageOf(request)
  const found = await liveCampaign(context, params.slug)
  const page = {
    title: messagesFor(pledgeMessages, language).title(found.campaign.title),
    campaign: found.shown,
    rewards: found.campaign.rewards,
    suggestions: suggestionsWithin(limitsOf(context)),
  }
  if (!found.isOpen) return data({ ...page, form: null }, { status: 410 })
  const named = await pledgeTakenUp(request, context, found.campaign.id)
  const isUnderWay = named && !['draft', 'checkout_open', 'abandoned'].includes(named.state)
  if (isUnderWay) throw seeOther(thanksPath(context, named.id))
  const begun = named ? null : await begunPledge(request, context, found.campaign.id)
  const goesOn = begun && isUnpaid(begun) && new URL(request.url).searchParams.get('beside') !== begun.id
  const forForm = { taken: goesOn ? withoutPerson(begun) : named, beside: goesOn ? null : begun }
  const browser = browserForBrake(request)
  const form = formAtHand(request, context, { campaign: found.campaign, ...forForm, language })
  return data({ ...page, form }, browser ? { headers: { 'Set-Cookie': browser } } : {})
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Says after how long a form that was refused for now may be sent again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { campaign, isOpen } = await liveCampaign(context, params.slug)
  const read = pledgeForm.safeParse(await readForm(request))
  if (!read.success) throw badRequest()
  const form = read.data
  if (!isOpen) return data(null, { status: 410 })
  const begun = await begunPledge(request, context, campaign.id)
  const taken = await takePledge(request, context, { campaign, form, begun, language: languageOf(request) })
  switch (taken.outcome) {
    case 'to-checkout':
      return seeOther(taken.url, { 'Set-Cookie': rememberPledge(context, campaign.id, form.pledge) })
    case 'already-decided':
      return seeOther(thanksPath(context, form.pledge))
    case 'overtaken':
      return seeOther(context.world.links.pledgeForm(campaign.slug ?? '', form.pledge))
    case 'campaign-closed':
      return data(null, { status: 410 })
    default:
      return data(await returnedForm(request, context, { campaign, form, begun, refused: taken }), answerTo(taken))
  }
}

export default function Pledge() {
  const { campaign, rewards, suggestions, form } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  if (sentBack === null || form === null) return <PledgeClosed campaign={campaign} />
  const shown = sentBack ?? { ...form, errors: {}, notice: null }
  return (
    <PledgeFormPage
      campaign={campaign}
      rewards={offerOf({ rewards }, shown.heldRewardId)}
      suggestions={suggestions}
      form={shown}
    />
  )
}

async function liveCampaign({ world }: SiteContext, slug = '') {
  const now = instant(world.clock.now())
  const campaign = await campaignBySlug(world.db.read, slug)
  if (!campaign?.slug || !campaign.deadline || !campaign.fundingModel) throw notFound()
  const shown: CampaignForPledge = {
    title: campaign.title,
    slug: campaign.slug,
    initiatorName: campaign.initiatorName,
    raised: campaign.raised.total,
    minimum: campaign.minimum,
    backers: campaign.raised.backers,
    deadline: campaign.deadline,
    daysLeft: daysLeft(campaign.deadline, now),
    fundingModel: campaign.fundingModel,
  }
  return { campaign, shown, isOpen: takesPledges(campaign, endOfDeadline(campaign.deadline), now) }
}

function thanksPath({ world }: SiteContext, pledgeId: string): string {
  return `/pledges/${pledgeId}/thanks?k=${world.links.token('pledge-thanks', pledgeId)}`
}
