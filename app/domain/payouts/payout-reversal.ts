import type { Row, SettlementState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'

/** A transfer, or a part of it, that was decided to be taken back from the initiator's account at Stripe. */
export interface PayoutReversal {
  id: string
  amount: Cents
  /** `debt`: a part, for what the initiator owes. `wrong`: all of it, since it should not have been made. */
  purpose: Row<'transfer_reversal'>['purpose']
  reason: string
  state: Row<'transfer_reversal'>['state']
  decidedBy: string
  decidedAt: Instant
  /** Stripe's code, where it refused. */
  refusal: string | null
}

/** Whether a transfer can still be taken back whole: it was made, and nothing of it was or is being taken back. */
export function mayBeReversed(
  state: SettlementState,
  reversals: readonly Pick<PayoutReversal, 'state'>[],
): boolean {
  const isMade = state === 'transferred' || state === 'paid_out' || state === 'payout_failed'
  return isMade && reversals.every(reversal => reversal.state === 'refused')
}
