import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { RefundReason } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { fundsHeld, tipsHeld } from '../ledger/account.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import { refundDecided } from '../ledger/posting-rules.ts'
import { add, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { findPledge, movePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { creditReceipt } from '../receipts/receipts.server.ts'
import { leftOf, tipThatGoesWith } from '../pledges/pledge.ts'
import type { PledgeFact } from '../pledges/pledge.ts'
import { hasOpenDispute } from './open-disputes.server.ts'

interface NewRefund {
  pledgeId: string
  paymentId: string
  /** With its tip. */
  amount: Cents
  /** Of the amount: what goes back of the tip. */
  tip: Cents
  reason: RefundReason
  /** The user who decided; null when the platform's own rules did. */
  decidedBy: string | null
}

/** Keeps a decided refund: a row, and the job that sends it. What it means for the books is booked by the caller. */
export async function keepRefund(trx: WriteDb, now: Date, refund: NewRefund): Promise<string> {
  const id = randomIds.next()
  await trx
    .insertInto('refund')
    .values(eb => ({
      id,
      pledge_id: refund.pledgeId,
      payment_id: refund.paymentId,
      n: eb
        .selectFrom('refund')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('pledge_id', '=', refund.pledgeId),
      amount_cents: refund.amount,
      tip_cents: refund.tip,
      reason: refund.reason,
      state: 'decided',
      stripe_refund_id: null,
      failure: null,
      decided_by: refund.decidedBy,
      decided_at: instant(now),
      finished_at: null,
    }))
    .execute()
  await promiseJob(trx, now, { kind: 'send-refund', key: id, payload: { refundId: id } })
  return id
}

interface Because {
  reason: RefundReason
  decidedBy: string | null
}

/**
 * Gives back all that is left of a held pledge, its tip with it (R1): state, entry, refund and letter in one
 * transaction. While a dispute is open the refund waits until it is decided.
 *
 * @param fact why: `withdrawn`, `campaign-failed`, `campaign-canceled` or `refund-decided`
 * @returns false when the pledge is not held (any more)
 */
export async function giveBack(
  trx: WriteDb,
  now: Date,
  pledgeId: string,
  fact: Extract<PledgeFact, 'withdrawn' | 'campaign-failed' | 'campaign-canceled' | 'refund-decided'>,
  because: Because,
): Promise<boolean> {
  const moved = await movePledge(trx, now, pledgeId, fact)
  if (!moved.changed || moved.arrow.entry !== 'refund') return false
  await bookRefund(trx, now, moved.pledge, leftOf(moved.pledge), because)
  return true
}

export type RefundDecided =
  | { ok: true; refundId: string; isWhole: boolean; tip: Cents }
  | { ok: false; reason: 'not-held' | 'disputed' | 'nothing' | 'too-much' }

/**
 * Decides to give back a held pledge, whole or in part (money.md 1.4, rows 15 and 16). Of the tip goes back the
 * same share, unless it is said how much. A part leaves the pledge held, with less; what a campaign no longer holds becomes its initiator's
 * debt. Refused while a dispute is open: the backer's bank may have taken the money already.
 *
 * @param decision.amount of the pledge, without the tip; all that is left of it when left out
 * @param decision.tip at most what is left of it; the share that goes with the amount when left out
 */
export async function decideRefund(
  trx: WriteDb,
  now: Date,
  decision: Because & { pledgeId: string; amount?: Cents; tip?: Cents },
): Promise<RefundDecided> {
  const pledge = await findPledge(trx, decision.pledgeId)
  if (pledge?.state !== 'held') return { ok: false, reason: 'not-held' }
  if (await hasOpenDispute(trx, { pledgeId: pledge.id })) return { ok: false, reason: 'disputed' }
  const left = leftOf(pledge)
  const amount = decision.amount ?? left.amount
  const part = { amount, tip: decision.tip ?? tipThatGoesWith(amount, left) }
  if (amount < ZERO || part.amount + part.tip <= ZERO) return { ok: false, reason: 'nothing' }
  if (amount > left.amount || part.tip > left.tip) return { ok: false, reason: 'too-much' }
  const isWhole = amount === left.amount
  await (isWhole
    ? movePledge(trx, now, pledge, 'refund-decided')
    : movePledge(trx, now, pledge, 'part-refunded', lessBy(pledge, part)))
  const refundId = await bookRefund(trx, now, pledge, part, decision)
  return { ok: true, refundId, isWhole, tip: part.tip }
}

/** What a pledge is after a part of it went away. */
export function lessBy(
  pledge: { returned_cents: Cents; returned_tip_cents: Cents },
  part: { amount: Cents; tip: Cents },
): { returned_cents: Cents; returned_tip_cents: Cents } {
  return {
    returned_cents: add(pledge.returned_cents, part.amount),
    returned_tip_cents: add(pledge.returned_tip_cents, part.tip),
  }
}

async function bookRefund(
  trx: WriteDb,
  now: Date,
  pledge: PledgeInCampaign,
  part: { amount: Cents; tip: Cents },
  { reason, decidedBy }: Because,
): Promise<string> {
  const refundId = await keepRefund(trx, now, {
    pledgeId: pledge.id,
    paymentId: await paymentOf(trx, pledge.id),
    amount: add(part.amount, part.tip),
    tip: part.tip,
    reason,
    decidedBy,
  })
  await post(trx, now, {
    kind: 'refund-decided',
    source: { type: 'refund', id: refundId },
    occurredAt: now,
    postings: refundDecided({
      pledgeId: pledge.id,
      campaignId: pledge.campaign_id,
      ...part,
      held: await balance(trx, fundsHeld(pledge.campaign_id)),
      heldTips: await balance(trx, tipsHeld(pledge.campaign_id)),
    }),
  })
  await creditReceipt(trx, now, {
    pledge,
    ...part,
    cause: { type: 'refund', id: refundId },
    because: reason,
  })
  return refundId
}

/** The payment by which a pledge is held. */
async function paymentOf(db: ReadDb, pledgeId: string): Promise<string> {
  const payment = await db
    .selectFrom('payment')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('purpose', '=', 'pledge')
    .executeTakeFirstOrThrow()
  return payment.id
}
