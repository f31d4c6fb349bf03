import type { Db, WriteDb } from '#db/database.server.ts'
import type { PledgeState } from '#db/schema.ts'
import { after as later, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { wayAheadOf } from '../campaigns/public-campaign.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { decideRefund, giveBack } from '../payments/payments.server.ts'
import { leftOf } from '../pledges/pledge.ts'
import { movePledge, pledgeFacts, promiseCanceledLetter, requirePledge } from '../pledges/pledges.server.ts'
import { add, least, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** So many pledges share one durable transaction; a kill loses at most the work of one page, never its result. */
const PLEDGES_A_PAGE = 50

/**
 * Goes on with the pledges of a decided campaign, a page at a time. Succeeded: everybody is told, and cards are
 * charged. Failed or canceled: what is held goes back, and cards are forgotten. The next page is promised in the transaction
 * of this one, so that the work goes on where it stopped, however often it is killed.
 *
 * @param after the id of the last pledge of the page before; empty for the first
 */
export async function windUpCampaign(
  { db, clock }: { db: Db; clock: Clock },
  campaignId: string,
  after: string,
): Promise<void> {
  await db.inTransaction(async trx => {
    const now = clock.now()
    const closure = await trx
      .selectFrom('campaign_closure')
      .select(['outcome', 'counted_cents', 'counted_pledges'])
      .where('campaign_id', '=', campaignId)
      .executeTakeFirstOrThrow()
    if (!closure.outcome || closure.counted_cents === null || closure.counted_pledges === null) return
    const page = await trx
      .selectFrom('pledge')
      .select(['id', 'state'])
      .where('campaign_id', '=', campaignId)
      .where('state', 'in', closure.outcome === 'canceled' ? OF_CANCELED : ['held', 'committed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PLEDGES_A_PAGE)
      .execute()
    const counted = { countedCents: closure.counted_cents, countedPledges: closure.counted_pledges }
    let isLeft = false
    for (const pledge of page) {
      if (closure.outcome === 'succeeded') await windUpSucceeded(trx, now, pledge, counted)
      else if (closure.outcome === 'failed') await windUpFailed(trx, now, pledge)
      else if ((await windUpCanceled(trx, now, pledge)) === 'waits') isLeft = true
    }
    if (isLeft)
      await promiseJob(trx, now, {
        kind: 'wind-up-campaign',
        key: `${campaignId}:later:${instant(now)}`,
        payload: { campaignId, after: '' },
        runAt: later(now, HOUR_MS),
      })
    const last = page.at(-1)
    if (last && page.length === PLEDGES_A_PAGE)
      await promiseJob(trx, now, {
        kind: 'wind-up-campaign',
        key: `${campaignId}:${last.id}`,
        payload: { campaignId, after: last.id },
      })
  })
}

/** A canceled campaign may have succeeded before, so its cards may be on their way already. */
const OF_CANCELED: readonly PledgeState[] = ['held', 'committed', 'action_required']

interface PledgeOfPage {
  id: string
  state: PledgeState
}

async function windUpSucceeded(
  trx: WriteDb,
  now: Date,
  { id, state }: PledgeOfPage,
  counted: { countedCents: Cents; countedPledges: number },
): Promise<void> {
  const pledge = await requirePledge(trx, id)
  const way = wayAheadOf(pledge.funding_model, counted.countedCents, pledge.minimum_cents)
  await promiseLetter(trx, now, {
    name: 'campaign-succeeded',
    dedupKey: id,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), ...counted, ...(way !== 'succeeded' && { below: way }) },
  })
  if (state === 'committed')
    await promiseJob(trx, now, { kind: 'collect-pledge', key: id, payload: { pledgeId: id } })
}

async function windUpFailed(trx: WriteDb, now: Date, { id, state }: PledgeOfPage): Promise<void> {
  if (state === 'held')
    await giveBack(trx, now, id, 'campaign-failed', { reason: 'campaign_failed', decidedBy: null })
  else await movePledge(trx, now, id, 'campaign-failed')
}

/**
 * A pledge of a canceled campaign goes back whole; or, when a part of its campaign's money was paid out, for the share
 * that was kept when it was canceled. Then it stays held with less, since its backer did not get everything back.
 */
async function windUpCanceled(
  trx: WriteDb,
  now: Date,
  { id, state }: PledgeOfPage,
): Promise<'done' | 'waits'> {
  if (state === 'action_required') {
    await promiseJob(trx, now, { kind: 'release-pledge', key: id, payload: { pledgeId: id } })
    return 'done'
  }
  const because = { reason: 'campaign_canceled', decidedBy: null } as const
  if (state === 'committed') await movePledge(trx, now, id, 'campaign-canceled')
  else {
    const share = await trx
      .selectFrom('cancellation_share')
      .select('amount_cents')
      .where('pledge_id', '=', id)
      .executeTakeFirst()
    if (share) return giveBackShare(trx, now, id, share.amount_cents)
    await giveBack(trx, now, id, 'campaign-canceled', because)
  }
  return 'done'
}

/**
 * Once only: of a pledge that stays held the refund says that its share went back. Its tip goes back whole, as it does
 * with every campaign that did not succeed (money.md, decision 9). While its money is disputed it waits.
 */
async function giveBackShare(
  trx: WriteDb,
  now: Date,
  pledgeId: string,
  kept: Cents,
): Promise<'done' | 'waits'> {
  const done = await trx
    .selectFrom('refund')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('reason', '=', 'campaign_canceled')
    .executeTakeFirst()
  if (done) return 'done'
  const pledge = await requirePledge(trx, pledgeId)
  const left = leftOf(pledge)
  // Less is left than its share when a part of it went back meanwhile.
  const part = { amount: least(kept, left.amount), tip: left.tip }
  const decided = await decideRefund(trx, now, {
    pledgeId,
    ...part,
    reason: 'campaign_canceled',
    decidedBy: null,
  })
  if (!decided.ok && decided.reason === 'disputed') return 'waits'
  const back = decided.ok ? add(part.amount, decided.tip) : ZERO
  await promiseCanceledLetter(trx, now, await requirePledge(trx, pledgeId), back)
  return 'done'
}
