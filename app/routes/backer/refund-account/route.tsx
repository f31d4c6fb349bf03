import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bankRules } from '#app/bank-rules.server.ts'
import { giveRefundAccount, refundThatNeedsAccount } from '#app/domain/payments/payments.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { refundAccountMessages } from '#app/i18n/messages/refund-account.ts'
import { RefundAccountPage } from './refund-account-page.tsx'

const LONGEST_NAME = 70
const LONGEST_IBAN = 60

const accountForm = z.strictObject({
  name: z.string().max(LONGEST_NAME),
  iban: z.string().max(LONGEST_IBAN),
})

/** A backer whose refund did not arrive says where it may go, by the signed link and without signing in. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const language = languageOf(request)
  const refund = await refundThatNeedsAccount(world.db.read, pledge.id)
  return {
    title: messagesFor(refundAccountMessages, language).title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    amount: refund && euros(refund.amount, language),
    // Whoever holds the link may change the account, and is shown no more of it than its end.
    given: refund?.payee ? { name: refund.payee.name, ibanEnd: refund.payee.iban.slice(-4) } : null,
    backHref: `/pledges/${pledge.id}?k=${world.links.token('manage-pledge', pledge.id)}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const form = accountForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const { world } = context
  const here = `/pledges/${pledge.id}/refund-account?k=${world.links.token('manage-pledge', pledge.id)}`
  const refund = await refundThatNeedsAccount(world.db.read, pledge.id)
  if (!refund) return seeOther(here)
  const given = await world.db.inTransaction(trx =>
    giveRefundAccount(
      trx,
      world.clock.now(),
      { refundId: refund.refundId, ...form.data, givenBy: null },
      bankRules(world.config),
    ),
  )
  if (given.ok || given.reason === 'no-such-refund') return seeOther(here)
  // No treasurer typed this, so neither of their two refusals comes here.
  if (given.reason === 'no-role' || given.reason === 'reason-missing') throw badRequest()
  return data({ problem: given.reason, typed: form.data }, { status: 422 })
}

export const ErrorBoundary = PledgeLinkFailure

export default function RefundAccount() {
  return <RefundAccountPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
