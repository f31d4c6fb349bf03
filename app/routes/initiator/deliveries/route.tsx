import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { isId } from '#app/domain/ids.ts'
import { rewardsToDeliver } from '#app/domain/pledges/delivery-queries.server.ts'
import { recordDelivery } from '#app/domain/pledges/pledges.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { deliveryMessages } from '#app/i18n/messages/deliveries.ts'
import { DeliveriesPage } from './deliveries-page.tsx'

const deliveryForm = z.strictObject({ reward: z.string(), who: z.string(), day: z.string().default('') })

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const now = world.clock.now()
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, now, owned)
  if (!hand) throw notFound()
  return {
    title: messagesFor(deliveryMessages, languageOf(request)).title,
    campaign: { id: hand.campaign.id, title: hand.campaign.title },
    rewards: await rewardsToDeliver(world.db.read, hand.campaign.id),
    today: dayInCity(now),
    wasNoted: new URL(request.url).searchParams.has('noted'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const campaignId = params.campaignId ?? ''
  const owned = { campaignId, initiatorId: actor.id }
  if (!(await campaignForEdit(world.db.read, world.clock.now(), owned))) throw notFound()
  const form = deliveryForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const { reward, who, day } = form.data
  if (!isId(reward) || !(who === 'all' || isId(who))) throw badRequest()
  const recorded = await world.db.inTransaction(trx =>
    recordDelivery(trx, world.clock.now(), {
      campaignId,
      initiatorId: actor.id,
      rewardId: reward,
      pledgeId: who === 'all' ? null : who,
      day,
    }),
  )
  if (recorded.ok) return seeOther(`/my/campaigns/${campaignId}/deliveries?noted=yes`)
  if (recorded.reason === 'no-such-reward') throw notFound()
  const later = recorded.reason === 'before-pledge' ? recorded.later : 0
  return data({ reward, problem: recorded.reason, later, values: { who, day } }, { status: 422 })
}

export default function Deliveries() {
  return <DeliveriesPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
