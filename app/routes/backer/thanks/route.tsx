import { data } from '@remix-run/node'
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hintCheckout } from '#app/domain/payments/payments.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { thanksMessages } from '#app/i18n/messages/thanks.ts'
import { standingOf } from './standing.ts'
import { ThanksPage } from './thanks-page.tsx'

const LOOKS_EVERY_SECONDS = 3
const LONGEST_SESSION_ID = 200

/** Shows what the books say of a pledge after Checkout. It gives a hint to look, and books nothing itself. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId, 'pledge-thanks')
  const { world } = context
  const { pathname, searchParams } = new URL(request.url)
  const looked = Number(/^\d{1,3}$/.exec(searchParams.get('n') ?? '')?.[0] ?? 0)
  const standing = standingOf(pledge.state, looked)
  const sessionId = searchParams.get('cs') ?? ''
  const isWaiting = standing === 'waiting'
  if (isWaiting && sessionId !== '' && sessionId.length <= LONGEST_SESSION_ID)
    await world.db.inTransaction(trx =>
      hintCheckout(trx, world.clock.now(), { pledgeId: pledge.id, sessionId }),
    )
  searchParams.set('n', String(looked + 1))
  const lookAgain = `${pathname}?${searchParams}`
  const page = {
    title: messagesFor(thanksMessages, languageOf(request)).standings[standing].title,
    standing,
    total: totalOf(pledge),
    email: pledge.email,
    contact: world.config.MAIL_FROM,
    waitsForDeadline: pledge.collection === 'at_deadline',
    campaign: {
      title: pledge.campaign_title,
      slug: pledge.campaign_slug,
      hasSucceeded: pledge.campaign_state === 'succeeded',
      fundingModel: pledge.funding_model,
      deadline: pledge.campaign_deadline,
      minimum: pledge.minimum_cents,
      address: world.links.campaign(pledge.campaign_slug),
    },
    lookAgain,
    tryAgain: world.links.pledgeForm(pledge.campaign_slug, pledge.id),
  }
  return data(page, { headers: isWaiting ? { Refresh: `${LOOKS_EVERY_SECONDS};url=${lookAgain}` } : {} })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** While the books wait the page asks for itself again, by header: it needs no script, and ends by itself. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const ErrorBoundary = PledgeLinkFailure

export default function Thanks() {
  return <ThanksPage {...useLoaderData<typeof loader>()} />
}
