import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { findCharge } from './charges.ts'
import { changedFields } from './customers.ts'
import { forbidsRefund, settleInquiries } from './dispute-course.ts'
import { noteOnWarnings } from './early-fraud-warnings.ts'
import { emit } from './events.ts'
import { badParameter, badState, missing, onlyEmulated } from './errors.ts'
import { hasAvailable } from './funds.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { checkAmount, mergedMetadata } from './parameters.ts'
import { sendRefund } from './refund-course.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/**
 * Pays money of a charge back from the available balance, and waits with it while that is short:
 * https://docs.stripe.com/changelog/basil/2025-04-30/refund-pending-reason . The fee is not returned.
 */
export function createRefund(draft: Draft, params: EntryPoints['refund_create']): Stripe.Refund {
  onlyEmulated(params, ['amount', 'charge', 'metadata', 'payment_intent', 'reason'])
  const charge = chargeToRefund(draft, params)
  if (forbidsRefund(draft, charge.id)) {
    throw badState('charge_disputed', `Charge ${charge.id} has been charged back; cannot issue a refund.`)
  }
  const open = charge.amount - charge.amount_refunded
  if (open === 0) {
    throw badState('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  }
  const amount = params.amount ?? open
  checkAmount(amount, 'amount')
  if (amount > open) {
    const message = `Refund amount (€${euros(amount)}) is greater than unrefunded amount on charge (€${euros(open)})`
    throw badState('charge_exceeds_refundable_amount', message, { param: 'amount' })
  }
  const refund = newRefund(draft, charge, amount, params)
  draft.put('refund', refund.id, refund)
  noteOnCharge(draft, charge, amount)
  emit(draft, 'refund.created', refund)
  if (hasAvailable(draft, draft.owner, amount)) return sendRefund(draft, refund)
  draft.put('waiting_refund', refund.id, { id: refund.id })
  return refund
}

/** The job that sends, the oldest first, the refunds for which there is money by now. */
export function sendWaitingRefunds(draft: Draft, owner: string): void {
  for (const { id } of draft.all('waiting_refund', owner).reverse()) {
    const refund = draft.must('refund', id)
    if (!hasAvailable(draft, owner, refund.amount)) continue
    draft.remove('waiting_refund', id)
    sendRefund(draft, refund)
  }
}

export function retrieveRefund(draft: Draft, _params: object, id: string): Stripe.Refund {
  const refund = draft.get('refund', id)
  if (refund === undefined || draft.ownerOf('refund', id) !== draft.owner) throw missing('refund', id)
  return refund
}

export function updateRefund(draft: Draft, params: EntryPoints['refund_update'], id: string): Stripe.Refund {
  onlyEmulated(params, ['metadata'])
  const before = retrieveRefund(draft, {}, id)
  const after = draft.patch('refund', id, {
    metadata: mergedMetadata(before.metadata ?? {}, params.metadata),
  })
  emit(draft, 'refund.updated', after, changedFields(before, after))
  return after
}

export function listRefunds(draft: Draft, params: EntryPoints['refund_list']) {
  const found = draft
    .all('refund', draft.owner)
    .filter(
      r =>
        isAsked(r.charge, params.charge) &&
        isAsked(r.payment_intent, params.payment_intent) &&
        isWithin(r.created, params.created),
    )
  return pageOf(found, params, '/v1/refunds', 'refund')
}

function chargeToRefund(draft: Draft, params: EntryPoints['refund_create']): Stripe.Charge {
  const { charge: chargeId, payment_intent: intentId } = params
  if (chargeId !== undefined) return paid(findCharge(draft, chargeId, 'charge'))
  if (intentId === undefined) {
    throw badParameter(
      'parameter_missing',
      'One of the following params should be provided: payment_intent or charge.',
    )
  }
  const intent = draft.get('payment_intent', intentId)
  if (intent === undefined) throw missing('payment_intent', intentId, 'payment_intent')
  if (typeof intent.latest_charge !== 'string') {
    throw badState(
      'payment_intent_unexpected_state',
      `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
    )
  }
  return paid(findCharge(draft, intent.latest_charge))
}

function paid(charge: Stripe.Charge): Stripe.Charge {
  if (charge.paid) return charge
  throw badState('charge_not_refundable', `Charge ${charge.id} was not paid and cannot be refunded.`)
}

function newRefund(
  draft: Draft,
  charge: Stripe.Charge,
  amount: number,
  params: EntryPoints['refund_create'],
): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === 'card'
  return {
    id: draft.nextId(isCard ? 're_3' : 'pyr_3'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: draft.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: isCard
      ? {
          type: 'card',
          card: { type: 'refund', reference_status: 'pending', reference_type: 'acquirer_reference_number' },
        }
      : { type: 'bank_transfer' },
    metadata: mergedMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    pending_reason: 'insufficient_funds',
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'pending',
    transfer_reversal: null,
  }
}

function noteOnCharge(draft: Draft, charge: Stripe.Charge, amount: number): void {
  const amountRefunded = charge.amount_refunded + amount
  const after = draft.patch('charge', charge.id, {
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  })
  emit(draft, 'charge.refunded', after, changedFields(charge, after))
  if (!after.refunded) return
  noteOnWarnings(draft, charge.id)
  settleInquiries(draft, charge.id)
}

function euros(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}
