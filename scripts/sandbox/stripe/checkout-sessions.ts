import type Stripe from 'stripe'
import { msOfSeconds, type Draft } from '../draft.ts'
import { findCustomer } from './customers.ts'
import { EMPTY_SESSION } from './empty-session.ts'
import { emit } from './events.ts'
import { badParameter, badState, missing, notEmulated, onlyEmulated } from './errors.ts'
import { readLineItems, totalOf } from './line-items.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { eligibleTypes } from './method-eligibility.ts'
import { checkCurrency, checkEmail, checkUrl, mergedMetadata } from './parameters.ts'
import { cancelIntent, checkPayable, type IntentFields } from './payment-intents.ts'
import { endSetup, newSetupIntent } from './setup-intents.ts'
import type { EntryPoints } from './schema/entry-points.ts'

type Session = Stripe.Checkout.Session

/** What a session was asked to make of a payment, kept until somebody pays. */
export interface SessionContent {
  id: string
  lineItems: Stripe.LineItem[]
  payment: Pick<
    IntentFields,
    'description' | 'metadata' | 'receipt_email' | 'statement_descriptor_suffix' | 'transfer_group'
  >
}

const CREATE = [
  'allowed_payment_method_types',
  'cancel_url',
  'client_reference_id',
  'currency',
  'customer',
  'customer_email',
  'expires_at',
  'line_items',
  'locale',
  'metadata',
  'mode',
  'payment_intent_data',
  'setup_intent_data',
  'submit_type',
  'success_url',
] as const

const HALF_HOUR = 30 * 60
const DAY = 24 * 3600

/** A page on which somebody pays (mode payment) or saves a card (mode setup). */
export function createSession(draft: Draft, params: EntryPoints['checkout_session_create']): Session {
  onlyEmulated(params, CREATE)
  const mode = modeOf(params)
  checkCombination(params, mode)
  checkUrl(params.success_url, 'success_url')
  checkUrl(params.cancel_url, 'cancel_url')
  checkEmail(params.customer_email, 'customer_email')
  const customer = params.customer === undefined ? null : findCustomer(draft, params.customer, 'customer')
  const expiresAt = checkExpiry(draft, params.expires_at)
  const types = eligibleTypes(mode, params.allowed_payment_method_types)
  const lineItems = mode === 'payment' ? readLineItems(draft, params.line_items ?? []) : []
  if (mode === 'payment') checkPayable(totalOf(lineItems), 'eur', 'line_items')
  const id = draft.nextId('cs_test_a1', 56)
  const setupIntent = mode === 'setup' ? setupOf(draft, params) : null
  const session: Session = {
    ...EMPTY_SESSION,
    id,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: mode === 'payment' ? totalOf(lineItems) : null,
    amount_total: mode === 'payment' ? totalOf(lineItems) : null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: draft.now,
    currency: 'eur',
    customer: customer?.id ?? null,
    customer_creation: mode === 'payment' ? 'if_required' : null,
    customer_details: detailsOf(customer, params.customer_email),
    customer_email: params.customer_email ?? null,
    expires_at: expiresAt,
    locale: params.locale ?? null,
    metadata: mergedMetadata({}, params.metadata),
    mode,
    payment_method_types: types,
    payment_status: mode === 'payment' ? 'unpaid' : 'no_payment_required',
    setup_intent: setupIntent,
    submit_type: params.submit_type ?? null,
    success_url: params.success_url ?? null,
    total_details: mode === 'payment' ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    url: `${draft.settings.publicUrl}/checkout/${id}`,
  }
  draft.put('checkout_session', id, session)
  draft.put('session_content', id, { id, lineItems, payment: paymentOf(params.payment_intent_data ?? {}) })
  draft.schedule({ id: `expire:${id}`, kind: 'expire_session', target: id, dueAtMs: msOfSeconds(expiresAt) })
  return session
}

export function retrieveSession(draft: Draft, _params: object, id: string): Session {
  return findSession(draft, id)
}

export function listSessions(draft: Draft, params: EntryPoints['checkout_session_list']) {
  onlyEmulated(params, [
    'created',
    'customer',
    'customer_details',
    'ending_before',
    'limit',
    'payment_intent',
    'starting_after',
    'status',
  ])
  const found = draft
    .all('checkout_session', draft.owner)
    .filter(
      s =>
        isAsked(s.customer, params.customer) &&
        isAsked(s.payment_intent, params.payment_intent) &&
        isAsked(s.status, params.status) &&
        isAsked(s.customer_details?.email, params.customer_details?.email) &&
        isWithin(s.created, params.created),
    )
  return pageOf(found, params, '/v1/checkout/sessions', 'checkout.session')
}

export function listSessionLineItems(
  draft: Draft,
  params: EntryPoints['checkout_session_line_items'],
  id: string,
) {
  findSession(draft, id)
  const { lineItems } = draft.must('session_content', id)
  return pageOf(lineItems, params, `/v1/checkout/sessions/${id}/line_items`, 'line item')
}

