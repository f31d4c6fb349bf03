import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { after, DAY_MS } from '#app/domain/clock.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { openCheckout, prepareRecovery } from '#app/domain/payments/payments.server.ts'
import { RECOVERY_DAYS } from '#app/domain/pledges/pledges.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { askBrake, secondsUntil } from '#app/http/card-brake.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { secondsUntilPledgeMayStart } from '#app/http/pledge-start-limits.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { RecoveryPage } from './recovery-page.tsx'
import type { RecoveryProblem } from './recovery-page.tsx'

/** After a refused card: a new Checkout, with every way to pay; by bank alone where the brake stops cards. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const language = languageOf(request)
  const waits = pledge.state === 'action_required' && pledge.recovery_started_at !== null
  return {
    title: messagesFor(manageMessages, language).recovery.title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    amount: euros(totalOf(pledge), language),
    until: waits ? moment(after(pledge.recovery_started_at ?? '', RECOVERY_DAYS * DAY_MS), language) : null,
    state: pledge.state,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id, campaign_id: campaignId } = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const isByBank = (await readForm(request)).method === 'bank'
  const start = { pledgeId: id, campaignId, method: isByBank ? 'bank' : 'card', content: 'recovery' } as const
  const wait = await secondsUntilPledgeMayStart(context, start)
  if (wait !== null) return refused('tooMany', 429, String(wait))
  const braked = await askBrake(request, context, start)
  if (!braked.ok) return refused('cardsStopped', 429, String(secondsUntil(context, braked.until)))
  const by = isByBank ? 'bank' : 'any-method'
  try {
    if (!(await prepareRecovery(world, id, by))) return refused(null, 409)
    const opened = await openCheckout(world, id, by)
    if (opened.ok) return seeOther(opened.url)
    return opened.reason === 'already-decided' ? refused(null, 409) : refused('refused', 409)
  } catch (error) {
    if (error instanceof GatewayUnavailable) return refused('unavailable', 503, '60')
    throw error
  }
}

/** @param problem null when there is nothing left to pay: the page itself then says how it stands */
function refused(problem: RecoveryProblem | null, status: number, retryAfter?: string) {
  return data({ problem }, { status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export const ErrorBoundary = PledgeLinkFailure

export default function Recovery() {
  const problem = useActionData<typeof action>()?.problem ?? null
  return <RecoveryPage {...useLoaderData<typeof loader>()} problem={problem} />
}
