import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { type Circumstances, type Confirmation, confirmPayment } from './confirmations.ts'
import { findCustomer } from './customers.ts'
import { declineRefusal } from './declines.ts'
import { emit } from './events.ts'
import { badParameter, badState, missing, notEmulated, onlyEmulated } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { eligibleTypes } from './method-eligibility.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'
import { findOrMakeMethod } from './payment-methods.ts'
import type { EntryPoints } from './schema/entry-points.ts'

const MINIMUM_CENTS = 50

const CREATE = [
  'allowed_payment_method_types',
  'amount',
  'confirm',
  'currency',
  'customer',
  'description',
  'metadata',
  'off_session',
  'payment_method',
  'receipt_email',
  'return_url',
  'statement_descriptor_suffix',
  'transfer_group',
] as const

const UPDATE = ['amount', 'customer', 'description', 'metadata', 'payment_method', 'transfer_group'] as const
const CONFIRM = ['off_session', 'payment_method', 'return_url'] as const
const CANCELABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture']

/** What a new intent is made of, by a call or by a Checkout Session. */
export type IntentFields = Partial<
  Pick<
    Stripe.PaymentIntent,
    | 'customer'
    | 'description'
    | 'metadata'
    | 'receipt_email'
    | 'statement_descriptor_suffix'
    | 'transfer_group'
  >
> & { amount: number; currency: string; allowedTypes: string[] | null; types: string[] }

/** Throws the card's refusal (402, with the intent inside) when it is confirmed at once and declined. */
export function createPaymentIntent(
  draft: Draft,
  params: EntryPoints['payment_intent_create'],
): Stripe.PaymentIntent {
  onlyEmulated(params, CREATE)
  checkPayable(params.amount, params.currency, 'amount')
  const customer = params.customer === undefined ? null : findCustomer(draft, params.customer, 'customer').id
  const allowedTypes = params.allowed_payment_method_types ?? null
  const intent = newIntent(draft, {
    amount: params.amount,
    currency: params.currency.toLowerCase(),
    allowedTypes,
    types: eligibleTypes('payment', allowedTypes ?? undefined),
    customer,
    description: params.description,
    metadata: mergedMetadata({}, params.metadata),
    receipt_email: params.receipt_email,
    statement_descriptor_suffix: params.statement_descriptor_suffix,
    transfer_group: params.transfer_group,
  })
  const { payment_method: methodId } = params
  if (methodId !== undefined) {
    const method = usableMethod(draft, methodId, intent, isTrue(params.off_session))
    draft.patch('payment_intent', intent.id, { payment_method: method.id, status: 'requires_confirmation' })
  }
  if (params.confirm !== true) return draft.must('payment_intent', intent.id)
  return confirm(draft, draft.must('payment_intent', intent.id), {
    isOffSession: isTrue(params.off_session),
    returnUrl: params.return_url ?? null,
    session: null,
  })
}

