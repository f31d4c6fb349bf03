import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { DeskOverview } from './desk-overview.tsx'
import { readDesk } from './read-desk.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'desk.see', null)
  return {
    title: messagesFor(deskMessages, languageOf(request)).tabs.label,
    pages: deskPagesFor(actor),
    desk: await readDesk(context.world, actor),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function AdminDesk() {
  const { pages, desk } = useLoaderData<typeof loader>()
  return <DeskOverview pages={pages} desk={desk} />
}
