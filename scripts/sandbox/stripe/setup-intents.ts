import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { type Attempt, openAttempt, redirectTo } from './attempts.ts'
import { findCustomer } from './customers.ts'
import { declineFields, declineRefusal } from './declines.ts'
import { emit } from './events.ts'
import { badState, missing, notEmulated, onlyEmulated } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { eligibleTypes } from './method-eligibility.ts'
import { mergedMetadata } from './parameters.ts'
import { attachTo, findOrMakeMethod, testCardOf } from './payment-methods.ts'
import { type Decline, DECLINES } from './test-cards.ts'
import type { EntryPoints } from './schema/entry-points.ts'

const CREATE = [
  'allowed_payment_method_types',
  'confirm',
  'customer',
  'description',
  'metadata',
  'payment_method',
  'return_url',
  'usage',
] as const

/** What became of confirming a setup. */
export type SetupConfirmation =
  | { kind: 'succeeded'; intent: Stripe.SetupIntent }
  | { kind: 'action'; intent: Stripe.SetupIntent; url: string }
  | { kind: 'declined'; intent: Stripe.SetupIntent; decline: Decline }

export interface SetupFields {
  customer: string | null
  description: string | null
  metadata: Record<string, string>
  allowedTypes: string[] | null
}

/** Throws the card's refusal (402, with the intent inside) when it is confirmed at once and declined. */
export function createSetupIntent(
  draft: Draft,
  params: EntryPoints['setup_intent_create'],
): Stripe.SetupIntent {
  onlyEmulated(params, CREATE)
  const intent = newSetupIntent(draft, {
    customer: params.customer === undefined ? null : findCustomer(draft, params.customer, 'customer').id,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    allowedTypes: params.allowed_payment_method_types ?? null,
  })
  if (params.payment_method !== undefined) {
    const method = findOrMakeMethod(draft, params.payment_method, 'payment_method')
    draft.patch('setup_intent', intent.id, { payment_method: method.id, status: 'requires_confirmation' })
  }
  const made = draft.must('setup_intent', intent.id)
  return params.confirm === true ? confirm(draft, made, params.return_url ?? null) : made
}

