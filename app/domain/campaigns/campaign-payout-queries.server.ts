import type { ReadDb } from '#db/database.server.ts'
import type { SettlementState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'

/** When the money of a campaign comes to its initiator, as the initiator's desk tells it. */

export interface PayoutOnItsWay {
  id: string
  /** The first payout of a campaign is 1. */
  n: number
  amount: Cents
  state: SettlementState
  proposedAt: Instant
  approvedAt: Instant | null
  transferredAt: Instant | null
  paidOutAt: Instant | null
}

/** The payouts of a campaign, oldest first; one that was called off is not told. */
export async function payoutsOf(db: ReadDb, campaignId: string): Promise<PayoutOnItsWay[]> {
  return db
    .selectFrom('settlement')
    .select(['id', 'n', 'payout_cents as amount', 'state', 'proposed_at as proposedAt'])
    .select(['approved_at as approvedAt', 'transferred_at as transferredAt', 'paid_out_at as paidOutAt'])
    .where('campaign_id', '=', campaignId)
    .where('state', '<>', 'voided')
    .orderBy('n')
    .execute()
}
