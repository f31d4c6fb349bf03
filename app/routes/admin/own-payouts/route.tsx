import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseEuros } from '#app/domain/money.ts'
import { ownIncome, platformPayouts } from '#app/domain/payouts/platform-payout-queries.server.ts'
import { proposePlatformPayout } from '#app/domain/payouts/payouts.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ownPayoutMessages } from '#app/i18n/messages/own-payouts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { OwnPayoutsPage } from './own-payouts-page.tsx'
import type { ProposalAnswer } from './own-payouts-page.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  return {
    title: messagesFor(ownPayoutMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    income: await ownIncome(read),
    payouts: await platformPayouts(read),
    mayPropose: can(actor, 'bank.manage', null),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

const proposalInput = z.strictObject({ amount: z.string().max(40) })

/** Proposes a payout. The books are looked at first: nothing is proposed while they do not hold. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireActor(request, context, 'bank.manage', null)
  const input = proposalInput.safeParse(await readForm(request))
  if (!input.success) throw badRequest()
  const { amount } = input.data
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again', amount }, 403)
  const typed = parseEuros(amount)
  if (!typed.ok) return refused({ isBadAmount: true, amount }, 422)
  const report = await verifyLedger(world.db.read)
  const proposed = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    const request = { amount: typed.cents, proposedBy: actor.id, booksHold: report.holds }
    return proposePlatformPayout(trx, now, request)
  })
  if (proposed.ok) return seeOther(`/admin/own-payouts/${proposed.platformPayoutId}`)
  return refused({ refusal: proposed.reason, amount }, 409)
}

function refused(answer: ProposalAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

export default function OwnPayouts() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <OwnPayoutsPage {...loaded} answer={answer} />
}
