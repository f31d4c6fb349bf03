import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { startInput } from '#app/domain/campaigns/campaign-input.ts'
import type { FieldProblems } from '#app/domain/campaigns/typed-text.ts'
import { startCampaign } from '#app/domain/campaigns/campaigns.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { readForm } from '#app/http/form.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser, userOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { StartPage } from './start-page.tsx'

/** Everybody may read what happens; the form is for who is signed in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await userOf(request, context)
  const { title } = messagesFor(launchMessages, languageOf(request)).start
  return { title, campaignId: user ? randomIds.next() : null }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · Stadmakers Leiden` },
]

export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const language = languageOf(request)
  const fields = await readForm(request)
  const input = startInput(fields)
  const title = typeof fields.title === 'string' ? fields.title : ''
  if (!input.ok) return failed(input.problems, title, false)
  const started = await world.db.inTransaction(trx =>
    startCampaign(trx, world.clock.now(), { ...input.value, initiatorId: actor.id, language }),
  )
  return started.ok ? seeOther(`/my/campaigns/${started.campaignId}/edit/idea`) : failed({}, title, true)
}

function failed(problems: FieldProblems, title: string, isTaken: boolean) {
  return data({ problems, title, isTaken }, { status: 422 })
}

export default function Start() {
  const { campaignId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <StartPage campaignId={campaignId} refused={refused} />
}
