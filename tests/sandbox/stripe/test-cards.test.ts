import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { TEST_CARDS } from '#scripts/sandbox/stripe/test-cards.ts'
import { type Bench, cardForm, openSandbox, paymentSession, post, refusalOf } from '../sandbox-kit.ts'

/*
 * The whole table of test cards, written down a second time from https://docs.stripe.com/testing: what a card does
 * when it pays with its holder present, when it is attached to a customer, and when it is charged in their absence.
 * A word is a status, or the error's code; `code/decline_code/advice_code` where an issuer says more.
 */

const PAID = 'succeeded'
const ACTION = 'requires_action'
const ATTACHED = 'attached'
const DECLINED = 'card_declined/generic_decline/try_again_later'
const PROOF = 'authentication_required/authentication_required/'
const RISKY = 'card_declined/fraudulent/do_not_try_again'

type Row = [number: string, id: string, present: string, attach: string, absent: string]

const refused = (number: string, id: string, why: string): Row => [number, id, why, why, '']
const plain = (number: string, id: string): Row => [number, id, PAID, ATTACHED, PAID]

const TABLE: Row[] = [
  plain('4242424242424242', 'pm_card_visa'),
  refused('4000000000000002', 'pm_card_visa_chargeDeclined', DECLINED),
  refused(
    '4000000000009995',
    'pm_card_visa_chargeDeclinedInsufficientFunds',
    'card_declined/insufficient_funds/try_again_later',
  ),
  refused(
    '4000000000009987',
    'pm_card_visa_chargeDeclinedLostCard',
    'card_declined/lost_card/do_not_try_again',
  ),
  refused(
    '4000000000009979',
    'pm_card_visa_chargeDeclinedStolenCard',
    'card_declined/stolen_card/do_not_try_again',
  ),
  refused(
    '4000000000000069',
    'pm_card_chargeDeclinedExpiredCard',
    'expired_card/expired_card/do_not_try_again',
  ),
  refused(
    '4000000000000127',
    'pm_card_chargeDeclinedIncorrectCvc',
    'incorrect_cvc/incorrect_cvc/confirm_card_data',
  ),
  refused(
    '4000000000000119',
    'pm_card_chargeDeclinedProcessingError',
    'processing_error/processing_error/try_again_later',
  ),
  refused(
    '4000000000006975',
    'pm_card_visa_chargeDeclinedVelocityLimitExceeded',
    'card_declined/card_velocity_exceeded/try_again_later',
  ),
  ['4000000000000341', 'pm_card_chargeCustomerFail', DECLINED, ATTACHED, DECLINED],
  ['4000002500003155', 'pm_card_authenticationRequiredOnSetup', ACTION, ATTACHED, PROOF],
  ['4000002760003184', 'pm_card_authenticationRequired', ACTION, ATTACHED, PROOF],
  ['4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession', ACTION, ATTACHED, PAID],
  [
    '4000008260003178',
    'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    ACTION,
    ATTACHED,
    PROOF,
  ],
  ['4000000000003220', 'pm_card_threeDSecure2Required', ACTION, ATTACHED, PROOF],
  ['4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined', ACTION, ATTACHED, PROOF],
  ['4000008400001280', 'pm_card_threeDSecureRequiredProcessingError', ACTION, ATTACHED, PROOF],
  ['4100000000000019', 'pm_card_radarBlock', RISKY, ATTACHED, RISKY],
  ['4000000000004954', 'pm_card_riskLevelHighest', RISKY, ATTACHED, RISKY],
  plain('4000000000009235', 'pm_card_riskLevelElevated'),
  plain('4000000000000259', 'pm_card_createDispute'),
  plain('4000000000002685', 'pm_card_createDisputeProductNotReceived'),
  plain('4000000000001976', 'pm_card_createDisputeInquiry'),
  plain('4000000000005423', 'pm_card_createIssuerFraudRecord'),
  plain('4000000404000079', 'pm_card_createMultipleDisputes'),
  plain('4000000000007726', 'pm_card_pendingRefund'),
  plain('4000000000005126', 'pm_card_refundFail'),
  plain('4000000000000077', 'pm_card_bypassPending'),
  plain('4000003720000278', 'pm_card_bypassPendingInternational'),
]

async function pay({ stripe }: Bench, method: string, more: Partial<Stripe.PaymentIntentCreateParams>) {
  return stripe.paymentIntents.create({
    amount: 5500,
    currency: 'eur',
    allowed_payment_method_types: ['card'],
    payment_method: method,
    confirm: true,
    ...more,
  })
}

async function outcome(call: Promise<{ status?: string; object: string }>): Promise<string> {
  try {
    const answer = await call
    return answer.status ?? ATTACHED
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error
    const raw = error.raw as { code: string; decline_code?: string; advice_code?: string }
    return [raw.code, raw.decline_code, raw.advice_code].join('/')
  }
}

describe('the table of test cards', () => {
  test('has every card, and a number with a typing error that is told at once', async () => {
    const numbers = TEST_CARDS.map(card => card.number)
    expect(numbers.toSorted()).toEqual([...TABLE.map(([number]) => number), '4242424242424241'].toSorted())
    for (const [number, id] of TABLE)
      expect(TEST_CARDS.find(card => card.number === number)?.paymentMethod, number).toBe(id)
    const bench = await openSandbox()
    const session = await paymentSession(bench.stripe, 1000)
    const typed = await post(session.url ?? '', cardForm('4242424242424241'))
    expect(typed.status).toBeGreaterThanOrEqual(400)
  })

  test.each(TABLE)('%s (%s) pays: %s; is attached: %s; is charged in absence: %s', async (...row) => {
    const [, id, present, attach, absent] = row
    const bench = await openSandbox()
    const { stripe } = bench
    expect(await outcome(pay(bench, id, {}))).toBe(present)
    const customer = await stripe.customers.create({})
    expect(await outcome(stripe.paymentMethods.attach(id, { customer: customer.id }))).toBe(attach)
    if (attach !== ATTACHED) return
    const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
    const charged = pay(bench, method?.id ?? '', { customer: customer.id, off_session: true })
    expect(await outcome(charged)).toBe(absent)
  })
})

test('SEPA direct debit is not offered, as the product does without it', async () => {
  const { stripe } = await openSandbox()
  const asked = stripe.paymentIntents.create({
    amount: 5500,
    currency: 'eur',
    allowed_payment_method_types: ['sepa_debit'],
  })
  expect(await refusalOf(asked)).toMatchObject({ statusCode: 400, param: 'allowed_payment_method_types' })
  expect((await refusalOf(stripe.paymentMethods.retrieve('pm_success_nl'))).code).toBe('resource_missing')
})
