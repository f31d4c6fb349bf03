import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cents } from '#app/domain/money.ts'
import { entriesOfSettlement } from '#app/domain/ledger/entry-queries.server.ts'
import { findPayout, reversalsOfPayout } from '#app/domain/payouts/payout-queries.server.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { approveSettlement, voidSettlement } from '#app/domain/payouts/payouts.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { notFound } from '#app/http/responses.server.ts'
import { takeSecondSignature } from '#app/http/second-signature.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import type { Signing } from '#app/ui/desk/second-signature.tsx'
import { PayoutPage } from './payout-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, payout } = await payoutForTeam(request, context, params.settlementId)
  const t = messagesFor(payoutMessages, languageOf(request))
  return {
    title: `${t.page.kicker(payout.n)} · ${payout.campaign.title}`,
    pages: deskPagesFor(actor),
    payout,
    entries: await entriesOfSettlement(context.world.db.read, payout.id),
    reversals: await reversalsOfPayout(context.world.db.read, payout.id),
    mayReverse: can(actor, 'settlement.reverse', { initiatorId: payout.initiator.id }),
    signing: signingOf(actor, payout),
    mayVoid: mayVoid(actor, payout),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { FEE_VAT_BP: vatBp, PAYOUT_DAY_LIMIT_CENTS } = context.world.config
  const { actor, payout } = await payoutForTeam(request, context, params.settlementId)
  const { id: settlementId } = payout
  return takeSecondSignature(request, context, {
    page: `/admin/payouts/${settlementId}`,
    mayVoid: mayVoid(actor, payout),
    signing: signingOf(actor, payout),
    approve: (trx, now, signed) =>
      approveSettlement(trx, now, {
        ...signed,
        settlementId,
        approvedBy: actor.id,
        vatBp,
        mostADay: cents(PAYOUT_DAY_LIMIT_CENTS),
      }),
    callOff: (trx, now, reason) => voidSettlement(trx, now, { settlementId, actorId: actor.id, reason }),
  })
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