export function expireSessionNow(draft: Draft, _params: object, id: string): Session {
  const session = findSession(draft, id)
  if (session.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`
    throw badState('checkout_session_not_open', message)
  }
  return expireSession(draft, id)
}

/** Ends an open session and the intent it made; also the job of the moment at which it expires. */
export function expireSession(draft: Draft, id: string): Session {
  const before = draft.must('checkout_session', id)
  if (before.status !== 'open') return before
  const after = draft.patch('checkout_session', id, { status: 'expired', url: null })
  draft.remove('job', `expire:${id}`)
  if (typeof before.payment_intent === 'string') {
    cancelIntent(draft, draft.must('payment_intent', before.payment_intent), 'automatic')
  }
  if (typeof before.setup_intent === 'string') {
    endSetup(draft, draft.must('setup_intent', before.setup_intent), 'abandoned')
  }
  emit(draft, 'checkout.session.expired', after)
  return after
}

/** The payer is done: the money was taken, or the card saved, or their bank decides later (`unpaid`). */
export function completeSession(
  draft: Draft,
  id: string,
  payer: { name: string | null; email: string | null },
  paymentStatus: 'paid' | 'unpaid' = 'paid',
): Session {
  const before = draft.must('checkout_session', id)
  const after = draft.patch('checkout_session', id, {
    customer_details: { ...NOBODY, ...before.customer_details, ...withoutNull(payer) },
    payment_status: before.mode === 'payment' ? paymentStatus : 'no_payment_required',
    status: 'complete',
    url: null,
  })
  draft.remove('job', `expire:${id}`)
  emit(draft, 'checkout.session.completed', after)
  return after
}

/** The bank has decided about the payment by which a session was completed. */
export function tellDecision(draft: Draft, id: string, isTaken: boolean): Session {
  const after = draft.patch('checkout_session', id, { payment_status: isTaken ? 'paid' : 'unpaid' })
  emit(draft, `checkout.session.async_payment_${isTaken ? 'succeeded' : 'failed'}`, after)
  return after
}

function findSession(draft: Draft, id: string): Session {
  const session = draft.get('checkout_session', id)
  if (session === undefined || draft.ownerOf('checkout_session', id) !== draft.owner) {
    throw missing('checkout.session', id)
  }
  return session
}

function modeOf({ mode }: EntryPoints['checkout_session_create']): 'payment' | 'setup' {
  if (mode === 'payment') return 'payment'
  if (mode === 'setup') return 'setup'
  if (mode === undefined) throw badParameter('parameter_missing', 'Missing required param: mode.', 'mode')
  throw notEmulated(`mode ${mode}`, 'mode')
}

/** What Stripe refuses because parameters contradict each other. */
function checkCombination(params: EntryPoints['checkout_session_create'], mode: 'payment' | 'setup'): void {
  const needs = (name: 'success_url' | 'line_items' | 'currency') => {
    if (params[name] === undefined)
      throw badParameter('parameter_missing', `Missing required param: ${name}.`, name)
  }
  const refuses = (name: 'line_items' | 'payment_intent_data' | 'setup_intent_data' | 'submit_type') => {
    if (params[name] === undefined) return
    throw badParameter(undefined, `You can not pass \`${name}\` in \`${mode}\` mode.`, name)
  }
  needs('success_url')
  if (mode === 'payment') {
    needs('line_items')
    refuses('setup_intent_data')
  } else {
    refuses('line_items')
    refuses('payment_intent_data')
    refuses('submit_type')
    if (params.allowed_payment_method_types === undefined) needs('currency')
  }
  if (params.currency !== undefined) checkCurrency(params.currency, 'currency')
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw badParameter(
      undefined,
      'You may only specify one of these parameters: customer, customer_email.',
      'customer',
    )
  }
}

function checkExpiry(draft: Draft, expiresAt: number | undefined): number {
  if (expiresAt === undefined) return draft.now + DAY
  if (expiresAt >= draft.now + HALF_HOUR && expiresAt <= draft.now + DAY) return expiresAt
  const message =
    'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.'
  throw badParameter(undefined, message, 'expires_at')
}

function paymentOf(data: Stripe.Checkout.SessionCreateParams.PaymentIntentData): SessionContent['payment'] {
  onlyEmulated(data, [
    'description',
    'metadata',
    'receipt_email',
    'statement_descriptor_suffix',
    'transfer_group',
  ])
  return {
    description: data.description ?? null,
    metadata: mergedMetadata({}, data.metadata),
    receipt_email: data.receipt_email ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
    transfer_group: data.transfer_group ?? null,
  }
}

function setupOf(draft: Draft, params: EntryPoints['checkout_session_create']): string {
  const data = params.setup_intent_data ?? {}
  onlyEmulated(data, ['description', 'metadata'])
  const intent = newSetupIntent(draft, {
    customer: params.customer ?? null,
    description: data.description ?? null,
    metadata: mergedMetadata({}, data.metadata),
    allowedTypes: params.allowed_payment_method_types ?? null,
  })
  return intent.id
}

const NOBODY: Stripe.Checkout.Session.CustomerDetails = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
}

function detailsOf(
  customer: Stripe.Customer | null,
  email: string | undefined,
): Stripe.Checkout.Session.CustomerDetails | null {
  if (customer === null && email === undefined) return null
  return { ...NOBODY, email: customer?.email ?? email ?? null, name: customer?.name ?? null }
}

function withoutNull(payer: { name: string | null; email: string | null }) {
  return Object.fromEntries(Object.entries(payer).filter(([, value]) => value !== null))
}
