import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import type { Attempt } from './attempts.ts'
import { completeSession, tellDecision } from './checkout-sessions.ts'
import {
  type Confirmation,
  confirmPayment,
  decidePayment,
  finishPaymentAttempt,
  type Said,
} from './confirmations.ts'
import { makeBankMethod, makeCardMethod, type Payer } from './payment-methods.ts'
import { newIntent } from './payment-intents.ts'
import { confirmSetup, finishSetupAttempt, type SetupConfirmation } from './setup-intents.ts'
import type { Decline, TestCard } from './test-cards.ts'
import { idOf } from './references.ts'

/** Where the payer goes after a step on the hosted pages, or why the step came to nothing. */
export type Step = { kind: 'go'; url: string } | { kind: 'declined'; decline: Decline }

/** The payer chose a bank: on to its page. */
export function payAtBank(
  draft: Draft,
  session: Stripe.Checkout.Session,
  type: 'ideal' | 'bancontact',
  bankCode: string | null,
): Step {
  const payer = payerOf(session, null)
  const intent = intentOf(draft, session)
  const method = makeBankMethod(draft, type, payer, bankCode)
  return stepOf(draft, session, confirmPayment(draft, intent, method, present(session)), payer)
}

/** The payer typed a card, to pay with it or to save it. */
export function useCard(
  draft: Draft,
  session: Stripe.Checkout.Session,
  card: TestCard,
  typed: { month: number; year: number; name: string | null },
): Step {
  const payer = payerOf(session, typed.name)
  const method = makeCardMethod(draft, card, typed, payer)
  if (session.mode === 'setup') {
    const intent = draft.must('setup_intent', idOf(session.setup_intent ?? ''))
    return stepOf(draft, session, confirmSetup(draft, intent, method, present(session)), payer)
  }
  const intent = intentOf(draft, session)
  return stepOf(draft, session, confirmPayment(draft, intent, method, present(session)), payer)
}

/**
 * The payer comes back from another page. A step that was overtaken (paid otherwise, session ended) changes
 * nothing and answers undefined.
 */
export function finishAttempt(draft: Draft, attempt: Attempt, said: Said): Step | undefined {
  if (!isOpen(draft, attempt)) return undefined
  const confirmation = attempt.intent.startsWith('seti_')
    ? finishSetupAttempt(draft, attempt, said === 'yes')
    : finishPaymentAttempt(draft, attempt, said)
  if (attempt.session === null) return { kind: 'go', url: attempt.returnUrl ?? draft.settings.publicUrl }
  const session = draft.must('checkout_session', attempt.session)
  return stepOf(draft, session, confirmation, payerOf(session, null))
}

/** The bank decides about a payment that is processing, and the session that was completed by it tells how. */
export function endProcessing(draft: Draft, id: string, isTaken: boolean): Stripe.PaymentIntent {
  const { intent } = decidePayment(draft, id, isTaken)
  const session = draft.all('checkout_session').find(({ payment_intent: of }) => of === id)
  if (session !== undefined) tellDecision(draft, session.id, isTaken)
  return intent
}

/** The job of the moment at which a bank has decided that nobody made decide before: it takes the payment. */
export function takeProcessing(draft: Draft, id: string): void {
  if (draft.must('payment_intent', id).status === 'processing') endProcessing(draft, id, true)
}

/** Whether the intent still waits for this very step. */
export function isOpen(draft: Draft, attempt: Attempt): boolean {
  if (attempt.status === 'done') return false
  const intent = attempt.intent.startsWith('seti_')
    ? draft.must('setup_intent', attempt.intent)
    : draft.must('payment_intent', attempt.intent)
  const waitsFor = intent.next_action?.redirect_to_url?.url ?? ''
  return intent.status === 'requires_action' && waitsFor.endsWith(`/${attempt.id}`)
}

/** The success address with the session's id in it. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

function stepOf(
  draft: Draft,
  session: Stripe.Checkout.Session,
  confirmation: Confirmation | SetupConfirmation,
  payer: Payer,
): Step {
  switch (confirmation.kind) {
    case 'action':
      return { kind: 'go', url: confirmation.url }
    case 'declined':
      return { kind: 'declined', decline: confirmation.decline }
    case 'processing':
      return { kind: 'go', url: successUrl(completeSession(draft, session.id, payer, 'unpaid')) }
    case 'succeeded':
      return { kind: 'go', url: successUrl(completeSession(draft, session.id, payer)) }
  }
}

/** A session makes its payment intent when somebody first tries to pay. */
function intentOf(draft: Draft, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  if (typeof session.payment_intent === 'string') return draft.must('payment_intent', session.payment_intent)
  const { payment } = draft.must('session_content', session.id)
  const intent = newIntent(draft, {
    ...payment,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'eur',
    allowedTypes: session.allowed_payment_method_types,
    types: session.payment_method_types,
    customer: session.customer,
  })
  draft.patch('checkout_session', session.id, { payment_intent: intent.id })
  return intent
}

function present(session: Stripe.Checkout.Session) {
  return { isOffSession: false, returnUrl: successUrl(session), session: session.id }
}

function payerOf(session: Stripe.Checkout.Session, typedName: string | null): Payer {
  const { name = null, email = null } = session.customer_details ?? {}
  return { name: typedName ?? name, email }
}
