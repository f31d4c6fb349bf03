import type { WriteDb } from '#db/database.server.ts'
import type { FundingModel, LanguageCode, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { modelOfOpenCampaign } from './open-campaign.server.ts'
import { findPledge, requirePledge } from './pledge-in-campaign.server.ts'
import type { PledgeInCampaign } from './pledge-in-campaign.server.ts'
import type { PledgeInput, PledgeProblems } from './pledge-input.ts'
import { amountProblem, collectionFor, isSensibleTip } from './pledge.ts'
import type { PledgeLimits } from './pledge.ts'
import { freeReward, reserveReward } from './reward-reservation.server.ts'

export interface NewPledge {
  /** Made with the form, so that a double click is one pledge. */
  pledgeId: string
  campaignId: string
  language: LanguageCode
  input: PledgeInput
  limits: PledgeLimits
  /** Whether a backer adds to an earlier pledge by the link in a letter: the 80 % conversation takes only those. */
  byInvitation?: boolean
}

export type StartedPledge =
  | { ok: true; pledge: PledgeInCampaign }
  | { ok: false; reason: 'campaign-not-open' | 'already-decided' | 'checkout-open' }
  | { ok: false; reason: 'not-accepted'; problems: PledgeProblems }

/**
 * Starts a pledge, or takes up again one that was not paid yet (the backer came back for another amount, reward
 * or method). Its reward is reserved from here on: it is never sold more often than it exists.
 *
 * Posting the same form again changes nothing: the pledge keeps its checkout. A changed form numbers a new one,
 * in this transaction, so that the key of the call to Stripe is known before the first try.
 *
 * `already-decided`: the pledge was paid, committed or ended meanwhile; nothing was changed. `checkout-open`: it may be
 * paid at this moment by the terms it has, so end that Checkout first, and start again; nothing was changed.
 */
export async function startPledge(trx: WriteDb, now: Date, request: NewPledge): Promise<StartedPledge> {
  const { pledgeId, campaignId } = request
  const model = await modelOfOpenCampaign(trx, now, campaignId, request.byInvitation ?? false)
  if (!model) return { ok: false, reason: 'campaign-not-open' }
  const existing = await findPledge(trx, pledgeId)
  if (
    existing &&
    (existing.campaign_id !== campaignId || !['draft', 'checkout_open'].includes(existing.state))
  )
    return { ok: false, reason: 'already-decided' }
  const values = valuesOf(request, model)
  if (existing && isSame(existing, values)) return { ok: true, pledge: existing }
  const keepsReward = existing?.reward_reserved === 1 && existing.reward_id === values.reward_id
  const problems = await problemsOf(trx, request, keepsReward)
  if (Object.keys(problems).length > 0) return { ok: false, reason: 'not-accepted', problems }
  if (existing && (await hasOpenCheckout(trx, pledgeId))) return { ok: false, reason: 'checkout-open' }
  if (values.reward_id && !keepsReward && !(await reserveReward(trx, values.reward_id)))
    return { ok: false, reason: 'not-accepted', problems: { reward: 'sold-out' } }
  if (existing && !keepsReward) await freeReward(trx, existing)
  const reward_reserved = values.reward_id ? 1 : 0
  if (existing) {
    const customer_id = existing.email === values.email ? existing.customer_id : null
    const checkout_n = existing.checkout_n + 1
    await trx
      .updateTable('pledge')
      .set({ ...values, reward_reserved, customer_id, checkout_n })
      .where('id', '=', pledgeId)
      .execute()
  } else await insertPledge(trx, now, request, { ...values, reward_reserved })
  return { ok: true, pledge: await requirePledge(trx, pledgeId) }
}

async function hasOpenCheckout(trx: WriteDb, pledgeId: string): Promise<boolean> {
  const open = await trx
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return open !== undefined
}

type PledgeValues = ReturnType<typeof valuesOf>

function valuesOf({ input, language }: NewPledge, model: FundingModel) {
  return {
    reward_id: input.rewardId,
    amount_cents: input.amount,
    tip_cents: input.tip,
    method: input.method,
    collection: collectionFor(model, input.method),
    email: input.email,
    name: input.name,
    name_visible: input.nameVisible ? 1 : 0,
    message: input.message,
    language,
  } as const
}

function isSame(pledge: Row<'pledge'>, values: PledgeValues): boolean {
  return (Object.keys(values) as (keyof PledgeValues)[]).every(key => pledge[key] === values[key])
}

async function insertPledge(
  trx: WriteDb,
  now: Date,
  { pledgeId, campaignId }: NewPledge,
  values: PledgeValues & { reward_reserved: 0 | 1 },
): Promise<void> {
  await trx
    .insertInto('pledge')
    .values({
      id: pledgeId,
      campaign_id: campaignId,
      state: 'draft',
      created_at: instant(now),
      accepted_at: null,
      customer_id: null,
      payment_method_id: null,
      checkout_n: 1,
      collect_payment_intent_id: null,
      decline_code: null,
      advice_code: null,
      recovery_started_at: null,
      ...values,
    })
    .execute()
}

async function problemsOf(
  trx: WriteDb,
  { input, campaignId, limits }: NewPledge,
  keepsReward: boolean,
): Promise<PledgeProblems> {
  const problems: PledgeProblems = {}
  const reward = input.rewardId
    ? await trx
        .selectFrom('reward')
        .select(['price_cents', 'quantity', 'taken'])
        .where('id', '=', input.rewardId)
        .where('campaign_id', '=', campaignId)
        .executeTakeFirst()
    : null
  if (reward === undefined) problems.reward = 'unknown'
  else if (reward?.quantity && reward.taken >= reward.quantity && !keepsReward) problems.reward = 'sold-out'
  const problem = amountProblem(input.amount, reward ? { price: reward.price_cents } : null, limits)
  if (problem) problems.amount = problem
  if (!isSensibleTip(input.tip, input.amount)) problems.tip = 'more-than-pledge'
  return problems
}
