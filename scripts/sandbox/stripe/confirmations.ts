import type Stripe from 'stripe'
import { DAY_MS } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { type Attempt, openAttempt, redirectTo } from './attempts.ts'
import { makeCharge, makeFailedCharge } from './charges.ts'
import { declineFields } from './declines.ts'
import { emit } from './events.ts'
import { testCardOf } from './payment-methods.ts'
import { type Decline, DECLINES, type TestCard } from './test-cards.ts'

/** How the payer takes part in a payment. */
export interface Circumstances {
  /** The payer is absent, so nobody can prove anything. */
  isOffSession: boolean
  returnUrl: string | null
  session: string | null
}

/** What became of confirming a payment. */
export type Confirmation =
  | { kind: 'succeeded'; intent: Stripe.PaymentIntent }
  | { kind: 'processing'; intent: Stripe.PaymentIntent }
  | { kind: 'action'; intent: Stripe.PaymentIntent; url: string }
  | { kind: 'declined'; intent: Stripe.PaymentIntent; decline: Decline; charge?: string }

/** Tries to take the money of an intent with a payment method. */
export function confirmPayment(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  circumstances: Circumstances,
): Confirmation {
  if (method.type !== 'card') return sendAway(draft, intent, method, 'bank-page', circumstances)
  const card = testCardOf(draft, method)
  if (needsProof(draft, card, method, circumstances.isOffSession)) {
    if (circumstances.isOffSession) return decline(draft, intent, method, DECLINES.authentication_required)
    return sendAway(draft, intent, method, '3ds', circumstances)
  }
  return charge(draft, intent, method, card)
}

/** What a payer, or their bank, said on another page; `wait`: the bank decides later. */
export type Said = 'yes' | 'no' | 'wait'

/** The payer came back from their bank or the page where they prove who they are. */
export function finishPaymentAttempt(draft: Draft, attempt: Attempt, said: Said): Confirmation {
  const intent = draft.must('payment_intent', attempt.intent)
  const method = draft.must('payment_method', intent.payment_method as string)
  draft.patch('attempt', attempt.id, { status: 'done' })
  if (said === 'wait') return letBankDecide(draft, intent)
  if (said === 'no') return refuse(draft, intent, method)
  if (method.type !== 'card') return succeed(draft, intent, method)
  return charge(draft, intent, method, testCardOf(draft, method))
}

function charge(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  card: TestCard,
): Confirmation {
  if (card.risk === 'highest') return decline(draft, intent, method, DECLINES.fraudulent)
  if (card.charge === 'succeeds') return succeed(draft, intent, method)
  return decline(draft, intent, method, DECLINES[card.charge])
}

function needsProof(
  draft: Draft,
  card: TestCard,
  method: Stripe.PaymentMethod,
  isOffSession: boolean,
): boolean {
  switch (card.authentication) {
    case 'never':
      return false
    case 'always':
      return true
    case 'unless_off_session':
      return !isOffSession
    case 'unless_set_up':
      return !(isOffSession && draft.must('card', method.id).isSetUp)
  }
}

function succeed(draft: Draft, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Confirmation {
  const taken = makeCharge(draft, intent, method)
  const after = draft.patch('payment_intent', intent.id, {
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: taken.id,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  })
  emit(draft, 'payment_intent.succeeded', after)
  return { kind: 'succeeded', intent: after }
}

/** How long a bank takes that did not decide at once, unless a trigger makes it. */
const DECIDES_AFTER_MS = DAY_MS

/** https://docs.stripe.com/payments/paymentintents/lifecycle: a processing intent cannot be canceled, and waits. */
function letBankDecide(draft: Draft, intent: Stripe.PaymentIntent): Confirmation {
  const after = draft.patch('payment_intent', intent.id, { next_action: null, status: 'processing' })
  emit(draft, 'payment_intent.processing', after)
  draft.schedule({
    id: `decide:${intent.id}`,
    kind: 'decide_payment',
    target: intent.id,
    dueAtMs: draft.nowMs + DECIDES_AFTER_MS,
  })
  return { kind: 'processing', intent: after }
}

/** The bank has decided about a payment that it was processing. */
export function decidePayment(draft: Draft, id: string, isTaken: boolean): Confirmation {
  const intent = draft.must('payment_intent', id)
  const method = draft.must('payment_method', intent.payment_method as string)
  draft.remove('job', `decide:${id}`)
  return isTaken ? succeed(draft, intent, method) : refuse(draft, intent, method)
}

function decline(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: Decline,
): Confirmation {
  const failed = makeFailedCharge(draft, intent, method, reason)
  const after = draft.patch('payment_intent', intent.id, {
    last_payment_error: {
      ...declineFields(reason),
      charge: failed.id,
      payment_method: method,
    },
    latest_charge: failed.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  emit(draft, 'payment_intent.payment_failed', after)
  return { kind: 'declined', intent: after, decline: reason, charge: failed.id }
}

/** The payer refused or failed at their bank: nothing was charged. */
function refuse(draft: Draft, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Confirmation {
  const reason = method.type === 'card' ? NOT_PROVEN : NOT_AUTHORISED
  const after = draft.patch('payment_intent', intent.id, {
    last_payment_error: {
      ...declineFields(reason),
      payment_method: method,
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  emit(draft, 'payment_intent.payment_failed', after)
  return { kind: 'declined', intent: after, decline: reason }
}

/** Sends the payer to their bank, or to the page where they prove who they are. */
function sendAway(
  draft: Draft,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  page: Attempt['page'],
  { session, returnUrl }: Circumstances,
): Confirmation {
  const { url } = openAttempt(draft, { page, intent: intent.id, session, returnUrl })
  const after = draft.patch('payment_intent', intent.id, {
    last_payment_error: null,
    next_action: redirectTo(url, returnUrl),
    payment_method: method.id,
    status: 'requires_action',
  })
  emit(draft, 'payment_intent.requires_action', after)
  return { kind: 'action', intent: after, url }
}

const NOT_AUTHORISED: Decline = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  adviceCode: null,
  networkDeclineCode: null,
  message: 'The payment failed: it was not authorised at the bank.',
}

const NOT_PROVEN: Decline = {
  ...NOT_AUTHORISED,
  code: 'payment_intent_authentication_failure',
  message: 'The provided payment method has failed authentication.',
}
