import type Stripe from 'stripe'
import { cents } from '#app/domain/money.ts'
import type {
  BalanceTransactionReading,
  CheckoutReading,
  DisputeReading,
  EventReading,
  FraudWarningReading,
  PaymentReading,
  PlatformPayoutReading,
  RefundReading,
  SetupReading,
} from '#app/domain/payments/gateway.ts'

/**
 * From Stripe's objects to the platform's own words. Pure: what is asked of Stripe is asked in gateway.server.ts.
 * An object without our metadata is not ours: other things may happen on the same account.
 */

export function checkoutReading(session: Stripe.Checkout.Session): CheckoutReading {
  return {
    sessionId: session.id,
    pledgeId: session.metadata?.pledge_id ?? null,
    state: sessionState(session.status),
    paymentIntentId: idOf(session.payment_intent),
    setupIntentId: idOf(session.setup_intent),
  }
}

function sessionState(status: Stripe.Checkout.Session['status']): CheckoutReading['state'] {
  if (status === 'complete') return 'complete'
  return status === 'expired' ? 'expired' : 'open'
}

export function paymentReading(intent: Stripe.PaymentIntent): PaymentReading {
  return {
    paymentIntentId: intent.id,
    pledgeId: intent.metadata.pledge_id ?? null,
    state: paymentState(intent),
    amount: cents(intent.status === 'succeeded' ? intent.amount_received : intent.amount),
    currency: intent.currency,
    declineCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    adviceCode: intent.last_payment_error?.advice_code ?? null,
  }
}

/**
 * The pledge in whose Checkout somebody tried the card that an event tells was refused. Null when it was no card, or one
 * that we charged ourselves while its holder was away, or nothing of ours.
 */
export function pledgeOfTriedCard(payload: string): string | null {
  const event = JSON.parse(payload) as Stripe.Event
  if (event.type !== 'payment_intent.payment_failed' && event.type !== 'setup_intent.setup_failed')
    return null
  const { object } = event.data
  const error = object.object === 'setup_intent' ? object.last_setup_error : object.last_payment_error
  const isOurCharge = object.metadata?.[COLLECT_N] !== undefined
  if (error?.payment_method?.type !== 'card' || isOurCharge) return null
  return object.metadata?.pledge_id ?? null
}

/** Stands on what we charge ourselves, and on nothing that a Checkout makes: which try to charge the card it is. */
export const COLLECT_N = 'collect_n'

function paymentState(intent: Stripe.PaymentIntent): PaymentReading['state'] {
  switch (intent.status) {
    case 'succeeded':
      return 'succeeded'
    case 'processing':
      return 'processing'
    case 'canceled':
      return 'canceled'
    case 'requires_action':
      return 'action_required'
    case 'requires_payment_method':
      return intent.last_payment_error ? 'declined' : 'waiting'
    default:
      return 'waiting'
  }
}

export function setupReading(intent: Stripe.SetupIntent): SetupReading {
  const isFinal = intent.status === 'succeeded' || intent.status === 'canceled'
  return {
    setupIntentId: intent.id,
    pledgeId: intent.metadata?.pledge_id ?? null,
    state: isFinal ? (intent.status as 'succeeded' | 'canceled') : 'waiting',
    paymentMethodId: idOf(intent.payment_method),
    checkoutN: intent.metadata?.n ? Number(intent.metadata.n) : null,
    cardEnds: cardEnds(intent.payment_method),
  }
}

/** The last month of a card (`2026-12`). Known only where the payment method was asked for, not its id alone. */
export function cardEnds(method: Stripe.SetupIntent['payment_method']): string | null {
  const card = typeof method === 'string' ? null : method?.card
  return card ? `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}` : null
}

export function refundReading(refund: Stripe.Refund): RefundReading {
  return {
    stripeRefundId: refund.id,
    refundId: refund.metadata?.refund_id ?? null,
    paymentIntentId: idOf(refund.payment_intent),
    state: refundState(refund.status),
    amount: cents(refund.amount),
    failure: refund.failure_reason ?? null,
  }
}

