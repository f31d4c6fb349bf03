import { DISPUTE_REASONS } from '../stripe/charge-aftermath.ts'
import { endProcessing } from '../stripe/checkout-steps.ts'
import {
  closeAsLost,
  escalate,
  isInquiry,
  isOpen,
  openDispute,
  preventDispute,
  tell,
  winDispute,
} from '../stripe/dispute-course.ts'
import { FRAUD_TYPES, warnOfFraud } from '../stripe/early-fraud-warnings.ts'
import { arriveRefund, failRefund, REFUND_FAILURES } from '../stripe/refund-course.ts'
import { REFUND_COURSES } from '../stripe/test-cards.ts'
import { demand, on, type Trigger } from './trigger.ts'

const DECISIONS = ['take', 'fail'] as const

/** What a bank does about a payment that it did not decide at once. */
export const PAYMENT_TRIGGERS: readonly Trigger[] = [
  on(
    'payment_intent',
    'payments/:id/decide',
    'The payer’s bank decides about a payment that is processing.',
    {
      fields: { decision: DECISIONS.join(' | ') },
      button: { label: 'Bank takes it', fits: payment => payment.status === 'processing' },
      run: (draft, payment, wish) => {
        const decision = wish.choice('decision', DECISIONS)
        demand(payment.status === 'processing', `${payment.id} is not processing: it is ${payment.status}`)
        return endProcessing(draft, payment.id, decision === 'take')
      },
    },
  ),
]

const KINDS = ['fraudulent', 'product_not_received', 'inquiry', 'prevented'] as const

/** What payers and their banks do after a payment: disputes, warnings of fraud, refunds that fail. */
export const CHARGE_TRIGGERS: readonly Trigger[] = [
  on('charge', 'charges/:id/dispute', 'The payer’s bank disputes the charge, whatever it was paid with.', {
    fields: {
      kind: KINDS.join(' | '),
      amount: 'cents, at most the charge',
      reason: 'a word of Stripe’s list',
    },
    button: { label: 'Dispute', fits: charge => charge.paid && !charge.disputed },
    run: (draft, charge, wish) => {
      const kind = wish.choice('kind', KINDS)
      const amount = wish.cents('amount', charge.amount)
      const reason = wish.text('reason', kind === 'prevented' ? 'fraudulent' : DISPUTE_REASONS[kind])
      demand(charge.paid, `${charge.id} was not paid, so nobody can dispute it`)
      demand(amount <= charge.amount, `amount: ${amount} is more than the charge of ${charge.amount}`)
      return openDispute(draft, charge.id, { kind, amount, reason })
    },
  }),
  on('charge', 'charges/:id/warn', 'The card’s issuer sends an early fraud warning.', {
    fields: { fraud_type: FRAUD_TYPES.join(' | ') },
    button: {
      label: 'Warn of fraud',
      fits: c => c.paid && c.payment_method_details?.type === 'card' && !c.disputed,
    },
    run: (draft, charge, wish) => {
      const isCard = charge.payment_method_details?.type === 'card'
      demand(charge.paid && isCard, `${charge.id} is not a card payment that was paid`)
      return warnOfFraud(draft, charge.id, wish.choice('fraud_type', FRAUD_TYPES))
    },
  }),
  on('charge', 'charges/:id/refund-course', 'Says what will become of refunds of this charge.', {
    fields: { course: REFUND_COURSES.join(' | ') },
    run: (draft, charge, wish) => {
      const course = wish.choice('course', REFUND_COURSES)
      return draft.put('refund_course', charge.id, { id: charge.id, course }, '')
    },
  }),
  on('refund', 'refunds/:id/fail', 'The refund fails, also one that had succeeded; its money comes back.', {
    fields: { reason: REFUND_FAILURES.join(' | ') },
    button: { label: 'Fail', fits: refund => refund.status !== 'failed' },
    run: (draft, refund, wish) => {
      const reason = wish.choice('reason', REFUND_FAILURES)
      demand(refund.status !== 'failed', `${refund.id} has failed already`)
      return failRefund(draft, refund.id, reason)
    },
  }),
  on('refund', 'refunds/:id/arrive', 'The refund that is on its way arrives.', {
    button: { label: 'Arrive', fits: refund => refund.pending_reason === 'processing' },
    run: (draft, refund) => {
      demand(refund.pending_reason === 'processing', `${refund.id} is not on its way: it is ${refund.status}`)
      arriveRefund(draft, refund.id)
      return draft.must('refund', refund.id)
    },
  }),
]

const FEES = ['returned', 'kept'] as const

/** What banks decide about a dispute. */
export const DISPUTE_TRIGGERS: readonly Trigger[] = [
  on('dispute', 'disputes/:id/win', 'The platform wins: the money comes back. An inquiry closes.', {
    fields: { fee: FEES.join(' | ') },
    button: { label: 'Win', fits: isOpen },
    run: (draft, dispute, wish) => {
      const fee = wish.choice('fee', FEES)
      demandOpen(dispute)
      return winDispute(draft, dispute, fee)
    },
  }),
  on('dispute', 'disputes/:id/lose', 'The platform loses: the payer keeps the money. An inquiry closes.', {
    button: { label: 'Lose', fits: isOpen },
    run: (draft, dispute) => {
      demandOpen(dispute)
      return closeAsLost(draft, dispute)
    },
  }),
  on(
    'dispute',
    'disputes/:id/prevent',
    'The card network ends it before it counts; money and fee come back.',
    {
      button: { label: 'Prevent', fits: isOpen },
      run: (draft, dispute) => {
        demandOpen(dispute)
        return preventDispute(draft, dispute)
      },
    },
  ),
  on('dispute', 'disputes/:id/review', 'The bank looks at the dispute, as after evidence was handed in.', {
    button: { label: 'Review', fits: dispute => dispute.status.endsWith('needs_response') },
    run: (draft, dispute) => {
      const waits = dispute.status.endsWith('needs_response')
      demand(waits, `${dispute.id} does not wait for an answer: it is ${dispute.status}`)
      return tell(draft, dispute, { status: isInquiry(dispute) ? 'warning_under_review' : 'under_review' })
    },
  }),
  on('dispute', 'disputes/:id/escalate', 'The inquiry becomes a dispute, and the money is taken.', {
    button: { label: 'Escalate', fits: dispute => isOpen(dispute) && isInquiry(dispute) },
    run: (draft, dispute) => {
      demand(
        isOpen(dispute) && isInquiry(dispute),
        `${dispute.id} is no open inquiry: it is ${dispute.status}`,
      )
      return escalate(draft, dispute)
    },
  }),
]

function demandOpen(dispute: Parameters<typeof isOpen>[0] & { id: string }): void {
  demand(isOpen(dispute), `${dispute.id} has ended: it is ${dispute.status}`)
}
