import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { isCancelable } from '#app/domain/closings/cancelable.ts'
import { mayInitiatorCancel, whatWouldGoBack } from '#app/domain/closings/closings.server.ts'
import { stopCampaign } from '#app/domain/payouts/payouts.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { CancellationPage } from './cancellation-page.tsx'

const LONGEST_REASON = 1_000
const PROBLEMS = ['reason-missing', 'reason-too-long'] as const

const cancellationForm = z.strictObject({
  deed: z.literal('cancel'),
  reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
})

/** Where an initiator stops a campaign for good: this page asks, its post does. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, world.clock.now(), owned)
  if (!hand) throw notFound()
  const { id, title, state, cancellation } = hand.campaign
  return {
    title: messagesFor(stoppingMessages, languageOf(request)).title,
    campaign: { id, title, cancellation, isLive: hand.liveAt !== null },
    isOver: !isCancelable(state),
    mayCancel: await mayInitiatorCancel(world.db.read, id, state),
    ...(await whatWouldGoBack(world.db.read, id)),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const campaignId = params.campaignId ?? ''
  const owned = { campaignId, initiatorId: actor.id }
  if (!(await campaignForEdit(world.db.read, world.clock.now(), owned))) throw notFound()
  const fields = await readForm(request)
  const form = cancellationForm.safeParse(fields)
  const typed = typeof fields.reason === 'string' ? fields.reason : ''
  if (!form.success)
    return data({ reason: typed, problem: problemsIn(form.error, PROBLEMS).reason ?? null }, { status: 422 })
  const stopped = await world.db.inTransaction(trx =>
    stopCampaign(trx, world.clock.now(), {
      campaignId,
      by: 'initiator',
      actorId: actor.id,
      reason: form.data.reason,
    }),
  )
  if (stopped.ok) return seeOther(`/my/campaigns/${campaignId}/cancellation`)
  if (stopped.reason === 'no-such-campaign') throw notFound()
  return data({ reason: typed, problem: null }, { status: 409 })
}

export default function Cancellation() {
  return <CancellationPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
