import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findDispute } from '#app/domain/disputes/dispute-queries.server.ts'
import { answerDispute } from '#app/domain/disputes/disputes.server.ts'
import { composeEvidence } from '#app/domain/disputes/evidence.ts'
import { stepsOf } from '#app/domain/pledges/pledge-queries.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { disputeMessages } from '#app/i18n/messages/disputes.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { DisputePage } from './dispute-page.tsx'

const LONGEST_EVIDENCE = 20_000

const answerForm = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('contest'), evidence: z.string().max(LONGEST_EVIDENCE) }),
  z.strictObject({ deed: z.literal('accept') }),
])

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { world } = context
  const dispute = await findDispute(world.db.read, params.disputeId ?? '')
  if (!dispute) throw notFound()
  const language = languageOf(request)
  const t = messagesFor(disputeMessages, language)
  return {
    title: t.page.title(euros(dispute.amount, language), dispute.campaign.title),
    pages: deskPagesFor(actor),
    mayAnswer: can(actor, 'dispute.answer', null),
    dispute,
    draft: composeEvidence(dispute, await stepsOf(world.db.read, dispute.pledge.id), {
      euros: amount => euros(amount, 'en'),
      moment: at => moment(at, 'en'),
      platform: 'Stadmakers',
    }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Sends evidence, or gives the dispute up. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'dispute.answer', null)
  const { world } = context
  const form = answerForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const disputeId = params.disputeId ?? ''
  const answered = await world.db.inTransaction(trx =>
    answerDispute(trx, world.clock.now(), {
      disputeId,
      answeredBy: actor.id,
      answer:
        form.data.deed === 'accept'
          ? { kind: 'accepted' }
          : { kind: 'contested', evidence: form.data.evidence },
    }),
  )
  if (answered.ok) return seeOther(`/admin/disputes/${disputeId}#answer`)
  const { reason } = answered
  if (reason === 'no-such-dispute') throw notFound()
  if (reason === 'evidence-missing') return data({ problem: reason }, { status: 422 })
  return data({ refusal: reason }, { status: 409 })
}

export default function AdminDispute() {
  return <DisputePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
