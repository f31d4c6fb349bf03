import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isLaunchStep, LAUNCH_STEPS } from '#app/domain/campaigns/campaign.ts'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { allDistricts } from '#app/domain/districts/district-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import { readForm } from '#app/http/form.server.ts'
import { notFound, onlyPost, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { EditPage } from './edit-page.tsx'
import { saveStep } from './save-step.server.ts'
import { moreRows, rowsFor, typedIn, valuesOf } from './step-values.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { world } = context
  const { step, campaignId = '' } = params
  const actor = await requireUser(request, context)
  if (!isLaunchStep(step)) throw notFound()
  const now = world.clock.now()
  const hand = await campaignForEdit(world.db.read, now, { campaignId, initiatorId: actor.id })
  if (!hand) throw notFound()
  const language = languageOf(request)
  const values = valuesOf(step, hand.campaign, language)
  return {
    step,
    hand,
    values,
    rows: rowsFor(step, hand.campaign),
    districts: await allDistricts(world.db.read),
    leastPrice: cents(world.config.REWARD_MIN_CENTS),
    heading: messagesFor(launchMessages, language).headings[step],
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: `${page.heading} · ${page.hand.campaign.title}` }] : []

/** Keeps one step and goes on to the next. The button for another row shows the form again, with all that was typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { step, campaignId = '' } = params
  const actor = await requireUser(request, context)
  if (!isLaunchStep(step)) throw notFound()
  if (step === 'review') throw onlyPost()
  const { do: deed, rows, ...fields } = await readForm(request)
  const values = typedIn(fields)
  if (deed === 'row')
    return data({ values, rows: moreRows(step, rows), problems: {}, refusal: null }, { status: 200 })
  const saved = await saveStep(context, { campaignId, initiatorId: actor.id }, step, fields)
  if (saved.ok)
    return seeOther(`/my/campaigns/${campaignId}/edit/${LAUNCH_STEPS[LAUNCH_STEPS.indexOf(step) + 1]}`)
  if (saved.refusal === 'no-such-campaign') throw notFound()
  const { problems, refusal } = saved
  return data({ values, rows: moreRows(step, rows, 0), problems, refusal }, { status: 422 })
}

export default function Edit() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <EditPage {...page} {...answer} />
}
