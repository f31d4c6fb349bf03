import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { submit } from '#app/domain/campaigns/campaigns.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, notFound, seeOther } from '#app/http/responses.server.ts'
import { requireUser } from '#app/http/visitor.server.ts'

/** Who comes here by its address reads the campaign through first. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireUser(request, context)
  return seeOther(`/my/campaigns/${params.campaignId}/edit/review`)
}

/** Hands a campaign to the reviewers. What is missing is told by the step that the answer leads back to. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireUser(request, context)
  if (Object.keys(await readForm(request)).length > 0) throw badRequest()
  const owned = { campaignId: params.campaignId ?? '', initiatorId: actor.id }
  const conditions = {
    platformFeeBp: world.config.PLATFORM_FEE_BP,
    costsPassedOn: world.config.COSTS_PASSED_ON,
  }
  const result = await world.db.inTransaction(trx => submit(trx, world.clock.now(), owned, conditions))
  const desk = `/my/campaigns/${owned.campaignId}`
  if (result.ok) return seeOther(`${desk}?sent`)
  if (result.reason === 'no-such-campaign') throw notFound()
  return seeOther(result.reason === 'incomplete' ? `${desk}/edit/review` : desk)
}
