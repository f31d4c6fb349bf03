import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { limit } from '#app/http/rate-limits.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { keepPicture } from './keep-picture.server.ts'
import { PicturePage } from './picture-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, world.clock.now(), owned)
  if (!hand) throw notFound()
  const { title } = messagesFor(launchStepMessages, languageOf(request)).picture
  return { title, campaign: hand.campaign, isEditable: hand.editable.text }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · ${page?.campaign.title}` },
]

/** Takes an uploaded picture, or new words beside the one there is. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireUser(request, context)
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  await limit(context, 'pictures-by-user', actor.id)
  const form = await request.formData().catch(() => {
    throw badRequest()
  })
  const result = await keepPicture(context, owned, form)
  if (result.ok) return seeOther(`/my/campaigns/${owned.campaignId}/edit/idea#picture`)
  if (result.refusal === 'no-such-campaign') throw notFound()
  const alt = form.get('alt')
  return data({ ...result, alt: typeof alt === 'string' ? alt : '' }, { status: 422 })
}

export default function Picture() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <PicturePage {...page} answer={answer} />
}
