import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignsInBooks } from '#app/domain/ledger/export-queries.server.ts'
import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { daysOf } from '#app/domain/months/month.ts'
import { monthAt } from '#app/domain/months/months.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { exportMessages } from '#app/i18n/messages/exports.ts'
import { accountName } from '#app/ui/desk/account-name.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { EXPORT_PROBLEMS, ExportsPage } from './exports-page.tsx'

/** The form by which the books are exported. What was wrong with it comes back in the address, with what was typed. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, clock } = context.world
  const language = languageOf(request)
  const query = new URL(request.url).searchParams
  const { first, last } = daysOf(monthAt(clock.now()))
  const accounts = await trialBalance(db.read)
  return {
    title: messagesFor(exportMessages, language).title,
    pages: deskPagesFor(actor),
    values: {
      format: query.get('format') ?? 'csv',
      from: query.get('from') ?? first,
      to: query.get('to') ?? last,
      campaign: query.get('campaign') ?? '',
      account: query.get('account') ?? '',
    },
    problem: EXPORT_PROBLEMS.find(each => each === query.get('problem')) ?? null,
    campaigns: await campaignsInBooks(db.read),
    accounts: accounts.map(each => ({ value: each.account, label: accountName(each, language) })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Exports() {
  return <ExportsPage {...useLoaderData<typeof loader>()} />
}