/** Writes a new intent and tells of it. */
export function newIntent(draft: Draft, fields: IntentFields): Stripe.PaymentIntent {
  const id = draft.nextId('pi_3')
  const { allowedTypes, types, ...given } = fields
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: allowedTypes,
    amount: given.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${draft.nextId('', 25)}`,
    confirmation_method: 'automatic',
    created: draft.now,
    currency: given.currency,
    customer: given.customer ?? null,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: given.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: given.transfer_group ?? null,
  }
  draft.put('payment_intent', id, intent)
  emit(draft, 'payment_intent.created', intent)
  return intent
}

export function retrievePaymentIntent(draft: Draft, _params: object, id: string): Stripe.PaymentIntent {
  return findIntent(draft, id)
}

export function updatePaymentIntent(
  draft: Draft,
  params: EntryPoints['payment_intent_update'],
  id: string,
): Stripe.PaymentIntent {
  onlyEmulated(params, UPDATE)
  const before = findIntent(draft, id)
  const isOpen = before.status.startsWith('requires_')
  if (
    !isOpen &&
    Object.keys(params).some(name => !['metadata', 'description', 'transfer_group', 'expand'].includes(name))
  ) {
    throw unexpectedState(before, 'update')
  }
  if (params.amount !== undefined) checkPayable(params.amount, before.currency, 'amount')
  const method =
    params.payment_method === undefined
      ? undefined
      : usableMethod(draft, params.payment_method, before, false)
  return draft.patch('payment_intent', id, {
    ...(method === undefined ? {} : { payment_method: method.id, status: 'requires_confirmation' }),
    amount: params.amount ?? before.amount,
    customer:
      params.customer === undefined ? before.customer : findCustomer(draft, params.customer, 'customer').id,
    description: params.description ?? before.description,
    metadata: mergedMetadata(before.metadata, params.metadata),
    transfer_group: params.transfer_group ?? before.transfer_group,
  })
}

export function confirmPaymentIntent(
  draft: Draft,
  params: EntryPoints['payment_intent_confirm'],
  id: string,
): Stripe.PaymentIntent {
  onlyEmulated(params, CONFIRM)
  const before = findIntent(draft, id)
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(before.status)) {
    throw unexpectedState(before, 'confirm')
  }
  const isOffSession = isTrue(params.off_session)
  if (params.payment_method !== undefined) {
    const method = usableMethod(draft, params.payment_method, before, isOffSession)
    draft.patch('payment_intent', id, { payment_method: method.id })
  }
  const returnUrl = params.return_url ?? null
  return confirm(draft, draft.must('payment_intent', id), { isOffSession, returnUrl, session: null })
}

export function cancelPaymentIntent(
  draft: Draft,
  params: EntryPoints['payment_intent_cancel'],
  id: string,
): Stripe.PaymentIntent {
  onlyEmulated(params, ['cancellation_reason'])
  const before = findIntent(draft, id)
  if (!CANCELABLE.includes(before.status)) throw unexpectedState(before, 'cancel')
  return cancelIntent(draft, before, params.cancellation_reason ?? null)
}

/** Ends an intent that took no money. */
export function cancelIntent(
  draft: Draft,
  before: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const after = draft.patch('payment_intent', before.id, {
    canceled_at: draft.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  })
  emit(draft, 'payment_intent.canceled', after)
  return after
}

export function listPaymentIntents(draft: Draft, params: EntryPoints['payment_intent_list']) {
  if (params.customer_account !== undefined) throw notEmulated('customer_account', 'customer_account')
  const found = draft
    .all('payment_intent', draft.owner)
    .filter(p => isAsked(p.customer, params.customer) && isWithin(p.created, params.created))
  return pageOf(found, params, '/v1/payment_intents', 'payment_intent')
}

/** Refuses an amount or currency in which the sandbox's account cannot be paid. */
export function checkPayable(amount: number, currency: string, param: string): void {
  checkCurrency(currency, 'currency')
  checkAmount(amount, param)
  if (amount < MINIMUM_CENTS) {
    throw badParameter('amount_too_small', 'Amount must be at least €0.50 eur', param)
  }
}

function findIntent(draft: Draft, id: string): Stripe.PaymentIntent {
  const intent = draft.get('payment_intent', id)
  if (intent === undefined || draft.ownerOf('payment_intent', id) !== draft.owner)
    throw missing('payment_intent', id)
  return intent
}

function confirm(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  circumstances: Circumstances,
): Stripe.PaymentIntent {
  if (typeof intent.payment_method !== 'string') {
    const message = 'You cannot confirm this PaymentIntent because it is missing a payment method.'
    throw badState('payment_intent_unexpected_state', message, { payment_intent: intent })
  }
  const method = draft.must('payment_method', intent.payment_method)
  const confirmation: Confirmation = confirmPayment(draft, intent, method, circumstances)
  if (confirmation.kind !== 'declined') return confirmation.intent
  const { decline, charge, intent: declined } = confirmation
  throw declineRefusal(decline, 'effects', { charge, payment_intent: declined, payment_method: method })
}

/** A saved method can only be used for its customer; a method for one use only while the payer is present. */
function usableMethod(
  draft: Draft,
  id: string,
  intent: Stripe.PaymentIntent,
  isOffSession: boolean,
): Stripe.PaymentMethod {
  const method = findOrMakeMethod(draft, id, 'payment_method')
  if (method.customer !== null && method.customer !== intent.customer) {
    const message = 'The provided PaymentMethod belongs to another customer than this PaymentIntent.'
    throw badParameter('payment_method_customer_mismatch', message, 'payment_method')
  }
  if (method.customer === null && isOffSession && method.id === id) {
    const message = `The provided PaymentMethod (${id}) is not attached to a customer and cannot be used off-session.`
    throw badParameter('payment_method_unexpected_state', message, 'payment_method')
  }
  return method
}

function unexpectedState(intent: Stripe.PaymentIntent, verb: string): Error {
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`
  return badState('payment_intent_unexpected_state', message, { payment_intent: intent })
}

function isTrue(offSession: unknown): boolean {
  return offSession === true || offSession === 'one_off' || offSession === 'recurring'
}
