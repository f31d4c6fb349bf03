import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isMonth } from '#app/domain/months/month.ts'
import type { Month } from '#app/domain/months/month.ts'
import { confirmMonth, explainClearing, monthAt, proposeMonth } from '#app/domain/months/months.server.ts'
import type { NotClosed, NotExplained } from '#app/domain/months/months.server.ts'
import {
  checklistOf,
  confirmationHash,
  findClosedMonth,
  findMonthProposal,
  firstMonth,
} from '#app/domain/months/month-queries.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { monthName } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { monthDeed, TEXT_PROBLEMS } from './month-deeds.ts'
import { MonthPage } from './month-page.tsx'
import type { MonthAnswer } from './month-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, month } = await monthForTeam(request, context, params.month)
  const { db, clock } = context.world
  const closed = await findClosedMonth(db.read, month)
  const proposal = await findMonthProposal(db.read, month)
  const checklist =
    closed?.checklist ?? (await checklistOf(db.read, clock.now(), month, await brokenIn(context)))
  return {
    title: messagesFor(monthMessages, languageOf(request)).monthTitle(monthName(month, languageOf(request))),
    pages: deskPagesFor(actor),
    month,
    closed,
    proposal,
    checklist,
    hash: proposal && confirmationHash(month, proposal, checklist),
    mayClose: can(actor, 'month.close', null),
    mayConfirm: proposal !== null && can(actor, 'month.confirm', proposal),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Explains a clearing account, proposes to close the month, or confirms it. The books are looked at first. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, month } = await monthForTeam(request, context, params.month)
  const { db, clock } = context.world
  const fields = await readForm(request)
  const input = monthDeed.safeParse(fields)
  if (!input.success) {
    const { text: textProblem } = problemsIn(input.error, TEXT_PROBLEMS)
    const typed = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
    return refused({ textProblem, text: typed('text'), account: typed('account') }, 422)
  }
  const { deed } = input.data
  if (deed === 'confirm') {
    const proposal = await findMonthProposal(db.read, month)
    const proposedBy = proposal?.proposedBy ?? ''
    if (!can(actor, 'month.confirm', { proposedBy }))
      return refused({ refusal: actor.id === proposedBy ? 'same-person' : 'no-role' }, 403)
  } else assertCan(actor, 'month.close', null)
  const report = await verifyLedger(db.read)
  const brokenInvariants = report.invariants.filter(({ holds }) => !holds).map(({ id }) => id)
  const done = await db.inTransaction(async trx => {
    const now = clock.now()
    await recordLedgerCheck(trx, now, report)
    const common = { month, brokenInvariants }
    if (deed === 'propose') return proposeMonth(trx, now, { ...common, proposedBy: actor.id })
    if (deed === 'confirm')
      return confirmMonth(trx, now, { ...common, confirmedBy: actor.id, hash: input.data.hash })
    const { account, text: explanation } = input.data
    return explainClearing(trx, now, { ...common, account, explanation, explainedBy: actor.id })
  })
  return done.ok ? seeOther(`/admin/months/${month}`) : refused({ refusal: done.reason }, 409)
}

function refused(
  answer: MonthAnswer & { refusal?: NotClosed['reason'] | NotExplained },
  status: 403 | 409 | 422,
) {
  return data(answer, { status })
}

/** The invariants that do not hold now. */
async function brokenIn({ world }: SiteContext): Promise<string[]> {
  const { invariants } = await verifyLedger(world.db.read)
  return invariants.filter(({ holds }) => !holds).map(({ id }) => id)
}

/** @throws Response what `requireActor` throws; 404 for what is no month, or one that is yet to come or before the books */
async function monthForTeam(request: Request, context: SiteContext, text = '') {
  const actor = await requireActor(request, context, 'books.see', null)
  if (!isMonth(text) || text > monthAt(context.world.clock.now())) throw notFound()
  const month: Month = text
  const { db, clock } = context.world
  const first = (await firstMonth(db.read)) ?? monthAt(clock.now())
  if (month < first) throw notFound()
  return { actor, month }
}

export default function MonthOfBooks() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <MonthPage {...loaded} answer={answer} />
}
