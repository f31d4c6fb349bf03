import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findPlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import type { PlatformPayout } from '#app/domain/payouts/platform-payout-queries.server.ts'
import { approvePlatformPayout, voidPlatformPayout } from '#app/domain/payouts/payouts.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { forbidden, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ownPayoutMessages } from '#app/i18n/messages/own-payouts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import type { SignatureAnswer } from '#app/ui/desk/second-signature.tsx'
import { signatureInput, VOID_PROBLEMS } from '#app/ui/desk/signature-input.ts'
import { OwnPayoutPage } from './own-payout-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, payout } = await payoutForTeam(request, context, params.platformPayoutId)
  const language = languageOf(request)
  const t = messagesFor(ownPayoutMessages, language).page
  const maySign = can(actor, 'bank.approve', { proposedBy: payout.proposedBy.id })
  return {
    title: t.title(payout.n, euros(payout.amount, language)),
    pages: deskPagesFor(actor),
    payout,
    signing: maySign
      ? ('may' as const)
      : actor.id === payout.proposedBy.id
        ? ('you-proposed' as const)
        : ('no-role' as const),
    mayVoid: mayVoid(actor, payout),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const { actor, payout } = await payoutForTeam(request, context, params.platformPayoutId)
  const fields = await readForm(request)
  const input = signatureInput.safeParse(fields)
  if (!input.success) {
    const { reason: problem } = problemsIn(input.error, VOID_PROBLEMS)
    return refused({ problem, reason: typeof fields.reason === 'string' ? fields.reason : '' }, 422)
  }
  const page = `/admin/own-payouts/${payout.id}`
  if (input.data.deed === 'void') {
    if (!mayVoid(actor, payout)) throw forbidden()
    const { reason } = input.data
    const isVoided = await world.db.inTransaction(trx =>
      voidPlatformPayout(trx, world.clock.now(), { platformPayoutId: payout.id, actorId: actor.id, reason }),
    )
    return isVoided ? seeOther(page) : refused({ refusal: 'not-proposed' }, 409)
  }
  assertCan(actor, 'bank.approve', { proposedBy: payout.proposedBy.id })
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again' }, 403)
  const { hash } = input.data
  const report = await verifyLedger(world.db.read)
  const approved = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    const signed = { platformPayoutId: payout.id, approvedBy: actor.id, hash, booksHold: report.holds }
    return approvePlatformPayout(trx, now, signed)
  })
  return approved.ok ? seeOther(page) : refused({ refusal: approved.reason }, 409)
}

function refused(answer: SignatureAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
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

/** Called off by who may propose or approve, the proposer too: that keeps money where it is. */
function mayVoid(actor: UserActor, { proposedBy }: PlatformPayout): boolean {
  return can(actor, 'bank.manage', null) || can(actor, 'bank.approve', { proposedBy: proposedBy.id })
}

export default function OwnPayout() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <OwnPayoutPage {...loaded} answer={answer} />
}
