import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { deadJobs, waitingJobs } from '#app/domain/outbox/outbox-queries.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { jobMessages } from '#app/i18n/messages/jobs.ts'
import { reviveJob } from '#app/jobs/queue.server.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { JobsPage } from './jobs-page.tsx'

const DEAD_SHOWN = 50

const revival = z.strictObject({ jobId: z.uuid() })

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'jobs.manage', null)
  const { read } = context.world.db
  const query = new URL(request.url).searchParams
  const after = query.get('after')
  const dead = await deadJobs(read, { after, limit: DEAD_SHOWN })
  return {
    title: messagesFor(jobMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    waiting: await waitingJobs(read),
    dead: dead.jobs,
    newer: dead.newer,
    isOldest: after === null,
    answer: query.has('revived') ? ('revived' as const) : query.has('gone') ? ('gone' as const) : null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Lets a job that was given up be tried again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, clock } = context.world
  await requireActor(request, context, 'jobs.manage', null)
  const input = revival.safeParse(await readForm(request))
  if (!input.success) throw badRequest()
  const isRevived = await reviveJob(db, clock.now(), input.data.jobId)
  return seeOther(`/admin/jobs?${isRevived ? 'revived' : 'gone'}`)
}

export default function Jobs() {
  return <JobsPage {...useLoaderData<typeof loader>()} />
}
