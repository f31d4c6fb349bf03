import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bankRules } from '#app/bank-rules.server.ts'
import { findRefundByBank, giveRefundAccount } from '#app/domain/payments/payments.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { deskAccountMessages } from '#app/i18n/messages/desk-account.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { DeskAccountPage } from './desk-account-page.tsx'
import type { DeskAccountAnswer } from './desk-account-page.tsx'

const LONGEST_NAME = 70
const LONGEST_IBAN = 60
const LONGEST_REASON = 1_000

const accountForm = z.strictObject({
  name: z.string().max(LONGEST_NAME),
  iban: z.string().max(LONGEST_IBAN),
  reason: z.string().max(LONGEST_REASON),
})

/** A treasurer who spoke with a backer says to which account a refund goes that Stripe could not give (R4). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, refund } = await refundAtDesk(request, context, params.refundId)
  const { campaignId, campaignTitle, amount, state, payee } = refund
  return {
    title: messagesFor(deskAccountMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    refund: { campaignId, campaignTitle, amount, mayChange: state === 'by_bank' },
    given: payee && { name: payee.name, ibanEnd: payee.iban.slice(-4) },
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
    here: `/admin/refunds/${refund.refundId}/account`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, refund } = await refundAtDesk(request, context, params.refundId)
  const { db, clock, config } = context.world
  const fields = await readForm(request)
  const typed = asTyped(fields, ['name', 'iban', 'reason'])
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again', typed }, 403)
  const form = accountForm.safeParse(fields)
  if (!form.success) throw badRequest()
  const { reason, ...account } = form.data
  const given = await db.inTransaction(trx =>
    giveRefundAccount(
      trx,
      clock.now(),
      { ...account, refundId: refund.refundId, givenBy: { userId: actor.id, reason } },
      bankRules(config),
    ),
  )
  if (given.ok) return seeOther('/admin/coverage#by-bank')
  if (given.reason === 'no-such-refund' || given.reason === 'no-role')
    return refused({ refusal: given.reason, typed }, 409)
  return refused({ problem: given.reason, typed }, 422)
}

/** @throws Response what `requireActor` throws; 404 when no such refund goes by bank */
async function refundAtDesk(request: Request, context: SiteContext, refundId = '') {
  const actor = await requireActor(request, context, 'refund.decide', null)
  const refund = await findRefundByBank(context.world.db.read, refundId)
  if (!refund) throw notFound()
  return { actor, refund }
}

function refused(answer: DeskAccountAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

export default function DeskAccount() {
  return <DeskAccountPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
