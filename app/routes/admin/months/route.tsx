import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { monthsOfBooks } from '#app/domain/months/month-queries.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { MonthsPage } from './months-page.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, clock } = context.world
  return {
    title: messagesFor(monthMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    months: await monthsOfBooks(db.read, clock.now()),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Months() {
  const { pages, months } = useLoaderData<typeof loader>()
  return <MonthsPage pages={pages} months={months} />
}
