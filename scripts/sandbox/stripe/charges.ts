import type Stripe from 'stripe'
import { SECOND_MS } from '../clock.ts'
import { msOfSeconds, type Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { emit } from './events.ts'
import { missing } from './errors.ts'
import { availableAtMs, paymentFee } from './fees.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { testCardOf } from './payment-methods.ts'
import type { Decline, TestCard } from './test-cards.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/**
 * How long after a charge its balance transaction appears.
 * https://docs.stripe.com/payments/payment-intents/asynchronous-capture
 */
const BALANCE_TRANSACTION_AFTER_MS = 2 * SECOND_MS

/** How long after a charge its holder's bank disputes it or warns, where the test card says so. */
const FOLLOWED_AFTER_MS = 4 * SECOND_MS

/** Money that was taken for a payment intent. Its balance transaction follows later. */
export function makeCharge(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Charge {
  const charge = chargeOf(draft, intent, method, undefined)
  draft.put('charge', charge.id, charge)
  emit(draft, 'charge.succeeded', charge)
  draft.schedule({
    id: `book:${charge.id}`,
    kind: 'book_charge',
    target: charge.id,
    dueAtMs: draft.nowMs + BALANCE_TRANSACTION_AFTER_MS,
    soon: true,
  })
  if (method.type === 'card' && testCardOf(draft, method).afterwards !== 'nothing') {
    draft.schedule({
      id: `after:${charge.id}`,
      kind: 'follow_charge',
      target: charge.id,
      dueAtMs: draft.nowMs + FOLLOWED_AFTER_MS,
      soon: true,
    })
  }
  return charge
}

/** A charge that the bank refused. */
export function makeFailedCharge(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Stripe.Charge {
  const charge = chargeOf(draft, intent, method, decline)
  draft.put('charge', charge.id, charge)
  emit(draft, 'charge.failed', charge)
  return charge
}

/** The job that writes the balance transaction of a charge and tells of it. */
export function bookCharge(draft: Draft, id: string): Stripe.Charge {
  const charge = draft.must('charge', id)
  if (charge.balance_transaction !== null) return charge
  const method = draft.must('payment_method', charge.payment_method ?? '')
  const isCard = method.type === 'card'
  const isAtOnce = isCard && testCardOf(draft, method).bypassesPending
  const paidAtMs = msOfSeconds(charge.created)
  const transaction = book(draft, {
    owner: '',
    type: isCard ? 'charge' : 'payment',
    reportingCategory: 'charge',
    amount: charge.amount,
    feeCents: paymentFee(method.type, charge.amount),
    source: id,
    description: charge.description ?? undefined,
    availableAtMs: isAtOnce ? draft.nowMs : availableAtMs(method.type, paidAtMs),
  })
  const booked = draft.patch('charge', id, { balance_transaction: transaction.id })
  emit(draft, 'charge.updated', booked, { balance_transaction: null })
  return booked
}

export function retrieveCharge(draft: Draft, _params: object, id: string): Stripe.Charge {
  return findCharge(draft, id)
}

export function findCharge(draft: Draft, id: string, param?: string): Stripe.Charge {
  const charge = draft.get('charge', id)
  if (charge === undefined || draft.ownerOf('charge', id) !== draft.owner) throw missing('charge', id, param)
  return charge
}

export function listCharges(draft: Draft, params: EntryPoints['charge_list']) {
  const found = draft
    .all('charge', draft.owner)
    .filter(
      c =>
        isAsked(c.customer, params.customer) &&
        isAsked(c.payment_intent, params.payment_intent) &&
        isAsked(c.transfer_group, params.transfer_group) &&
        isWithin(c.created, params.created),
    )
  return pageOf(found, params, '/v1/charges', 'charge')
}

function chargeOf(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline | undefined,
): Stripe.Charge {
  const id = draft.nextId(method.type === 'card' ? 'ch_3' : 'py_3')
  const isPaid = decline === undefined
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...method.billing_details, tax_id: null },
    calculated_statement_descriptor: 'STADMAKERS',
    captured: isPaid,
    created: draft.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline, riskOf(draft, method)),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(draft, intent, method),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: isPaid ? `${draft.settings.publicUrl}/objects/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: isPaid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function riskOf(draft: Draft, method: Stripe.PaymentMethod): TestCard['risk'] {
  return method.type === 'card' ? testCardOf(draft, method).risk : 'normal'
}

function outcomeOf(decline: Decline | undefined, risk: TestCard['risk']): Stripe.Charge.Outcome {
  const base = { network_advice_code: null, risk_level: risk, risk_score: RISK_SCORES[risk] }
  if (risk === 'highest') {
    return {
      ...base,
      advice_code: null,
      network_decline_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    }
  }
  if (decline === undefined) {
    return {
      ...base,
      advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  return {
    ...base,
    advice_code: decline.adviceCode,
    network_decline_code: decline.networkDeclineCode,
    network_status: 'declined_by_network',
    reason: decline.declineCode,
    seller_message: 'The bank declined the payment.',
    type: 'issuer_declined',
  }
}

/** https://docs.stripe.com/radar/risk-evaluation */
const RISK_SCORES = { normal: 20, elevated: 70, highest: 90 }

function detailsOf(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Charge.PaymentMethodDetails {
  const { card } = method
  if (card !== undefined) return { type: 'card', card: cardDetails(draft, intent, card) }
  const ibanLast4 = draft.nextId('', 4).replaceAll(/\D/g, '7')
  const verifiedName = method.billing_details.name
  const saved = { generated_sepa_debit: null, generated_sepa_debit_mandate: null, iban_last4: ibanLast4 }
  if (method.type === 'ideal') {
    const { bank = null, bic = null } = method.ideal ?? {}
    const transactionId = draft.nextId('', 16)
    return {
      type: 'ideal',
      ideal: { ...saved, bank, bic, transaction_id: transactionId, verified_name: verifiedName },
    }
  }
  const at = {
    bank_code: 'VAPE',
    bank_name: 'VAN DE PUT & CO',
    bic: 'VAPEBE22',
    preferred_language: 'nl' as const,
  }
  return { type: 'bancontact', bancontact: { ...saved, ...at, verified_name: verifiedName } }
}

function cardDetails(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  card: Stripe.PaymentMethod.Card,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: intent.amount,
    authorization_code: draft.nextId('', 6).toUpperCase(),
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: draft.nextId('', 15),
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  }
}
