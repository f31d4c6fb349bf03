import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { activeStops, pastStops } from '#app/domain/brakes/brake-queries.server.ts'
import { liftStop } from '#app/domain/brakes/brakes.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { cardStopMessages } from '#app/i18n/messages/card-stops.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { CardStopsPage } from './card-stops-page.tsx'
import type { LiftAnswer } from './card-stops-page.tsx'
import { LIFT_PROBLEMS, liftForm, reasonField } from './lift-input.ts'

const PAST_SHOWN = 50

/** What the brake on cards has stopped, and the way to lift it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'card-stop.see', null)
  const { db, clock } = context.world
  const stops = await activeStops(db.read, clock.now())
  return {
    title: messagesFor(cardStopMessages, languageOf(request)).title(stops.length),
    pages: deskPagesFor(actor),
    stops,
    past: await pastStops(db.read, clock.now(), PAST_SHOWN),
    mayLift: can(actor, 'card-stop.lift', null),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'card-stop.lift', null)
  const { world } = context
  const fields = await readForm(request)
  const { stopId = '' } = asTyped(fields, ['stopId'])
  const typed = fields[reasonField(stopId)]
  const input = liftForm.safeParse({ reason: typed })
  if (!input.success)
    return refused(
      { stopId, reason: String(typed ?? ''), problem: problemsIn(input.error, LIFT_PROBLEMS).reason },
      422,
    )
  const { reason } = input.data
  const lifted = await world.db.inTransaction(trx =>
    liftStop(trx, world.clock.now(), { stopId, liftedBy: actor.id, reason }),
  )
  return lifted.ok ? seeOther('/admin/card-stops') : refused({ stopId, reason, isOver: true }, 409)
}

function refused(answer: LiftAnswer, status: 409 | 422) {
  return data(answer, { status })
}

export default function CardStops() {
  return <CardStopsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
