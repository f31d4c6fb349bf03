import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { refundByDecision } from '#app/domain/payments/payments.server.ts'
import { payableOf, proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import type { FormFields } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import { assertCan, hasSignedInFreshly, requireActor } from '#app/http/visitor.server.ts'
import type { World } from '#app/world.server.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { CampaignFiguresPage } from './campaign-figures-page.tsx'
import type { CampaignAnswer } from './campaign-figures-page.tsx'
import { campaignDeed, readTranche, REFUND_PROBLEMS } from './campaign-deeds.ts'
import { findCampaign, readCampaign } from './read-campaign.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const query = new URL(request.url).searchParams
  return {
    pages: deskPagesFor(actor),
    isFresh: await hasSignedInFreshly(request, context),
    found: await readCampaign(context.world, actor, params.campaignId, query),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.found.campaign.title }]

/** Proposes the payout, or gives one pledge back. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireActor(request, context, 'books.see', null)
  const { campaign, initiator } = await findCampaign(world, params.campaignId)
  const fields = await readForm(request)
  const input = campaignDeed.safeParse(fields)
  if (!input.success) {
    assertCan(actor, 'refund.decide', null)
    return refused({ refundProblems: problemsIn(input.error, REFUND_PROBLEMS), ...typedRefund(fields) }, 422)
  }
  if (input.data.deed === 'propose') {
    assertCan(actor, 'settlement.propose', { initiatorId: initiator.id })
    const { wanted } = input.data
    if (!(await hasSignedInFreshly(request, context)))
      return refused({ proposalRefusal: 'sign-in-again', wanted }, 403)
    return propose(world, { campaignId: campaign.id, proposedBy: actor.id }, wanted)
  }
  assertCan(actor, 'refund.decide', null)
  const { pledgeId, reason, amount } = input.data
  const given = await world.db.inTransaction(trx =>
    refundByDecision(trx, world.clock.now(), {
      campaignId: campaign.id,
      pledgeId,
      decidedBy: actor.id,
      reason,
      amount,
    }),
  )
  if (given.ok) return seeOther(`/admin/campaigns/${campaign.id}?state=refunding#pledges`)
  if (given.reason === 'no-such-pledge') throw notFound()
  if (given.reason === 'reason-missing')
    return refused({ refundProblems: { reason: given.reason }, ...typedRefund(fields) }, 422)
  return refused({ refundRefusal: given.reason, ...typedRefund(fields) }, 409)
}

/** The books are looked at first: nothing is proposed while they do not hold. */
async function propose(world: World, by: { campaignId: string; proposedBy: string }, typed: string) {
  const vatBp = world.config.FEE_VAT_BP
  const payable = await payableOf(world.db.read, by.campaignId, {
    vatBp,
    wanted: null,
    now: world.clock.now(),
  })
  const wanted = payable.ok ? readTranche(typed, payable.amounts.funds) : null
  if (wanted === 'not-an-amount') return refused({ isTrancheWrong: true, wanted: typed }, 422)
  const report = await verifyLedger(world.db.read)
  const proposed = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    return proposeSettlement(trx, now, { ...by, vatBp, wanted, booksHold: report.holds })
  })
  if (proposed.ok) return seeOther(`/admin/payouts/${proposed.settlementId}`)
  return refused({ proposalRefusal: proposed.reason, wanted: typed }, 409)
}

function refused(answer: CampaignAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

function typedRefund(fields: FormFields): Pick<CampaignAnswer, 'reason' | 'amount'> {
  return asTyped(fields, ['reason', 'amount'])
}

export default function AdminCampaign() {
  const { pages, found, isFresh } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <CampaignFiguresPage pages={pages} found={found} isFresh={isFresh} answer={answer} />
}
