import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findPayout, reversalsOfPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { decideReversal } from '#app/domain/payouts/payouts.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { reversalMessages } from '#app/i18n/messages/reversals.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { REVERSAL_PROBLEMS, reversalForm } from './reversal-input.ts'
import { ReversalPage } from './reversal-page.tsx'
import type { ReversalAnswer } from './reversal-page.tsx'

/** The second step of taking a wrong transfer back: what will happen, and why. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, payout } = await payoutToReverse(request, context, params.settlementId)
  return {
    title: messagesFor(reversalMessages, languageOf(request)).title(payout.campaign.title),
    pages: deskPagesFor(actor),
    payout,
    reversals: await reversalsOfPayout(context.world.db.read, payout.id),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, payout } = await payoutToReverse(request, context, params.settlementId)
  const { db, clock } = context.world
  const fields = await readForm(request)
  const { reason = '' } = asTyped(fields, ['reason'])
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again', reason }, 403)
  const input = reversalForm.safeParse(fields)
  if (!input.success)
    return refused({ problem: problemsIn(input.error, REVERSAL_PROBLEMS).reason, reason }, 422)
  const wanted = { settlementId: payout.id, purpose: 'wrong', decidedBy: actor.id } as const
  const decided = await db.inTransaction(trx =>
    decideReversal(trx, clock.now(), { ...wanted, reason: input.data.reason }),
  )
  if (decided.ok) return seeOther(`/admin/payouts/${payout.id}#reversals`)
  return refused({ refusal: decided.reason, reason }, 409)
}

/** @throws Response what `requireActor` throws; 403 for who may not take it back; 404 when there is no such payout */
async function payoutToReverse(request: Request, context: SiteContext, settlementId = '') {
  const actor = await requireActor(request, context, 'books.see', null)
  const payout = await findPayout(context.world.db.read, settlementId)
  if (!payout) throw notFound()
  assertCan(actor, 'settlement.reverse', { initiatorId: payout.initiator.id })
  return { actor, payout }
}

function refused(answer: ReversalAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

export default function Reversal() {
  return <ReversalPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
