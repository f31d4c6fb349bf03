import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { mayGiveAnotherCard, openCardCheckout } from '#app/domain/payments/payments.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { askBrake, secondsUntil } from '#app/http/card-brake.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { secondsUntilPledgeMayStart } from '#app/http/pledge-start-limits.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { dayLong, euros, monthName } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { anotherCardMessages } from '#app/i18n/messages/another-card.ts'
import { CardPage } from './card-page.tsx'
import type { CardProblem } from './card-page.tsx'

/** Another card for a pledge whose card is saved, in a Checkout of its own. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const { db, clock } = context.world
  const language = languageOf(request)
  return {
    title: messagesFor(anotherCardMessages, language).title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    amount: euros(totalOf(pledge), language),
    deadline: dayLong(pledge.campaign_deadline, language),
    cardEnds: pledge.card_ends && monthName(pledge.card_ends, language),
    state: pledge.state,
    mayGive: await mayGiveAnotherCard(db.read, clock.now(), pledge),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const { id: pledgeId, campaign_id: campaignId } = pledge
  if (!(await mayGiveAnotherCard(world.db.read, world.clock.now(), pledge))) return refused(null, 409)
  const content = `another card ${pledge.payment_method_id}`
  const start = { pledgeId, campaignId, method: 'card', content } as const
  const wait = await secondsUntilPledgeMayStart(context, start)
  if (wait !== null) return refused('tooMany', 429, String(wait))
  const braked = await askBrake(request, context, start)
  if (!braked.ok) return refused('cardsStopped', 429, String(secondsUntil(context, braked.until)))
  try {
    const opened = await openCardCheckout(world, pledgeId)
    if (opened.ok) return seeOther(opened.url)
    return refused(opened.reason === 'refused-by-stripe' ? 'refused' : null, 409)
  } catch (error) {
    if (error instanceof GatewayUnavailable) return refused('unavailable', 503, '60')
    throw error
  }
}

/** @param problem null when no other card can be given: the page itself then says how it stands */
function refused(problem: CardProblem | null, status: number, retryAfter?: string) {
  return data({ problem }, { status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export const ErrorBoundary = PledgeLinkFailure

export default function AnotherCard() {
  const problem = useActionData<typeof action>()?.problem ?? null
  return <CardPage {...useLoaderData<typeof loader>()} problem={problem} />
}