function refundState(status: Stripe.Refund['status']): RefundReading['state'] {
  if (status === 'succeeded') return 'succeeded'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

export function platformPayoutReading(payout: Stripe.Payout): PlatformPayoutReading {
  return {
    id: payout.id,
    state: payout.status as PlatformPayoutReading['state'],
    amount: cents(payout.amount),
    arrivalDate: new Date(payout.arrival_date * 1_000),
    traceId: payout.trace_id?.status === 'supported' ? payout.trace_id.value : null,
    failure: payout.failure_code,
  }
}

export function disputeReading(dispute: Stripe.Dispute): DisputeReading {
  return {
    disputeId: dispute.id,
    paymentIntentId: idOf(dispute.payment_intent),
    state: disputeState(dispute.status),
    status: dispute.status,
    reason: dispute.reason,
    amount: cents(dispute.amount),
    currency: dispute.currency,
    openedAt: new Date(dispute.created * 1_000),
    evidenceDueAt: dispute.evidence_details.due_by ? new Date(dispute.evidence_details.due_by * 1_000) : null,
  }
}

/** A `warning_*` is an inquiry: no money moves. An appeal goes on with a dispute that took money. */
function disputeState(status: string): DisputeReading['state'] {
  switch (status) {
    case 'warning_needs_response':
    case 'warning_under_review':
      return 'inquiry'
    case 'warning_closed':
      return 'withdrawn'
    case 'won':
    case 'lost':
    case 'prevented':
      return status
    default:
      return 'open'
  }
}

export function fraudWarningReading(warning: Stripe.Radar.EarlyFraudWarning): FraudWarningReading {
  return { warningId: warning.id, paymentIntentId: idOf(warning.payment_intent) }
}

/** @param transaction with its source expanded */
export function balanceTransactionReading(transaction: Stripe.BalanceTransaction): BalanceTransactionReading {
  const source = typeof transaction.source === 'string' ? null : transaction.source
  return {
    id: transaction.id,
    type: transaction.type,
    reportingCategory: transaction.reporting_category,
    currency: transaction.currency,
    amount: cents(transaction.amount),
    fee: cents(transaction.fee),
    net: cents(transaction.net),
    createdAt: new Date(transaction.created * 1_000),
    availableOn: new Date(transaction.available_on * 1_000),
    sourceId: idOf(transaction.source),
    paymentIntentId: source && 'payment_intent' in source ? idOf(source.payment_intent) : null,
    settlementId: settlementOf(source),
    transferId: transferOf(source),
    isForDebt: source?.object === 'transfer_reversal' && source.metadata?.purpose === 'debt',
  }
}

function settlementOf(source: Exclude<Stripe.BalanceTransaction['source'], string>): string | null {
  if (source?.object === 'transfer') return source.metadata.settlement_id ?? null
  if (source?.object === 'transfer_reversal') {
    const transfer = typeof source.transfer === 'string' ? null : source.transfer
    return transfer?.metadata.settlement_id ?? source.metadata?.settlement_id ?? null
  }
  return null
}

function transferOf(source: Exclude<Stripe.BalanceTransaction['source'], string>): string | null {
  if (source?.object === 'transfer') return source.id
  return source?.object === 'transfer_reversal' ? idOf(source.transfer) : null
}

export function eventReading(event: Stripe.Event): EventReading {
  const object = event.data.object as { id?: string }
  return {
    id: event.id,
    type: event.type,
    createdAt: new Date(event.created * 1_000),
    account: event.account ?? null,
    objectId: object.id ?? null,
    livemode: event.livemode,
    payload: JSON.stringify(event),
  }
}

/** Groups everything that belongs to one campaign at Stripe. */
export function groupOf(campaignId: string): string {
  return `campaign_${campaignId}`
}

/** The id of something that Stripe gives as an id or as the whole object. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  if (!value) return null
  return typeof value === 'string' ? value : value.id
}
