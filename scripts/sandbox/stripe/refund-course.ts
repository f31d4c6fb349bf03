import type Stripe from 'stripe'
import { MINUTE_MS } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { testCardOf } from './payment-methods.ts'
import { idOf } from './references.ts'
import type { RefundCourse } from './test-cards.ts'

/** How long a refund takes that does not arrive at once, and after how long one comes back. */
const DECIDED_AFTER_MS = 15 * MINUTE_MS

/** Why a refund can fail. https://docs.stripe.com/refunds#failed-refunds */
export const REFUND_FAILURES = [
  'unknown',
  'lost_or_stolen_card',
  'expired_or_canceled_card',
  'declined',
  'merchant_request',
] as const

export type RefundFailure = (typeof REFUND_FAILURES)[number]

/** Takes the money of a refund from the balance, and sends it on the course that its charge has. */
export function sendRefund(draft: Draft, before: Stripe.Refund): Stripe.Refund {
  const transaction = book(draft, {
    owner: draft.owner,
    type: isToCard(before) ? 'refund' : 'payment_refund',
    reportingCategory: 'refund',
    amount: -before.amount,
    source: before.id,
    description: 'REFUND FOR CHARGE',
  })
  const course = courseOf(draft, idOf(before.charge ?? ''))
  const { pending_reason: _, ...sent } = before
  const after: Stripe.Refund =
    course === 'arrives_later'
      ? { ...before, balance_transaction: transaction.id, pending_reason: 'processing' }
      : { ...sent, balance_transaction: transaction.id, status: 'succeeded' }
  draft.put('refund', after.id, after)
  emit(draft, 'refund.updated', after, changedFields(before, after))
  if (course === 'arrives_later') decideLater(draft, after.id, 'arrive_refund')
  if (course === 'fails_later') decideLater(draft, after.id, 'fail_refund')
  return after
}

/** A refund that was on its way has arrived. */
export function arriveRefund(draft: Draft, id: string): void {
  const before = draft.must('refund', id)
  if (before.status !== 'pending' || before.pending_reason !== 'processing') return
  const { pending_reason: _, ...sent } = before
  const after = draft.put('refund', id, { ...sent, status: 'succeeded' })
  draft.remove('job', jobOf(id))
  emit(draft, 'refund.updated', after, changedFields(before, after))
}

/**
 * The payer's bank did not take the money, or sent it back, perhaps long after the refund had succeeded: it
 * comes back to the balance, and the charge can be refunded again. https://docs.stripe.com/refunds#failed-refunds
 */
export function failRefund(draft: Draft, id: string, reason: RefundFailure): Stripe.Refund {
  const before = draft.must('refund', id)
  if (before.status === 'failed' || before.status === 'canceled') return before
  const { pending_reason: _, ...sent } = before
  const isBooked = before.balance_transaction !== null
  draft.remove('waiting_refund', id)
  draft.remove('job', jobOf(id))
  const after: Stripe.Refund = {
    ...sent,
    ...(isBooked ? { failure_balance_transaction: bookFailure(draft, before).id } : {}),
    failure_reason: reason,
    status: 'failed',
  }
  draft.put('refund', id, after)
  releaseCharge(draft, before)
  emit(draft, 'refund.updated', after, changedFields(before, after), '')
  emit(draft, 'refund.failed', after, changedFields(before, after), '')
  return after
}

/** What becomes of the refunds of a charge: as was planned for it, else as its card says. */
function courseOf(draft: Draft, chargeId: string): RefundCourse {
  const planned = draft.get('refund_course', chargeId)
  if (planned !== undefined) return planned.course
  const charge = draft.must('charge', chargeId)
  const method = draft.must('payment_method', charge.payment_method ?? '')
  return method.type === 'card' ? testCardOf(draft, method).refund : 'arrives'
}

function bookFailure(draft: Draft, refund: Stripe.Refund): Stripe.BalanceTransaction {
  return book(draft, {
    owner: '',
    type: 'refund_failure',
    reportingCategory: 'refund_failure',
    amount: refund.amount,
    source: refund.id,
    description: 'REFUND FAILURE',
  })
}

/** The amount counts as charged again. */
function releaseCharge(draft: Draft, refund: Stripe.Refund): void {
  const charge = draft.must('charge', idOf(refund.charge ?? ''))
  const after = draft.patch('charge', charge.id, {
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  })
  emit(draft, 'charge.updated', after, changedFields(charge, after), '')
}

function decideLater(draft: Draft, id: string, kind: 'arrive_refund' | 'fail_refund'): void {
  draft.schedule({ id: jobOf(id), kind, target: id, dueAtMs: draft.nowMs + DECIDED_AFTER_MS })
}

function jobOf(refund: string): string {
  return `refund:${refund}`
}

function isToCard(refund: Stripe.Refund): boolean {
  return refund.id.startsWith('re_')
}
