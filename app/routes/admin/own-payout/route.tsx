import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cents } from '#app/domain/money.ts'
import { findPlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import type { PlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import { approvePlatformPayout, voidPlatformPayout } from '#app/domain/payouts/payouts.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { notFound } from '#app/http/responses.server.ts'
import { takeSecondSignature } from '#app/http/second-signature.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ownPayoutMessages } from '#app/i18n/messages/own-payouts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import type { Signing } from '#app/ui/desk/second-signature.tsx'
import { OwnPayoutPage } from './own-payout-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, payout } = await payoutForTeam(request, context, params.platformPayoutId)
  const language = languageOf(request)
  const t = messagesFor(ownPayoutMessages, language).page
  return {
    title: t.title(payout.n, euros(payout.amount, language)),
    pages: deskPagesFor(actor),
    payout,
    signing: signingOf(actor, payout),
    mayVoid: mayVoid(actor, payout),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, payout } = await payoutForTeam(request, context, params.platformPayoutId)
  const platformPayoutId = payout.id
  return takeSecondSignature(request, context, {
    page: `/admin/own-payouts/${platformPayoutId}`,
    mayVoid: mayVoid(actor, payout),
    signing: signingOf(actor, payout),
    approve: (trx, now, signed) =>
      approvePlatformPayout(trx, now, {
        ...{ ...signed, platformPayoutId, approvedBy: actor.id },
        mostADay: cents(context.world.config.PAYOUT_DAY_LIMIT_CENTS),
      }),
    callOff: (trx, now, reason) =>
      voidPlatformPayout(trx, now, { platformPayoutId, actorId: actor.id, reason }),
  })
}

async function payoutForTeam(
  request: Request,
  context: SiteContext,
  id = '',
): Promise<{ actor: UserActor; payout: PlatformPayout }> {
  const actor = await requireActor(request, context, 'books.see', null)
  const payout = await findPlatformPayout(context.world.db.read, id)
  if (!payout) throw notFound()
  return { actor, payout }
}

function signingOf(actor: UserActor, { proposedBy }: PlatformPayout): Signing {
  if (can(actor, 'bank.approve', { proposedBy: proposedBy.id })) return 'may'
  return actor.id === proposedBy.id ? 'you-proposed' : 'no-role'
}

/** Called off by who may propose or approve, the proposer too: that keeps money where it is. */
function mayVoid(actor: UserActor, { proposedBy }: PlatformPayout): boolean {
  return can(actor, 'bank.manage', null) || can(actor, 'bank.approve', { proposedBy: proposedBy.id })
}

export default function OwnPayout() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <OwnPayoutPage {...loaded} answer={answer} />
}
