import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { TrialBalancePage } from './trial-balance-page.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  return {
    title: messagesFor(booksDeskMessages, languageOf(request)).trialBalance.title,
    pages: deskPagesFor(actor),
    accounts: await trialBalance(context.world.db.read),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function AllAccounts() {
  const { pages, accounts } = useLoaderData<typeof loader>()
  return <TrialBalancePage pages={pages} accounts={accounts} />
}
