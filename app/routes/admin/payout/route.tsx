import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { entriesOfSettlement } from '#app/domain/ledger/entry-queries.server.ts'
import { findPayout } from '#app/domain/payouts/payout-queries.server.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { approveSettlement, voidSettlement } from '#app/domain/payouts/payouts.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { forbidden, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import type { World } from '#app/world.server.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { payoutDeed, VOID_PROBLEMS } from './payout-deeds.ts'
import type { Signing } from './payout-deeds.ts'
import { PayoutPage } from './payout-page.tsx'
import type { PayoutAnswer } from './payout-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, payout } = await payoutForTeam(request, context, params.settlementId)
  const t = messagesFor(payoutMessages, languageOf(request))
  return {
    title: `${t.page.kicker(payout.n)} · ${payout.campaign.title}`,
    pages: deskPagesFor(actor),
    payout,
    entries: await entriesOfSettlement(context.world.db.read, payout.id),
    signing: signingOf(actor, payout),
    mayVoid: mayVoid(actor, payout),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const { actor, payout } = await payoutForTeam(request, context, params.settlementId)
  const fields = await readForm(request)
  const input = payoutDeed.safeParse(fields)
  if (!input.success) {
    const { reason: problem } = problemsIn(input.error, VOID_PROBLEMS)
    const reason = typeof fields.reason === 'string' ? fields.reason : ''
    return refused({ problem, reason }, 422)
  }
  if (input.data.deed === 'approve') {
    assertCan(actor, 'settlement.approve', {
      initiatorId: payout.initiator.id,
      proposedBy: payout.proposedBy.id,
    })
    if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again' }, 403)
    return approve(world, { settlementId: payout.id, approvedBy: actor.id, hash: input.data.hash })
  }
  if (!mayVoid(actor, payout)) throw forbidden()
  const { reason } = input.data
  const isVoided = await world.db.inTransaction(trx =>
    voidSettlement(trx, world.clock.now(), { settlementId: payout.id, actorId: actor.id, reason }),
  )
  return isVoided ? seeOther(`/admin/payouts/${payout.id}`) : refused({ refusal: 'not-proposed' }, 409)
}

/** The books are looked at first: nothing is paid while they do not hold. */
async function approve(world: World, signed: { settlementId: string; approvedBy: string; hash: string }) {
  const report = await verifyLedger(world.db.read)
  const approved = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    return approveSettlement(trx, now, { ...signed, vatBp: world.config.FEE_VAT_BP, booksHold: report.holds })
  })
  if (approved.ok) return seeOther(`/admin/payouts/${signed.settlementId}`)
  return refused({ refusal: approved.reason }, 409)
}

function refused(answer: PayoutAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

/** @throws Response what `requireActor` throws; 404 when there is no such payout */
async function payoutForTeam(
  request: Request,
  context: SiteContext,
  settlementId = '',
): Promise<{ actor: UserActor; payout: DeskPayout }> {
  const actor = await requireActor(request, context, 'books.see', null)
  const payout = await findPayout(context.world.db.read, settlementId)
  if (!payout) throw notFound()
  return { actor, payout }
}

function signingOf(actor: UserActor, { initiator, proposedBy }: DeskPayout): Signing {
  if (can(actor, 'settlement.approve', { initiatorId: initiator.id, proposedBy: proposedBy.id })) return 'may'
  if (actor.id === proposedBy.id) return 'you-proposed'
  return actor.id === initiator.id ? 'you-initiator' : 'no-role'
}

/** A proposal is called off by who may propose or approve it, the proposer too: that keeps money where it is. */
function mayVoid(actor: UserActor, { initiator, proposedBy }: DeskPayout): boolean {
  return (
    can(actor, 'settlement.propose', { initiatorId: initiator.id }) ||
    can(actor, 'settlement.approve', { initiatorId: initiator.id, proposedBy: proposedBy.id })
  )
}

export default function Payout() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <PayoutPage {...loaded} answer={answer} />
}
