import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findStatement, linesOfStatement } from '#app/domain/bank/bank-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { StatementPage } from './statement-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  const statement = await findStatement(read, params.statementId ?? '')
  if (!statement) throw notFound()
  const from = Number(new URL(request.url).searchParams.get('from') ?? '1')
  return {
    title: messagesFor(bankMessages, languageOf(request)).statement.title(statement.n),
    pages: deskPagesFor(actor),
    statement,
    ...(await linesOfStatement(read, statement.id, Number.isSafeInteger(from) ? from : 1)),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function BankStatement() {
  return <StatementPage {...useLoaderData<typeof loader>()} />
}
