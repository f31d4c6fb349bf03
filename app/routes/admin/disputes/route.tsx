import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DAY_MS, instant } from '#app/domain/clock.ts'
import { decidedDisputes, openDisputes } from '#app/domain/disputes/dispute-queries.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { disputeMessages } from '#app/i18n/messages/disputes.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { DisputesPage } from './disputes-page.tsx'

const DECIDED_SHOWN = 50
/** An answer that must go within this is late. */
const LATE_BEFORE_MS = 3 * DAY_MS

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, clock } = context.world
  const lateFrom = instant(new Date(clock.now().getTime() + LATE_BEFORE_MS))
  const open = await openDisputes(db.read)
  return {
    title: messagesFor(disputeMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    mayAnswer: can(actor, 'dispute.answer', null),
    open: open.map(dispute => ({
      ...dispute,
      isLate: !dispute.answer && (dispute.evidenceDueAt ?? '9') < lateFrom,
    })),
    decided: await decidedDisputes(db.read, DECIDED_SHOWN),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Disputes() {
  return <DisputesPage {...useLoaderData<typeof loader>()} />
}
