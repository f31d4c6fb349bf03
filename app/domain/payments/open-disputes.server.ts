import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { cents, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { leftOf } from '../pledges/pledge.ts'

/**
 * Disputes that have taken money and are not decided. Each keeps its amount from being refunded or paid out, because
 * it may be gone. (An inquiry takes no money: to refund is then often the best answer.)
 */

/** Whether money of this pledge, or of this payment, is disputed now. */
export async function hasOpenDispute(
  db: ReadDb,
  of: { pledgeId: string } | { paymentId: string },
): Promise<boolean> {
  const open = db.selectFrom('dispute').select('id').where('state', '=', 'open')
  const found = await (
    'pledgeId' in of ? open.where('pledge_id', '=', of.pledgeId) : open.where('payment_id', '=', of.paymentId)
  ).executeTakeFirst()
  return found !== undefined
}

/**
 * What of the money that a campaign holds is disputed: of its pledges, and of their tips. Several disputes of one
 * pledge hold back no more than the pledge.
 */
export async function disputedOf(db: ReadDb, campaignId: string): Promise<{ funds: Cents; tips: Cents }> {
  const disputes = await db
    .selectFrom('dispute')
    .innerJoin('pledge', 'pledge.id', 'dispute.pledge_id')
    .innerJoin('payment', 'payment.id', 'dispute.payment_id')
    .select(sql<Cents>`sum(dispute.amount_cents)`.as('disputed'))
    .select(['pledge.amount_cents', 'tip_cents', 'returned_cents', 'returned_tip_cents'])
    .where('pledge.campaign_id', '=', campaignId)
    .where('dispute.state', '=', 'open')
    .where('pledge.state', '=', 'held')
    .where('payment.purpose', '=', 'pledge')
    .groupBy(['pledge.id', 'pledge.amount_cents', 'tip_cents', 'returned_cents', 'returned_tip_cents'])
    .execute()
  let [funds, tips] = [0, 0]
  for (const { disputed, ...pledge } of disputes) {
    const part = disputedPart(disputed, leftOf(pledge))
    funds += part.amount
    tips += part.tip
  }
  return { funds: cents(funds), tips: cents(tips) }
}

/**
 * How a disputed amount divides over what is left of the pledge and its tip, and what of it is beyond both: money
 * that had gone back before.
 */
export function disputedPart(
  disputed: Cents,
  left: { amount: Cents; tip: Cents },
): { amount: Cents; tip: Cents; beyond: Cents } {
  const whole = left.amount + left.tip
  if (disputed >= whole) return { ...left, beyond: cents(disputed - whole) }
  const share = Number((BigInt(disputed) * BigInt(left.amount)) / BigInt(whole))
  return { amount: cents(share), tip: subtract(disputed, cents(share)), beyond: ZERO }
}
