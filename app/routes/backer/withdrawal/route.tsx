import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { withdraw, withdrawalOf, withdrawalTerm } from '#app/domain/payments/payments.server.ts'
import { stepsOf } from '#app/domain/pledges/pledge-queries.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { WithdrawalPage } from './withdrawal-page.tsx'

/** Withdrawing, in two steps and without signing in (trust.md 5, withdrawal button): this page asks, its post does. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const language = languageOf(request)
  const steps = await stepsOf(context.world.db.read, pledge.id)
  return {
    title: messagesFor(manageMessages, language).withdrawal.title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    withdrawnAt: steps.findLast(({ fact }) => fact === 'withdrawn')?.at ?? null,
    moneyComesBack: pledge.state === 'refunding' || pledge.state === 'refunded',
    withdrawal: withdrawalOf(pledge, context.world.clock.now()),
    amount: euros(totalOf(pledge), language),
    hasReward: pledge.reward_reserved === 1,
    deliveredUntil: deliveredUntil(pledge, language),
    backHref: `/pledges/${pledge.id}?k=${context.world.links.token('manage-pledge', pledge.id)}`,
  }
}

/** Until when a pledge whose reward was delivered may be withdrawn, in words; null when it was not. */
function deliveredUntil(pledge: PledgeInCampaign, language: Language): string | null {
  const term = pledge.delivered_on === null ? null : withdrawalTerm(pledge)
  return term?.ends === 'at' ? moment(term.instant, language) : null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const withdrawal = await world.db.inTransaction(trx => withdraw(trx, world.clock.now(), id))
  const steps = await stepsOf(world.db.read, id)
  if (withdrawal.ok || steps.some(({ fact }) => fact === 'withdrawn'))
    return seeOther(`/pledges/${id}/withdrawal?k=${world.links.token('manage-pledge', id)}`)
  return data({ refusal: withdrawal.reason }, { status: 409 })
}

export const ErrorBoundary = PledgeLinkFailure

export default function WithdrawalRoute() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer?.refusal ?? (page.withdrawal.ok ? null : page.withdrawal.reason)
  return <WithdrawalPage {...page} refusal={refusal} />
}
