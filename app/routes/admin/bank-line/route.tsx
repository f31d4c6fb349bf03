import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { candidatesOf, debts, findLine } from '#app/domain/bank/bank-queries.server.ts'
import { clearLine } from '#app/domain/bank/bank.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { decisionOf, LINE_PROBLEMS, lineInput } from './line-input.ts'
import { LinePage } from './line-page.tsx'
import type { LineAnswer } from './line-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  const found = await findLine(read, params.lineId ?? '')
  if (!found) throw notFound()
  const { line, toMatch } = found
  const language = languageOf(request)
  const isOpen = line.state === 'suspense'
  return {
    title: messagesFor(bankMessages, language).line.titleDone(euros(line.amount, language)),
    pages: deskPagesFor(actor),
    line,
    candidates: isOpen ? await candidatesOf(read, toMatch) : [],
    debts: isOpen && line.amount > 0 ? await debts(read) : [],
    mayClear: can(actor, 'bank.manage', null),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** A person says what the line was, and how they know. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireActor(request, context, 'bank.manage', null)
  const lineId = params.lineId ?? ''
  if (!(await findLine(world.db.read, lineId))) throw notFound()
  const fields = await readForm(request)
  const input = lineInput.safeParse(fields)
  if (!input.success)
    return refused({ problems: problemsIn(input.error, LINE_PROBLEMS), values: texts(fields) }, 422)
  const decision = decisionOf(input.data)
  if (!decision) throw badRequest()
  const { reason } = input.data
  const cleared = await world.db.inTransaction(trx =>
    clearLine(trx, world.clock.now(), { lineId, clearedBy: actor.id, decision, reason }),
  )
  if (cleared.ok) return seeOther(`/admin/bank/lines/${lineId}`)
  return refused({ refusal: cleared.reason, values: texts(fields) }, 409)
}

function texts(fields: Record<string, string | string[]>): LineAnswer['values'] {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  return { choice: text('choice'), campaignId: text('campaignId'), reason: text('reason') }
}

function refused(answer: LineAnswer, status: 409 | 422) {
  return data(answer, { status })
}

export default function Line() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <LinePage {...loaded} answer={answer} />
}
