import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { bookBankFile } from '#app/book-bank-file.server.ts'
import { bankStandings, linesInSuspense, statementsPage } from '#app/domain/bank/bank-queries.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { BankPage } from './bank-page.tsx'
import type { BankAnswer } from './bank-page.tsx'

const STATEMENTS_SHOWN = 30

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, config } = context.world
  const before = new URL(request.url).searchParams.get('before')
  return {
    title: messagesFor(bankMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    ibans: config.BANK_IBANS,
    standings: await bankStandings(db.read),
    suspense: await linesInSuspense(db.read),
    ...(await statementsPage(db.read, { before, limit: STATEMENTS_SHOWN })),
    isNewest: before === null,
    mayBook: can(actor, 'bank.manage', null),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Books an uploaded file. One statement that was booked is shown at once; anything else is told here. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'bank.manage', null)
  const { world } = context
  const form = await request.formData().catch(() => {
    throw badRequest()
  })
  const upload = form.get('statement')
  const bytes = upload instanceof File ? new Uint8Array(await upload.arrayBuffer()) : new Uint8Array()
  if (!(upload instanceof File) || bytes.length === 0) return answered({ problem: 'missing' }, 422)
  const booked = await bookBankFile(
    world,
    { name: upload.name.slice(0, LONGEST_NAME), bytes },
    { ours: world.config.BANK_IBANS, bookedBy: actor.id },
  )
  if (!booked.ok) return answered({ unreadable: booked.error }, 422)
  const results = booked.statements.map(({ named, outcome }) => ({ named, outcome: withoutLines(outcome) }))
  const [only] = results
  if (results.length === 1 && only?.outcome.kind === 'booked')
    return seeOther(`/admin/bank/statements/${only.outcome.statementId}`)
  const isRefused = results.some(({ outcome }) => outcome.kind === 'refused')
  return answered({ results }, isRefused ? 422 : 200)
}

const LONGEST_NAME = 200

type Outcome = Awaited<ReturnType<typeof bookBankFile>> & { ok: true }

/** How many lines is enough here; the statement's own page shows them. */
function withoutLines(outcome: Outcome['statements'][number]['outcome']) {
  if (outcome.kind !== 'booked') return outcome
  const { kind, statementId, known, lines } = outcome
  return { kind, statementId, known, lines: lines.length }
}

function answered(answer: BankAnswer, status: 200 | 422) {
  return data(answer, { status })
}

export default function Bank() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <BankPage {...loaded} answer={answer} />
}