/** Writes a new setup intent and tells of it. */
export function newSetupIntent(draft: Draft, fields: SetupFields): Stripe.SetupIntent {
  const id = draft.nextId('seti_1')
  const intent: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: fields.allowedTypes,
    application: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${draft.nextId('', 25)}`,
    created: draft.now,
    customer: fields.customer,
    customer_account: null,
    description: fields.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: fields.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: eligibleTypes('setup', fields.allowedTypes ?? undefined),
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  }
  draft.put('setup_intent', id, intent)
  emit(draft, 'setup_intent.created', intent)
  return intent
}

export function retrieveSetupIntent(draft: Draft, _params: object, id: string): Stripe.SetupIntent {
  return findSetupIntent(draft, id)
}

export function confirmSetupIntent(draft: Draft, params: EntryPoints['setup_intent_confirm'], id: string) {
  onlyEmulated(params, ['payment_method', 'return_url'])
  const before = findSetupIntent(draft, id)
  if (!before.status.startsWith('requires_')) throw unexpectedState(before, 'confirm')
  if (params.payment_method !== undefined) {
    const method = findOrMakeMethod(draft, params.payment_method, 'payment_method')
    draft.patch('setup_intent', id, { payment_method: method.id })
  }
  return confirm(draft, draft.must('setup_intent', id), params.return_url ?? null)
}

export function cancelSetupIntent(draft: Draft, params: EntryPoints['setup_intent_cancel'], id: string) {
  onlyEmulated(params, ['cancellation_reason'])
  const before = findSetupIntent(draft, id)
  if (!before.status.startsWith('requires_')) throw unexpectedState(before, 'cancel')
  return endSetup(draft, before, params.cancellation_reason ?? null)
}

/** Ends a setup that saved nothing. */
export function endSetup(
  draft: Draft,
  before: Stripe.SetupIntent,
  reason: Stripe.SetupIntent.CancellationReason | null,
): Stripe.SetupIntent {
  const change = { cancellation_reason: reason, next_action: null, status: 'canceled' as const }
  const after = draft.patch('setup_intent', before.id, change)
  emit(draft, 'setup_intent.canceled', after)
  return after
}

export function listSetupIntents(draft: Draft, params: EntryPoints['setup_intent_list']) {
  if (params.customer_account !== undefined) throw notEmulated('customer_account', 'customer_account')
  const found = draft
    .all('setup_intent', draft.owner)
    .filter(
      s =>
        isAsked(s.customer, params.customer) &&
        isAsked(s.payment_method, params.payment_method) &&
        isWithin(s.created, params.created),
    )
  return pageOf(found, params, '/v1/setup_intents', 'setup_intent')
}

/** Tries to save a payment method for later. */
export function confirmSetup(
  draft: Draft,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  at: { returnUrl: string | null; session: string | null },
): SetupConfirmation {
  if (method.type !== 'card') throw notEmulated(`saving a ${method.type} payment method`)
  const card = testCardOf(draft, method)
  if (card.setup !== 'attaches') return refuse(draft, intent, method, DECLINES[card.setup])
  if (card.authentication === 'never' || card.authentication === 'unless_off_session') {
    return succeed(draft, intent, method)
  }
  const { url } = openAttempt(draft, { page: '3ds', intent: intent.id, ...at })
  const after = draft.patch('setup_intent', intent.id, {
    next_action: redirectTo(url, at.returnUrl),
    payment_method: method.id,
    status: 'requires_action',
  })
  emit(draft, 'setup_intent.requires_action', after)
  return { kind: 'action', intent: after, url }
}

/** The person came back from the page where they prove who they are. */
export function finishSetupAttempt(draft: Draft, attempt: Attempt, isSuccess: boolean): SetupConfirmation {
  const intent = draft.must('setup_intent', attempt.intent)
  const method = draft.must('payment_method', intent.payment_method as string)
  draft.patch('attempt', attempt.id, { status: 'done' })
  if (!isSuccess) return refuse(draft, intent, method, NOT_PROVEN)
  return succeed(draft, intent, method)
}

function findSetupIntent(draft: Draft, id: string): Stripe.SetupIntent {
  const intent = draft.get('setup_intent', id)
  if (intent === undefined || draft.ownerOf('setup_intent', id) !== draft.owner)
    throw missing('setupintent', id)
  return intent
}

function confirm(draft: Draft, intent: Stripe.SetupIntent, returnUrl: string | null): Stripe.SetupIntent {
  if (typeof intent.payment_method !== 'string') {
    const message = 'You cannot confirm this SetupIntent because it is missing a payment method.'
    throw badState('setup_intent_unexpected_state', message, { setup_intent: intent })
  }
  const method = draft.must('payment_method', intent.payment_method)
  const confirmation = confirmSetup(draft, intent, method, { returnUrl, session: null })
  if (confirmation.kind !== 'declined') return confirmation.intent
  const objects = { payment_method: method, setup_intent: confirmation.intent }
  throw declineRefusal(confirmation.decline, 'effects', objects)
}

function succeed(draft: Draft, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): SetupConfirmation {
  draft.patch('card', method.id, { isSetUp: true })
  const saved = typeof intent.customer === 'string' ? attachTo(draft, method, intent.customer) : method
  const after = draft.patch('setup_intent', intent.id, {
    last_setup_error: null,
    latest_attempt: noteSetupAttempt(draft, intent, saved, null),
    next_action: null,
    payment_method: saved.id,
    status: 'succeeded',
  })
  emit(draft, 'setup_intent.succeeded', after)
  return { kind: 'succeeded', intent: after }
}

function refuse(
  draft: Draft,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): SetupConfirmation {
  const error = { ...declineFields(decline), payment_method: method } as Stripe.SetupIntent.LastSetupError
  const after = draft.patch('setup_intent', intent.id, {
    last_setup_error: error,
    latest_attempt: noteSetupAttempt(draft, intent, method, error),
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  emit(draft, 'setup_intent.setup_failed', after)
  return { kind: 'declined', intent: after, decline }
}

/** Every try to set up one intent. */
export function listSetupAttempts(draft: Draft, params: EntryPoints['setup_attempt_list']) {
  const found = draft
    .all('setup_attempt', draft.owner)
    .filter(a => isAsked(a.setup_intent, params.setup_intent) && isWithin(a.created, params.created))
  return pageOf(found, params, '/v1/setup_attempts', 'setup_attempt')
}

function noteSetupAttempt(
  draft: Draft,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  error: Stripe.SetupIntent.LastSetupError | null,
): string {
  const id = draft.nextId('setatt_1')
  draft.put('setup_attempt', id, {
    id,
    object: 'setup_attempt',
    application: null,
    created: draft.now,
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: { type: 'card' },
    setup_error: error,
    setup_intent: intent.id,
    status: error === null ? 'succeeded' : 'failed',
    usage: intent.usage,
  })
  return id
}

function unexpectedState(intent: Stripe.SetupIntent, verb: string): Error {
  const message = `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`
  return badState('setup_intent_unexpected_state', message, { setup_intent: intent })
}

const NOT_PROVEN: Decline = {
  code: 'setup_intent_authentication_failure',
  declineCode: null,
  adviceCode: null,
  networkDeclineCode: null,
  message: 'The provided payment method has failed authentication.',
}
