import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readAccount } from '#app/domain/ledger/account.ts'
import { findAccount } from '#app/domain/ledger/journal-queries.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { statementOf } from '#app/domain/ledger/statement-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { accountName } from '#app/ui/desk/account-name.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { AccountPage } from './account-page.tsx'

const LINES_SHOWN = 50

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  const text = params.account ?? ''
  const known = readAccount(text)
  const titled = await findAccount(read, text)
  if (!known || !titled) throw notFound()
  const before = new URL(request.url).searchParams.get('before')
  return {
    title: accountName(titled, languageOf(request)),
    pages: deskPagesFor(actor),
    account: known,
    balance: await balance(read, known.account),
    statement: await statementOf(read, known.account, { before, limit: LINES_SHOWN }),
    isNewest: before === null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />
}
