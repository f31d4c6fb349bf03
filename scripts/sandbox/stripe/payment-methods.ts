import type Stripe from 'stripe'
import { yearAndMonth } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { bankByCode } from './banks.ts'
import { declineRefusal } from './declines.ts'
import { emit } from './events.ts'
import { badParameter, badState, missing, notEmulated, onlyEmulated } from './errors.ts'
import { isAsked, pageOf } from './lists.ts'
import { findCustomer } from './customers.ts'
import { DECLINES, type TestCard, testCardByNumber, testCardByPaymentMethod } from './test-cards.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/** What the sandbox knows of the card behind a payment method. */
export interface SandboxCard {
  id: string
  number: string
  /** Whether its holder proved who they are when it was saved, so that it may be charged in their absence. */
  isSetUp: boolean
}

/** Who pays, as typed on a hosted page or taken from the customer. */
export interface Payer {
  name: string | null
  email: string | null
}

/** A payment method for a card that was typed in. `expiry` has the year in four digits. */
export function makeCardMethod(
  draft: Draft,
  card: TestCard,
  expiry: { month: number; year: number },
  payer: Payer,
): Stripe.PaymentMethod {
  const id = draft.nextId('pm_1')
  draft.put('card', id, { id, number: card.number, isSetUp: false })
  return draft.put('payment_method', id, {
    ...methodBase(draft, id, payer),
    type: 'card',
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country,
      display_brand: card.brand,
      exp_month: expiry.month,
      exp_year: expiry.year,
      fingerprint: fingerprintOf(card.number),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  })
}

/** A payment method for a payment at the backer's bank. */
export function makeBankMethod(
  draft: Draft,
  type: 'ideal' | 'bancontact',
  payer: Payer,
  bankCode: string | null,
): Stripe.PaymentMethod {
  const id = draft.nextId('pm_1')
  const base = methodBase(draft, id, payer)
  const { code: bank, bic } = bankByCode(bankCode)
  const method: Stripe.PaymentMethod =
    type === 'ideal' ? { ...base, type, ideal: { bank, bic } } : { ...base, type, bancontact: {} }
  return draft.put('payment_method', id, method)
}

/**
 * The payment method a request names: one of the sandbox's own, or a `pm_card_…` of Stripe's testing page,
 * which stands for a new card each time.
 */
export function findOrMakeMethod(draft: Draft, id: string, param: string): Stripe.PaymentMethod {
  const card = testCardByPaymentMethod(id)
  if (card !== undefined) {
    const { year } = yearAndMonth(draft.nowMs)
    return makeCardMethod(draft, card, { month: 12, year: year + 3 }, { name: null, email: null })
  }
  const method = draft.get('payment_method', id)
  if (method === undefined || draft.ownerOf('payment_method', id) !== draft.owner) {
    throw missing('PaymentMethod', id, param)
  }
  return method
}

/** The row of the table of test cards behind a card's payment method. */
export function testCardOf(draft: Draft, method: Stripe.PaymentMethod): TestCard {
  const { number } = draft.must('card', method.id)
  const card = testCardByNumber(number)
  if (card === undefined) throw new Error(`${method.id} stands for a card that is not in the table`)
  return card
}

/** Makes a method the customer's, for later use. */
export function attachTo(draft: Draft, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  if (method.customer === customer) return method
  if (method.customer !== null) {
    throw badState('payment_method_already_attached', 'The payment method is attached to another customer.')
  }
  const attached = draft.patch('payment_method', method.id, { customer })
  emit(draft, 'payment_method.attached', attached)
  return attached
}

export function retrievePaymentMethod(draft: Draft, _params: object, id: string): Stripe.PaymentMethod {
  const method = draft.get('payment_method', id)
  if (method === undefined || draft.ownerOf('payment_method', id) !== draft.owner)
    throw missing('PaymentMethod', id)
  return method
}

/** Throws the card's refusal (402) for cards that no bank lets be saved. */
export function attachPaymentMethod(draft: Draft, params: EntryPoints['payment_method_attach'], id: string) {
  onlyEmulated(params, ['customer'])
  if (params.customer === undefined) {
    throw badParameter('parameter_missing', 'Missing required param: customer.', 'customer')
  }
  const customer = findCustomer(draft, params.customer, 'customer')
  const method = findOrMakeMethod(draft, id, 'payment_method')
  if (method.type !== 'card') throw notEmulated(`saving a ${method.type} payment method`)
  const { setup } = testCardOf(draft, method)
  if (setup !== 'attaches') throw declineRefusal(DECLINES[setup], 'executed')
  return attachTo(draft, method, customer.id)
}

export function detachPaymentMethod(draft: Draft, _params: object, id: string): Stripe.PaymentMethod {
  const method = retrievePaymentMethod(draft, {}, id)
  if (method.customer === null) {
    throw badState('payment_method_unexpected_state', 'The payment method is not attached to a customer.')
  }
  const detached = draft.patch('payment_method', id, { customer: null })
  emit(draft, 'payment_method.detached', detached, { customer: method.customer })
  return detached
}

export function listPaymentMethods(draft: Draft, params: EntryPoints['payment_method_list']) {
  const { customer } = params
  if (customer === undefined)
    throw badParameter('parameter_missing', 'Missing required param: customer.', 'customer')
  findCustomer(draft, customer, 'customer')
  return pageOf(methodsOf(draft, customer, params.type), params, '/v1/payment_methods', 'PaymentMethod')
}

export function listCustomerMethods(
  draft: Draft,
  params: EntryPoints['customer_payment_methods'],
  id: string,
) {
  findCustomer(draft, id)
  return pageOf(
    methodsOf(draft, id, params.type),
    params,
    `/v1/customers/${id}/payment_methods`,
    'PaymentMethod',
  )
}

function methodsOf(draft: Draft, customer: string, type: string | undefined): Stripe.PaymentMethod[] {
  return draft
    .all('payment_method', draft.owner)
    .filter(m => m.customer === customer && isAsked(m.type, type))
}

function methodBase(draft: Draft, id: string, payer: Payer) {
  return {
    id,
    object: 'payment_method' as const,
    allow_redisplay: 'unspecified' as const,
    billing_details: {
      address: EMPTY_ADDRESS,
      email: payer.email,
      name: payer.name,
      phone: null,
      tax_id: null,
    },
    created: draft.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  }
}

const EMPTY_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

/** The same for the same number, as a fingerprint must be; sixteen letters and digits. */
function fingerprintOf(number: string): string {
  return BigInt(number).toString(36).padStart(16, 'f')
}
