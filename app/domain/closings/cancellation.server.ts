import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { CampaignState } from '#db/schema.ts'
import { advanceCampaign } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'
import { fundsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { cents, subtract, sum, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { leftOf } from '../pledges/pledge.ts'
import { isCancelable } from './cancelable.ts'
import { countedNow } from './conclude.server.ts'
import { proRata } from './pro-rata.ts'
import { endOpenCheckouts, isAllFinal, lookAtPaymentsUnderWay } from './under-way.server.ts'
import type { ClosingPorts } from './under-way.server.ts'

/** Who cancels: the initiator of the campaign, the team, or the platform by its own rule (money held for too long). */
export type Canceler = 'initiator' | 'team' | 'platform'

export type Canceled =
  | { ok: true; left: Cents; owedByInitiator: Cents }
  | { ok: false; reason: 'no-such-campaign' | 'not-in-this-state' | 'only-by-team' | 'reason-missing' }

/**
 * Cancels a campaign, for a reason that everybody reads. Its backers get back what is held; when a part was paid out,
 * each a share of what is left, and the rest is the initiator's debt to them, which is shown (money.md 1.4). Once it
 * succeeded or was paid out in part only the team can do so.
 */
export async function cancelCampaign(
  trx: WriteDb,
  now: Date,
  request: { campaignId: string; by: Canceler; actorId: string | null; reason: string },
): Promise<Canceled> {
  const { campaignId, by, actorId } = request
  const reason = request.reason.trim()
  const campaign = await trx
    .selectFrom('campaign')
    .select(['state', 'live_at', 'initiator_id'])
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (!campaign || (by === 'initiator' && campaign.initiator_id !== actorId))
    return { ok: false, reason: 'no-such-campaign' }
  if (!isCancelable(campaign.state)) return { ok: false, reason: 'not-in-this-state' }
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (by === 'initiator' && !(await mayInitiatorCancel(trx, campaignId, campaign.state)))
    return { ok: false, reason: 'only-by-team' }
  await advanceCampaign(trx, now, { campaignId, fact: 'canceled', actorId })
  const shares = await sharesOf(trx, campaignId)
  const left = sum(shares.map(({ share }) => share))
  const owedByInitiator = subtract(sum(shares.map(({ claim }) => claim)), left)
  await trx
    .insertInto('campaign_cancellation')
    .values({
      campaign_id: campaignId,
      reason,
      canceled_by: actorId,
      canceled_at: instant(now),
      left_cents: left,
      owed_by_initiator_cents: owedByInitiator,
    })
    .execute()
  if (campaign.live_at !== null) await keepClosure(trx, now, campaignId)
  if (owedByInitiator > ZERO)
    for (const { id, share } of shares)
      await trx
        .insertInto('cancellation_share')
        .values({ pledge_id: id, campaign_id: campaignId, amount_cents: share })
        .execute()
  await endOpenCheckouts(trx, now, campaignId)
  await promiseJob(trx, now, {
    kind: 'wind-up-campaign',
    key: campaignId,
    payload: { campaignId, after: '' },
  })
  await promiseJob(trx, now, { kind: 'end-canceled-campaign', key: campaignId, payload: { campaignId } })
  if (by !== 'initiator') await tellInitiator(trx, now, campaignId, reason, owedByInitiator)
  return { ok: true, left, owedByInitiator }
}

/** Before it succeeded, and while nothing of it was paid out, it is the initiator's own to stop. */
export async function mayInitiatorCancel(
  db: ReadDb,
  campaignId: string,
  state: CampaignState,
): Promise<boolean> {
  if (!isCancelable(state) || state === 'succeeded') return false
  const paidOut = await db
    .selectFrom('settlement')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('approved_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return paidOut === undefined
}

/** What of the backers' money would go back if a campaign were canceled now, and what its initiator would owe them. */
export async function whatWouldGoBack(db: ReadDb, campaignId: string): Promise<{ left: Cents; owed: Cents }> {
  const shares = await sharesOf(db, campaignId)
  const left = sum(shares.map(({ share }) => share))
  return { left, owed: subtract(sum(shares.map(({ claim }) => claim)), left) }
}

/** What each held pledge gets of what the campaign still holds. */
async function sharesOf(db: ReadDb, campaignId: string) {
  const pledges = await db
    .selectFrom('pledge')
    .select(['id', 'amount_cents', 'tip_cents', 'returned_cents', 'returned_tip_cents'])
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'held')
    .orderBy('id')
    .execute()
  const claims = pledges.map(pledge => ({ id: pledge.id, amount: leftOf(pledge).amount }))
  const held = cents(Math.max(ZERO, await balance(db, fundsHeld(campaignId))))
  const shares = proRata(held, claims)
  return claims.map(({ id, amount }) => ({ id, claim: amount, share: shares.get(id) ?? ZERO }))
}

async function keepClosure(trx: WriteDb, now: Date, campaignId: string): Promise<void> {
  const counted = await countedNow(trx, campaignId)
  const decided = {
    decided_at: instant(now),
    outcome: 'canceled',
    counted_cents: counted.cents,
    counted_pledges: counted.pledges,
  } as const
  await trx
    .insertInto('campaign_closure')
    .values({ campaign_id: campaignId, started_at: instant(now), ...decided })
    .onConflict(conflict => conflict.column('campaign_id').doUpdateSet(decided))
    .execute()
}

async function tellInitiator(
  trx: WriteDb,
  now: Date,
  campaignId: string,
  reason: string,
  owedCents: Cents,
): Promise<void> {
  const initiator = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['user.email', 'user.language', 'campaign.title'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'campaign-stopped',
    dedupKey: campaignId,
    to: initiator.email,
    language: initiator.language,
    props: { campaignId, campaignTitle: initiator.title, reason, owedCents },
  })
}

/**
 * Goes on until nothing of a canceled campaign is under way: a payment that came in after it was canceled, or a card
 * that was being charged at that moment, goes back like the others.
 *
 * @returns false when something is still under way; ask again in a minute
 */
export async function endCanceledCampaign(ports: ClosingPorts, campaignId: string): Promise<boolean> {
  await lookAtPaymentsUnderWay(ports, campaignId)
  return ports.db.inTransaction(async trx => {
    const now = ports.clock.now()
    const isFinal = await isAllFinal(trx, now, campaignId)
    await promiseJob(trx, now, {
      kind: 'wind-up-campaign',
      key: `${campaignId}:again`,
      payload: { campaignId, after: '' },
    })
    if (!isFinal) return false
    const charging = await trx
      .selectFrom('pledge')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('state', 'in', ['committed', 'collecting', 'action_required'])
      .limit(1)
      .executeTakeFirst()
    return charging === undefined
  })
}
