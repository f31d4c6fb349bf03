import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { openDispute } from './dispute-course.ts'
import { warnOfFraud } from './early-fraud-warnings.ts'
import { testCardOf } from './payment-methods.ts'
import { type DisputeKind } from './test-cards.ts'

/** The reason a card's holder gives, by how the dispute begins. */
export const DISPUTE_REASONS: Record<DisputeKind, string> = {
  fraudulent: 'fraudulent',
  product_not_received: 'product_not_received',
  inquiry: 'general',
}

/** The job of the moment after a charge at which its test card shows what it is for. */
export function followCharge(draft: Draft, id: string): void {
  const charge = draft.must('charge', id)
  const { afterwards } = testCardOf(draft, draft.must('payment_method', charge.payment_method ?? ''))
  if (afterwards === 'fraud_warning') warnOfFraud(draft, id, 'unauthorized_use_of_card')
  else if (afterwards === 'several_disputes') disputeTwice(draft, charge)
  else if (afterwards !== 'nothing') {
    openDispute(draft, id, { kind: afterwards, amount: charge.amount, reason: DISPUTE_REASONS[afterwards] })
  }
}

/** Two disputes, each about one half of the charge. */
function disputeTwice(draft: Draft, { id, amount }: Stripe.Charge): void {
  const half = Math.floor(amount / 2)
  for (const part of [half, amount - half]) {
    openDispute(draft, id, { kind: 'fraudulent', amount: part, reason: 'fraudulent' })
  }
}
