import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { instant } from '#app/domain/clock.ts'
import {
  mayGiveAnotherCard,
  refundThatNeedsAccount,
  withdrawalOf,
  withdrawalTerm,
} from '#app/domain/payments/payments.server.ts'
import { refundsOf, stepsOf } from '#app/domain/pledges/pledge-queries.server.ts'
import { countsAs } from '#app/domain/pledges/pledge.ts'
import { totalOfParts } from '#app/domain/receipts/receipt.ts'
import { receiptsOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { setNameVisible } from '#app/domain/pledges/pledges.server.ts'
import type { PledgeInCampaign } from '#app/domain/pledges/pledges.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { dayLong, euros, lastDay } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { ManagePage } from './manage-page.tsx'
import { pledgeTimeline } from './pledge-timeline.ts'

const visibilityForm = z.strictObject({ show: z.enum(['yes', 'no']) })

/** A backer's own page of a pledge, by the signed link in their letter. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const language = languageOf(request)
  const k = world.links.token('manage-pledge', pledge.id)
  const now = world.clock.now()
  const mayWithdraw = withdrawalOf(pledge, now).ok
  const isAsked = pledge.campaign_state === 'near_miss' && (pledge.answers_by ?? '') > instant(now)
  return {
    title: messagesFor(manageMessages, language).yourPledge(pledge.campaign_title),
    pledge: {
      id: pledge.id,
      state: pledge.state,
      amount: pledge.amount_cents,
      tip: pledge.tip_cents,
      rewardTitle: pledge.reward_title,
      method: pledge.method,
      name: pledge.name,
      isNameVisible: pledge.name_visible === 1,
      isOnWall: countsAs(pledge) !== null,
    },
    campaign: {
      title: pledge.campaign_title,
      slug: pledge.campaign_slug,
    },
    timeline: pledgeTimeline(
      {
        state: pledge.state,
        collection: pledge.collection,
        begunAt: pledge.created_at,
        steps: await stepsOf(world.db.read, pledge.id),
        campaign: {
          state: pledge.campaign_state,
          deadline: pledge.campaign_deadline,
          fundingModel: pledge.funding_model,
        },
      },
      language,
    ),
    refunds: await refundsOf(world.db.read, pledge.id),
    withdrawalHref: mayWithdraw ? `/pledges/${pledge.id}/withdrawal?k=${k}` : null,
    withdrawUntil: mayWithdraw ? untilInWords(pledge, language) : null,
    answerHref: isAsked
      ? `/pledges/${pledge.id}/answer?k=${world.links.token('near-miss', pledge.id)}`
      : null,
    receipts: (await receiptsOfPledge(world.db.read, pledge.id)).map(
      ({ number, kind, creditedBy, replacedBy, parts }) => ({
        number,
        kind,
        creditedBy,
        replacedBy,
        amount: euros(totalOfParts(parts), language),
        href: `/pledges/${pledge.id}/receipts/${number}.pdf?k=${k}`,
      }),
    ),
    invoiceHref: countsAs(pledge) === null ? null : `/pledges/${pledge.id}/invoice?k=${k}`,
    cardHref: (await mayGiveAnotherCard(world.db.read, now, pledge))
      ? `/pledges/${pledge.id}/card?k=${k}`
      : null,
    recoveryHref: pledge.state === 'action_required' ? `/pledges/${pledge.id}/recovery?k=${k}` : null,
    refundAccountHref: (await refundThatNeedsAccount(world.db.read, pledge.id))
      ? `/pledges/${pledge.id}/refund-account?k=${k}`
      : null,
    wasChanged: new URL(request.url).searchParams.has('changed'),
  }
}

/** Until when it may be withdrawn: the last day of the campaign, its decision, or 14 days after delivery. */
function untilInWords(pledge: PledgeInCampaign, language: Language): string {
  const t = messagesFor(manageMessages, language)
  const term = withdrawalTerm(pledge)
  if (term?.ends === 'after-delivery') return t.withdrawUntilDelivered
  if (term?.ends === 'when-decided') return t.withdrawUntilDecided
  if (pledge.campaign_state === 'live' || term === null)
    return t.withdrawUntil(dayLong(pledge.campaign_deadline, language))
  return t.withdrawUntil(lastDay(term.instant, language))
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const form = visibilityForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const { world } = context
  await world.db.inTransaction(trx => setNameVisible(trx, pledge.id, form.data.show === 'yes'))
  return seeOther(`/pledges/${pledge.id}?k=${world.links.token('manage-pledge', pledge.id)}&changed=name`)
}

export const ErrorBoundary = PledgeLinkFailure

export default function Manage() {
  return <ManagePage {...useLoaderData<typeof loader>()} />
}
