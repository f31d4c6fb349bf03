import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { instant } from '#app/domain/clock.ts'
import {
  findOpenDiscrepancy,
  openDiscrepancies,
  openKinds,
  recentlyResolved,
} from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import {
  doProposal,
  latestLedgerCheck,
  resolveDiscrepancy,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { reviveJob } from '#app/jobs/queue.server.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { DiscrepanciesPage } from './discrepancies-page.tsx'
import { discrepancyDeed, RESOLUTION_PROBLEMS } from './resolution-input.ts'

const OPEN_SHOWN = 50
const RESOLVED_SHOWN = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, clock } = context.world
  const query = new URL(request.url).searchParams
  const after = query.get('after')
  const check = await latestLedgerCheck(db.read)
  const filter = {
    kind: query.get('kind') || null,
    only: query.get('only') || null,
    overdue: query.get('age') === 'overdue',
  }
  const mayResolve = can(actor, 'discrepancy.resolve', null)
  return {
    title: messagesFor(discrepancyMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    now: instant(clock.now()),
    check: check && { at: check.at, holds: check.report.holds },
    ...(await openDiscrepancies(db.read, {
      ...filter,
      after,
      limit: OPEN_SHOWN,
      overdueAt: filter.overdue ? clock.now() : null,
    })),
    filter,
    kinds: await openKinds(db.read),
    isOldest: after === null,
    resolved: await recentlyResolved(db.read, RESOLVED_SHOWN),
    mayResolve,
    seesJobs: can(actor, 'jobs.manage', null),
    inHand: mayResolve ? await findOpenDiscrepancy(db.read, query.get('resolve') ?? '') : null,
    isGone: query.has('gone'),
    isDone: query.has('done'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Does what is proposed for one, or closes it with a reason. Posted to the address with `?resolve=`, so that the form comes back when it is wrong. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireActor(request, context, 'discrepancy.resolve', null)
  const fields = await readForm(request)
  const input = discrepancyDeed.safeParse(fields)
  if (!input.success) {
    const { reason: problem } = problemsIn(input.error, RESOLUTION_PROBLEMS)
    const reason = typeof fields.reason === 'string' ? fields.reason : ''
    return data({ problem, reason }, { status: 422 })
  }
  const { db, clock } = world
  const now = clock.now()
  if (input.data.deed === 'proposal') {
    const request = { discrepancyId: input.data.discrepancyId, actorId: actor.id }
    const done = await db.inTransaction(trx => doProposal(trx, now, request))
    if (done?.deed === 'close') throw badRequest()
    if (done?.deed === 'revive-work') await reviveJob(db, now, done.subject)
    return seeOther(done ? '/admin/discrepancies?done' : '/admin/discrepancies?gone')
  }
  const { discrepancyId, reason } = input.data
  const isClosed = await db.inTransaction(trx =>
    resolveDiscrepancy(trx, now, { discrepancyId, reason, resolvedBy: actor.id }),
  )
  return seeOther(isClosed ? '/admin/discrepancies#resolved' : '/admin/discrepancies?gone')
}

export default function Discrepancies() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <DiscrepanciesPage {...loaded} answer={answer} />
}
