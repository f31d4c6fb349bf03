import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignUpdateInput } from '#app/domain/campaign-updates/campaign-update-input.ts'
import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { readForm } from '#app/http/form.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { NewUpdatePage } from './new-update-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, world.clock.now(), owned)
  if (!hand) throw notFound()
  const { title } = messagesFor(initiatorMessages, languageOf(request)).update
  return { title, campaign: hand.campaign, updateId: randomIds.next() }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · ${page?.campaign.title}` },
]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const fields = await readForm(request)
  const typed = { title: asText(fields.title), body: asText(fields.body) }
  const input = campaignUpdateInput(fields)
  if (!input.ok)
    return data(
      { typed, updateId: asText(fields.updateId), problems: input.problems, refusal: null },
      { status: 422 },
    )
  const published = await world.db.inTransaction(trx =>
    publishUpdate(trx, world.clock.now(), { ...input.value, ...owned }),
  )
  if (published.ok) return seeOther(`/my/campaigns/${owned.campaignId}?published#updates`)
  if (published.reason === 'no-such-campaign') throw notFound()
  return data({ typed, updateId: null, problems: {}, refusal: published.reason }, { status: 422 })
}

function asText(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

export default function NewUpdate() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <NewUpdatePage campaign={page.campaign} freshId={page.updateId} answer={answer} />
}
