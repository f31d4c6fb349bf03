import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { entryInFull } from '#app/domain/ledger/entry-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { entryKindName } from '#app/ui/desk/account-name.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { EntryPage } from './entry-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const found = await entryInFull(context.world.db.read, params.entryId ?? '')
  if (!found) throw notFound()
  const language = languageOf(request)
  const kind = entryKindName(found.entry.kind, language)
  return {
    title: messagesFor(booksDeskMessages, language).entry.title(kind),
    pages: deskPagesFor(actor),
    found,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function JournalEntryPage() {
  return <EntryPage {...useLoaderData<typeof loader>()} />
}
