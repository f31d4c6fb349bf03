import type { Db } from '#db/database.server.ts'
import type { PaymentGateway } from './gateway.ts'

/** What is kept of a payment method that Stripe says no end of: later than any charge. */
const NO_END = '9999-12'

/**
 * Asks Stripe for the ends of saved cards that are not known, as of those that were saved before ends were kept, so
 * that their backers are written to in time as well. Each is asked for once.
 *
 * @param limit how many are asked for at most
 * @returns how many were asked for
 */
export async function learnCardEnds(
  { db, gateway }: { db: Db; gateway: PaymentGateway },
  limit: number,
): Promise<number> {
  const unknown = await db.read
    .selectFrom('pledge')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['pledge.id', 'pledge.payment_method_id'])
    .where('campaign.state', 'in', ['live', 'near_miss'])
    .where('pledge.state', '=', 'committed')
    .where('pledge.payment_method_id', 'is not', null)
    .where('pledge.card_ends', 'is', null)
    .orderBy('campaign.ends_at')
    .orderBy('pledge.id')
    .limit(limit)
    .execute()
  for (const { id, payment_method_id: paymentMethodId } of unknown) {
    if (paymentMethodId === null) continue
    const answer = await gateway.readCardEnd(paymentMethodId)
    const cardEnds = (answer.ok ? answer.value : null) ?? NO_END
    await db.inTransaction(trx =>
      trx
        .updateTable('pledge')
        .set({ card_ends: cardEnds })
        .where('id', '=', id)
        // Meanwhile the backer may have given another, whose end is known.
        .where('payment_method_id', '=', paymentMethodId)
        .where('card_ends', 'is', null)
        .execute(),
    )
  }
  return unknown.length
}
