import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { campaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { isCancelable } from '#app/domain/closings/cancelable.ts'
import { liftSuspension, suspendCampaign, whatWouldGoBack } from '#app/domain/closings/closings.server.ts'
import { isId } from '#app/domain/ids.ts'
import { stopCampaign } from '#app/domain/payouts/payouts.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { StopPage } from './stop-page.tsx'

const LONGEST_REASON = 1_000
const PROBLEMS = ['reason-missing', 'reason-too-long'] as const
const reason = z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long')

const stopForm = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('cancel'), reason }),
  z.strictObject({ deed: z.literal('suspend'), reason }),
  z.strictObject({ deed: z.literal('lift') }),
])

/** Where an admin stops a campaign for good, or for a while. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, campaign, liveAt } = await campaignToStop(request, context, params.campaignId)
  const { id, title, state, cancellation, suspension } = campaign
  return {
    title: messagesFor(stoppingMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    campaign: { id, title, cancellation, suspension, isLive: liveAt !== null },
    mayCancel: isCancelable(state),
    // What was suspended while it was live may have ended meanwhile, and still waits to be let go on.
    maySuspend: state === 'live' || state === 'near_miss' || suspension !== null,
    ...(await whatWouldGoBack(context.world.db.read, id)),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const { actor, campaign } = await campaignToStop(request, context, params.campaignId)
  const fields = await readForm(request)
  const form = stopForm.safeParse(fields)
  const deed = fields.deed === 'suspend' ? ('suspend' as const) : ('cancel' as const)
  const typed = typeof fields.reason === 'string' ? fields.reason : ''
  if (!form.success) {
    const problem = problemsIn(form.error, PROBLEMS).reason ?? null
    return data({ deed, reason: typed, problem }, { status: 422 })
  }
  const by = { campaignId: campaign.id, actorId: actor.id }
  const answered = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    const asked = form.data
    if (asked.deed === 'cancel') return stopCampaign(trx, now, { ...by, by: 'team', reason: asked.reason })
    if (asked.deed === 'suspend') return suspendCampaign(trx, now, { ...by, reason: asked.reason })
    await liftSuspension(trx, now, by)
    return { ok: true } as const
  })
  if (!answered.ok) return data({ deed, reason: typed, problem: null }, { status: 409 })
  return seeOther(`/admin/campaigns/${campaign.id}/stop`)
}

async function campaignToStop(request: Request, context: SiteContext, campaignId = '') {
  const actor = await requireActor(request, context, 'campaign.stop', null)
  const { db, clock } = context.world
  const found = isId(campaignId) ? await campaignForTeam(db.read, clock.now(), campaignId) : null
  if (!found) throw notFound()
  return { actor, ...found }
}

export default function Stop() {
  return <StopPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
