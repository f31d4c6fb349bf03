import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { advanceCampaign } from '../campaigns/campaigns.server.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { DONE_REFUNDS } from '../payments/done-refunds.ts'
import { outcomeOf } from './closing.ts'
import { conclude, countedNow } from './conclude.server.ts'
import { beginNearMiss } from './near-miss.server.ts'
import { endOpenCheckouts, isAllFinal, lookAtPaymentsUnderWay } from './under-way.server.ts'
import type { ClosingPorts } from './under-way.server.ts'

export { answerNearMiss, askBackers, endNearMiss, explainNearMiss } from './near-miss.server.ts'
export type { Canceled, Canceler } from './cancellation.server.ts'
export {
  cancelCampaign,
  endCanceledCampaign,
  mayInitiatorCancel,
  whatWouldGoBack,
} from './cancellation.server.ts'
export { liftSuspension, suspendCampaign } from './suspension.server.ts'
export { windUpCampaign } from './wind-up.server.ts'

/**
 * Begins to close every campaign whose last day is over: no new Checkout opens, and those that are open are
 * ended at Stripe. A payment that completed first counts (trust.md F14).
 *
 * @returns how many campaigns began to close
 */
export async function closeDueCampaigns({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const now = clock.now()
  const due = await db.read
    .selectFrom('campaign')
    .select('id')
    .where('state', '=', 'live')
    .where('ends_at', '<=', instant(now))
    .execute()
  for (const { id } of due) await db.inTransaction(trx => beginClosing(trx, now, id))
  return due.length
}

async function beginClosing(trx: WriteDb, now: Date, campaignId: string): Promise<void> {
  const advanced = await advanceCampaign(trx, now, { campaignId, fact: 'deadline_passed', actorId: null })
  if (!advanced.ok) return
  await trx
    .insertInto('campaign_closure')
    .values({
      campaign_id: campaignId,
      started_at: instant(now),
      decided_at: null,
      outcome: null,
      counted_cents: null,
      counted_pledges: null,
    })
    .execute()
  await endOpenCheckouts(trx, now, campaignId)
  await promiseJob(trx, now, { kind: 'decide-campaign', key: campaignId, payload: { campaignId } })
}

/**
 * Decides a closing campaign once, when no payment is under way: it succeeded when what is held and committed
 * reaches the minimum, and with 80 % of that it talks with its backers first. What is still under way is looked at, so that a lost webhook does not keep it waiting; and a
 * pledge whose Checkout never opened is ended, because none opens any more.
 *
 * @returns false when it must wait for a payment; ask again in a minute
 */
export async function decideCampaign(ports: ClosingPorts, campaignId: string): Promise<boolean> {
  await lookAtPaymentsUnderWay(ports, campaignId)
  return ports.db.inTransaction(trx => decide(trx, ports.clock.now(), campaignId))
}

async function decide(trx: WriteDb, now: Date, campaignId: string): Promise<boolean> {
  const campaign = await trx
    .selectFrom('campaign')
    .select(['state', 'funding_model', 'minimum_cents'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
  if (campaign.state !== 'closing' || !campaign.funding_model) return true
  if (!(await isAllFinal(trx, now, campaignId))) return false
  const { cents: counted } = await countedNow(trx, campaignId)
  const outcome = outcomeOf(campaign.funding_model, counted, campaign.minimum_cents ?? ZERO)
  if (outcome === 'near_miss') await beginNearMiss(trx, now, campaignId, counted)
  else await conclude(trx, now, campaignId, outcome)
  return true
}

/** How far the pledges of a decided campaign have been wound up, for the desk. */
export interface WindingUp {
  refundsOpen: number
  refundsDone: number
  cardsOpen: number
  owedCents: Cents
}

export async function windingUpOf(db: Pick<Db, 'read'>, campaignId: string): Promise<WindingUp> {
  const refunds = await db.read
    .selectFrom('refund')
    .innerJoin('pledge', 'pledge.id', 'refund.pledge_id')
    .select(['refund.state', 'refund.amount_cents'])
    .where('pledge.campaign_id', '=', campaignId)
    .execute()
  const cards = await db.read
    .selectFrom('pledge')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['committed', 'collecting', 'action_required', 'processing'])
    .executeTakeFirstOrThrow()
  const open = refunds.filter(refund => !DONE_REFUNDS.includes(refund.state))
  return {
    refundsOpen: open.length,
    refundsDone: refunds.length - open.length,
    cardsOpen: cards.n,
    owedCents: cents(open.reduce((total, refund) => total + refund.amount_cents, 0)),
  }
}
