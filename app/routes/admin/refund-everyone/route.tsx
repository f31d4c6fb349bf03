import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { campaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { isId } from '#app/domain/ids.ts'
import { heldOf, refundRunOf } from '#app/domain/payments/refund-run-queries.server.ts'
import { startRefundRun } from '#app/domain/payments/payments.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { refundEveryoneMessages } from '#app/i18n/messages/refund-everyone.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { RefundEveryonePage } from './refund-everyone-page.tsx'

const LONGEST_REASON = 1_000

const runForm = z.strictObject({
  reason: z.string().max(LONGEST_REASON).default(''),
  typedTitle: z.string().default(''),
})

/** Pays everybody of a campaign back, and tells how far that is. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const campaign = await campaignAtHand(context, params.campaignId)
  const { db } = context.world
  return {
    title: messagesFor(refundEveryoneMessages, languageOf(request)).title(campaign.title),
    pages: deskPagesFor(actor),
    campaignId: campaign.id,
    held: await heldOf(db.read, campaign.id),
    run: await refundRunOf(db.read, campaign.id),
    mayStart: can(actor, 'refund.everyone', null),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'refund.everyone', null)
  const campaign = await campaignAtHand(context, params.campaignId)
  const { world } = context
  const fields = await readForm(request)
  const input = runForm.safeParse(fields)
  if (!input.success) throw badRequest()
  const wanted = { ...input.data, campaignId: campaign.id, startedBy: actor.id }
  const started = await world.db.inTransaction(trx => startRefundRun(trx, world.clock.now(), wanted))
  if (started.ok) return seeOther(`/admin/campaigns/${campaign.id}/refund-everyone`)
  const isOfField = started.reason === 'reason-missing' || started.reason === 'title-differs'
  return data(
    { problem: started.reason, values: asTyped(fields, ['reason', 'typedTitle']) },
    { status: isOfField ? 422 : 409 },
  )
}

async function campaignAtHand({ world }: SiteContext, campaignId = '') {
  const found = isId(campaignId) ? await campaignForTeam(world.db.read, world.clock.now(), campaignId) : null
  if (!found) throw notFound()
  return found.campaign
}

export default function RefundEveryone() {
  return <RefundEveryonePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
