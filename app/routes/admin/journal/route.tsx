import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAccount, journalPage } from '#app/domain/ledger/journal-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { JournalPage } from './journal-page.tsx'

const ENTRIES_SHOWN = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  const query = new URL(request.url).searchParams
  const kind = query.get('kind') || null
  const wanted = query.get('account') || null
  const before = query.get('before')
  const account = wanted === null ? null : await findAccount(read, wanted)
  if (wanted !== null && account === null) throw notFound()
  const journal = await journalPage(read, {
    kind,
    account: account?.account,
    before,
    limit: ENTRIES_SHOWN,
  })
  return {
    title: messagesFor(booksDeskMessages, languageOf(request)).journal.title,
    pages: deskPagesFor(actor),
    journal,
    kind,
    account,
    isNewest: before === null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Journal() {
  return <JournalPage {...useLoaderData<typeof loader>()} />
}
