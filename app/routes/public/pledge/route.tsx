import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { endOfDeadline } from '#app/domain/campaigns/campaigns.server.ts'
import { takesPledges } from '#app/domain/campaigns/public-campaign.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { instant } from '#app/domain/clock.ts'
import { amountField, pledgeForm, suggestionsWithin } from '#app/domain/pledges/pledge-input.ts'
import type { PledgeForm as PostedForm } from '#app/domain/pledges/pledge-input.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { daysLeft } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'
import { formAtHand, limitsOf, newIdentity, pledgeTakenUp } from './form-at-hand.server.ts'
import { PledgeClosed } from './pledge-closed.tsx'
import { offerOf } from './pledge-view.ts'
import type { CampaignForPledge, ReturnedForm } from './pledge-view.ts'
import { PledgeFormPage } from './pledge-form-page.tsx'
import { problemSentences } from './problem-sentences.ts'
import { isOurs, takePledge } from './take-pledge.server.ts'
import type { TakenPledge } from './take-pledge.server.ts'

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
  const taken = await pledgeTakenUp(request, context, found.campaign.id)
  const isUnderWay = taken && !['draft', 'checkout_open', 'abandoned'].includes(taken.state)
  if (isUnderWay) throw seeOther(thanksPath(context, taken.id))
  return data({ ...page, form: formAtHand(request, context, { campaign: found.campaign, taken, language }) })
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
  const taken = await takePledge(context, { campaign, form, language: languageOf(request) })
  switch (taken.outcome) {
    case 'to-checkout':
      return seeOther(taken.url)
    case 'already-decided':
      return seeOther(thanksPath(context, form.pledge))
    case 'campaign-closed':
      return data(null, { status: 410 })
    default:
      return data(await returned(request, context, { campaign, form, taken }), answerTo(taken))
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

/** The form as it was, with what is wrong. One that was not ours gets a new pledge, so that it works the next time. */
async function returned(
  request: Request,
  context: SiteContext,
  sent: { campaign: PublicCampaign; form: PostedForm; taken: Exclude<TakenPledge, { outcome: 'to-checkout' }> },
): Promise<ReturnedForm> {
  const { pledge, token, website: _, ...values } = sent.form
  const isKnown = isOurs(context, sent.form)
  const kept = isKnown ? await findPledge(context.world.db.read, pledge) : null
  const { taken } = sent
  const facts = {
    amountField: amountField(sent.form),
    reward: sent.campaign.rewards.find(({ id }) => id === sent.form.reward) ?? null,
    limits: limitsOf(context),
  }
  const hasProblems = taken.outcome === 'problems'
  return {
    identity: isKnown ? { pledge, token } : newIdentity(context),
    values,
    heldRewardId: kept?.reward_reserved === 1 ? kept.reward_id : null,
    isTakenUp: false,
    errors: hasProblems ? problemSentences(taken.problems, facts, languageOf(request)) : {},
    notice: hasProblems || taken.outcome === 'already-decided' || taken.outcome === 'campaign-closed' ? null : taken.outcome,
  }
}

function answerTo(taken: TakenPledge): ResponseInit {
  if (taken.outcome !== 'stripe-down' && taken.outcome !== 'too-many') return { status: 422 }
  const headers = { 'Retry-After': taken.retryAfterSeconds ?? '60' }
  return { status: taken.outcome === 'stripe-down' ? 503 : 429, headers }
}
