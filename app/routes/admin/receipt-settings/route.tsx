import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { campaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { isId } from '#app/domain/ids.ts'
import { receiptSettings } from '#app/domain/receipts/receipt-queries.server.ts'
import { setAnbi, setRewardTax } from '#app/domain/receipts/receipts.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import type { FormFields } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf, requireActor, requireUser } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { anbiForm, rewardDeed, rewardField, SETTING_PROBLEMS } from './receipt-deeds.ts'
import { ReceiptSettingsPage } from './receipt-settings-page.tsx'
import type { SettingsAnswer } from './receipt-settings-page.tsx'

/** What the receipts of a campaign say of VAT and of an ANBI: stated by who reviews campaigns. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, campaign } = await atHand(request, context, params.campaignId)
  const language = languageOf(request)
  return {
    title: messagesFor(receiptMessages, language).settings.title(campaign.title),
    pages: deskPagesFor(actor),
    campaignId: campaign.id,
    settings: await receiptSettings(context.world.db.read, campaign.id),
    rateBp: context.world.config.REWARD_VAT_BP,
    wasSaved: new URL(request.url).searchParams.has('saved'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, campaign } = await atHand(request, context, params.campaignId)
  const { deed, ...fields } = await readForm(request)
  const by = { campaignId: campaign.id, actorId: actor.id }
  const answer =
    deed === 'reward' ? await stateReward(context, by, fields) : await stateAnbi(context, by, fields)
  return answer ? data(answer, { status: 422 }) : seeOther(`/admin/campaigns/${campaign.id}/receipts?saved`)
}

type By = { campaignId: string; actorId: string }

async function stateAnbi({ world }: SiteContext, by: By, fields: FormFields): Promise<SettingsAnswer | null> {
  const input = anbiForm.safeParse(fields)
  if (!input.success)
    return {
      form: 'anbi',
      values: asTyped(fields, ['anbiName', 'rsin']),
      problems: problemsIn(input.error, SETTING_PROBLEMS),
    }
  const { anbiName: name, rsin } = input.data
  await world.db.inTransaction(trx =>
    setAnbi(trx, world.clock.now(), by, name === '' ? null : { name, rsin }),
  )
  return null
}

async function stateReward(
  { world }: SiteContext,
  by: By,
  fields: FormFields,
): Promise<SettingsAnswer | null> {
  const rewardId = String(fields.rewardId ?? '')
  const value = fields[rewardField('value', rewardId)]
  const vat = fields[rewardField('vat', rewardId)]
  const input = rewardDeed.safeParse({ value, vat })
  if (!input.success)
    return {
      form: rewardId,
      values: { value: String(value ?? ''), vat: String(vat ?? '') },
      problems: problemsIn(input.error, SETTING_PROBLEMS),
    }
  const { value: worth, vat: vatBp } = input.data
  const isKnown = await world.db.inTransaction(trx =>
    setRewardTax(trx, world.clock.now(), by, { rewardId, value: worth, vatBp }),
  )
  if (!isKnown) throw notFound()
  return null
}

async function atHand(request: Request, context: SiteContext, campaignId = '') {
  await requireUser(request, context)
  const { db, clock } = context.world
  const found = isId(campaignId) ? await campaignForTeam(db.read, clock.now(), campaignId) : null
  const initiatorId = found?.initiator.id ?? ''
  const actor = await requireActor(request, context, 'campaign.review', { initiatorId })
  if (!found) throw notFound()
  return { actor, campaign: found.campaign }
}

export default function ReceiptSettings() {
  return <ReceiptSettingsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
