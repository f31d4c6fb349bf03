import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { advanceCampaign } from '../campaigns/campaigns.server.ts'
import { add, cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { movePledge } from '../pledges/pledges.server.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { pledgesWithoutCheckout, syncCheckout } from '../payments/payments.server.ts'
import { outcomeOf } from './closing.ts'

export { windUpCampaign } from './wind-up.server.ts'

type ClosingPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

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
  const open = await trx
    .selectFrom('checkout_session')
    .innerJoin('pledge', 'pledge.id', 'checkout_session.pledge_id')
    .select('checkout_session.id')
    .where('pledge.campaign_id', '=', campaignId)
    .where('checkout_session.state', '=', 'open')
    .execute()
  for (const { id } of open)
    await promiseJob(trx, now, { kind: 'expire-checkout', key: id, payload: { sessionId: id } })
  await promiseJob(trx, now, { kind: 'decide-campaign', key: campaignId, payload: { campaignId } })
}

/**
 * Decides a closing campaign once, when no payment is under way: it succeeded when what is held and committed
 * reaches the minimum. What is still under way is looked at, so that a lost webhook does not keep it waiting; and a
 * pledge whose Checkout never opened is ended, because none opens any more.
 *
 * @returns false when it must wait for a payment; ask again in a minute
 */
export async function decideCampaign(ports: ClosingPorts, campaignId: string): Promise<boolean> {
  const { db, clock } = ports
  const underWay = await db.read
    .selectFrom('pledge')
    .innerJoin('checkout_session', 'checkout_session.pledge_id', 'pledge.id')
    .select('checkout_session.id')
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', 'in', ['checkout_open', 'processing'])
    .where('checkout_session.state', '<>', 'expired')
    .limit(100)
    .execute()
  for (const { id } of underWay) await syncCheckout(ports, id)
  return db.inTransaction(trx => decide(trx, clock.now(), campaignId))
}

async function decide(trx: WriteDb, now: Date, campaignId: string): Promise<boolean> {
  const campaign = await trx
    .selectFrom('campaign')
    .select(['state', 'funding_model', 'minimum_cents'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
  if (campaign.state !== 'closing' || !campaign.funding_model) return true
  const unopened = await pledgesWithoutCheckout(trx, null)
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', 'in', ['draft', 'checkout_open'])
    .execute()
  for (const { id } of unopened) await movePledge(trx, now, id, 'checkout-ended')
  if (await hasPaymentsUnderWay(trx, campaignId)) return false
  const total = await trx
    .selectFrom('campaign_total')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .executeTakeFirstOrThrow()
  const counted = add(total.held_cents, total.committed_cents)
  const outcome = outcomeOf(campaign.funding_model, counted, campaign.minimum_cents ?? ZERO)
  const fact = outcome === 'succeeded' ? 'minimum_reached' : 'minimum_missed'
  await advanceCampaign(trx, now, { campaignId, fact, actorId: null })
  await trx
    .updateTable('campaign_closure')
    .set({
      decided_at: instant(now),
      outcome,
      counted_cents: counted,
      counted_pledges: total.held_count + total.committed_count,
    })
    .where('campaign_id', '=', campaignId)
    .execute()
  await promiseJob(trx, now, {
    kind: 'wind-up-campaign',
    key: campaignId,
    payload: { campaignId, after: '' },
  })
  return true
}

async function hasPaymentsUnderWay(trx: WriteDb, campaignId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('pledge')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['draft', 'checkout_open', 'processing'])
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
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
    .where('state', 'in', ['committed', 'collecting', 'action_required'])
    .executeTakeFirstOrThrow()
  const open = refunds.filter(refund => refund.state !== 'succeeded')
  return {
    refundsOpen: open.length,
    refundsDone: refunds.length - open.length,
    cardsOpen: cards.n,
    owedCents: cents(open.reduce((total, refund) => total + refund.amount_cents, 0)),
  }
}
