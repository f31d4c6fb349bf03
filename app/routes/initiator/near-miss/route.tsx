import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { instant } from '#app/domain/clock.ts'
import { answersTo } from '#app/domain/closings/near-miss-queries.server.ts'
import { explainNearMiss } from '#app/domain/closings/closings.server.ts'
import { readForm } from '#app/http/form.server.ts'
import type { FormFields } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { ExplainPage } from './explain-page.tsx'
import type { RefusedExplanation } from './explain-page.tsx'
import { readExplanation } from './explanation-input.ts'
import type { TypedExplanation } from './explanation-input.ts'

/** Where an initiator explains how it is done with less, and sees afterwards what the backers answered. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const now = world.clock.now()
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const hand = await campaignForEdit(world.db.read, now, owned)
  if (!hand) throw notFound()
  const { campaign } = hand
  const { explainBy, plan } = campaign.nearMiss ?? { explainBy: null, plan: null }
  return {
    title: messagesFor(nearMissMessages, languageOf(request)).explain.title,
    campaign: {
      id: campaign.id,
      title: campaign.title,
      counted: campaign.raised.total,
      minimum: campaign.minimum,
      lines: campaign.lines.filter(({ kind }) => kind === 'must_have'),
    },
    explainBy,
    plan,
    answers: plan && (await answersTo(world.db.read, campaign.id)),
    isOpen: campaign.state === 'near_miss' && plan === null && instant(now) < (explainBy ?? ''),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  const campaignId = params.campaignId ?? ''
  const hand = await campaignForEdit(world.db.read, world.clock.now(), { campaignId, initiatorId: actor.id })
  if (!hand) throw notFound()
  const typed = textsOf(await readForm(request))
  const read = readExplanation(typed, hand.campaign.lines.filter(({ kind }) => kind === 'must_have').length)
  if (!read.ok) return refused({ problem: 'not-an-amount', wrong: read.wrong, typed }, 422)
  const explained = await world.db.inTransaction(trx =>
    explainNearMiss(trx, world.clock.now(), { campaignId, initiatorId: actor.id, ...read }),
  )
  if (explained.ok || explained.reason === 'already-explained')
    return seeOther(`/my/campaigns/${campaignId}/near-miss`)
  switch (explained.reason) {
    case 'no-such-campaign':
      throw notFound()
    case 'no-near-miss':
    case 'too-late':
      return refused({ problem: 'over', wrong: [], typed }, 409)
    default:
      return refused({ problem: explained.reason, wrong: [], typed }, 422)
  }
}

/** A field that was sent twice did not come from a page of ours. */
function textsOf(fields: FormFields): TypedExplanation {
  const texts = Object.entries(fields).map(([name, value]) => {
    if (typeof value !== 'string') throw badRequest()
    return [name, value]
  })
  return Object.fromEntries(texts) as TypedExplanation
}

function refused(answer: RefusedExplanation, status: 409 | 422) {
  return data(answer, { status })
}

export default function NearMissOfInitiator() {
  return <ExplainPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
