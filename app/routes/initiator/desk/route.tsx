import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { payoutsOf } from '#app/domain/campaigns/campaign-payout-queries.server.ts'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { debtOf } from '#app/domain/debts/debts.server.ts'
import { backersOf } from '#app/domain/pledges/pledge-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { requireUser } from '#app/http/visitor.server.ts'
import { Desk } from './desk.tsx'

const BACKERS_SHOWN = 50

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const now = world.clock.now()
  const hand = await campaignForEdit(world.db.read, now, owned)
  if (!hand) throw notFound()
  const query = new URL(request.url).searchParams
  return {
    hand,
    ...(await backersOf(world.db.read, hand.campaign.id, {
      after: query.get('after'),
      limit: BACKERS_SHOWN,
    })),
    debt: await debtOf(world.db.read, hand.campaign.id),
    payouts: await payoutsOf(world.db.read, hand.campaign.id),
    now: now.toISOString(),
    answer: query.has('sent') ? ('sent' as const) : query.has('published') ? ('published' as const) : null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.hand.campaign.title }]

export default function CampaignDesk() {
  return <Desk {...useLoaderData<typeof loader>()} />
}
