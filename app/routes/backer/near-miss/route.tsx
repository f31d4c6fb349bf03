import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { instant } from '#app/domain/clock.ts'
import { lastAnswerOf } from '#app/domain/closings/near-miss-queries.server.ts'
import { answerNearMiss } from '#app/domain/closings/closings.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { readForm } from '#app/http/form.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { addPledge, limitsOf } from './add-pledge.server.ts'
import { answerForm } from './answer-input.ts'
import type { AddProblems } from './answer-input.ts'
import { AnswerPage } from './answer-page.tsx'
import type { AnswerNotice } from './answer-page.tsx'

/** Stay, add or withdraw, by the link of a backer's letter: this page asks and changes nothing, its posts do. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const pledge = await pledgeAtHand(request, context, params.pledgeId, 'near-miss')
  const campaign = await campaignBySlug(world.db.read, pledge.campaign_slug)
  if (!campaign) throw notFound()
  const plan = campaign.nearMiss?.plan ?? null
  const language = languageOf(request)
  const limits = limitsOf(context)
  const added = randomIds.next()
  return {
    title: messagesFor(nearMissMessages, language).answer.title,
    campaign: {
      title: campaign.title,
      slug: pledge.campaign_slug,
      counted: euros(campaign.raised.total, language),
      minimum: euros(campaign.minimum, language),
    },
    plan,
    pledge: {
      total: euros(totalOf(pledge), language),
      isStanding: pledge.state === 'held' || pledge.state === 'committed',
      wasTaken: pledge.state === 'held',
    },
    answer: await lastAnswerOf(world.db.read, pledge.id),
    isOpen: campaign.state === 'near_miss' && instant(world.clock.now()) < (plan?.answersBy ?? ''),
    least: euros(limits.least, language),
    most: euros(limits.most, language),
    added: { pledge: added, token: world.links.token('pledge-form', added) },
    wasAnswered: new URL(request.url).searchParams.has('answered'),
    manageHref: `/pledges/${pledge.id}?k=${world.links.token('manage-pledge', pledge.id)}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const pledge = await pledgeAtHand(request, context, params.pledgeId, 'near-miss')
  const form = answerForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const here = `/pledges/${pledge.id}/answer?k=${world.links.token('near-miss', pledge.id)}&answered=yes`
  if (form.data.answer !== 'add') {
    const { answer } = form.data
    const answered = await world.db.inTransaction(trx =>
      answerNearMiss(trx, world.clock.now(), { pledgeId: pledge.id, answer }),
    )
    if (answered.ok || answered.reason === 'already-ended') return seeOther(here)
    return refused({ notice: 'over' }, 409)
  }
  const { amount, method } = form.data
  const values = { amount, method }
  const added = await addPledge(context, pledge, form.data)
  switch (added.outcome) {
    case 'to-checkout':
      return seeOther(added.url)
    case 'problems':
      return refused({ notice: null, values, problems: added.problems }, 422)
    case 'too-many':
    case 'unavailable':
      return refused(
        { notice: added.outcome, values },
        added.outcome === 'too-many' ? 429 : 503,
        added.retryAfter,
      )
    default:
      return refused({ notice: added.outcome, values }, 409)
  }
}

interface Refused {
  notice: AnswerNotice | null
  values?: { amount: string; method: string }
  problems?: AddProblems
}

function refused(answer: Refused, status: number, retryAfter?: string) {
  return data(answer, { status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export const ErrorBoundary = PledgeLinkFailure

export default function Answer() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()
  return <AnswerPage {...page} refusal={refusal} />
}
