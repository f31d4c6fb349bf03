/**
 * The card numbers of Stripe's page about testing (https://docs.stripe.com/testing) and what each of them
 * does. The table is data: the code below reads it and knows no number by itself.
 */
export interface TestCard {
  number: string
  /** The payment method that stands for the card in calls without a form. */
  paymentMethod: string | null
  brand: 'visa'
  country: string
  /** What happens when the card is attached to a customer or set up. */
  setup: 'attaches' | DeclineName
  /** When the bank wants the holder to prove who they are. */
  authentication: 'never' | 'unless_set_up' | 'always' | 'unless_off_session'
  /** What becomes of a charge, once authentication is out of the way. */
  charge: 'succeeds' | DeclineName
  /** Whether the money goes straight to the available balance. */
  bypassesPending: boolean
  /** What Radar makes of it. The highest risk is blocked, as Radar's default rule does. */
  risk: 'normal' | 'elevated' | 'highest'
  /** What its holder does a moment after a charge that succeeded. */
  afterwards: 'nothing' | 'fraud_warning' | DisputeKind | 'several_disputes'
  /** What becomes of a refund to it. */
  refund: RefundCourse
}

/** A dispute as the holder's bank opens it. An inquiry asks first and moves no money. */
export type DisputeKind = 'fraudulent' | 'product_not_received' | 'inquiry'

/** `arrives`: at once. `arrives_later`: pending first. `fails_later`: succeeded at first, and then failed. */
export const REFUND_COURSES = ['arrives', 'arrives_later', 'fails_later'] as const

export type RefundCourse = (typeof REFUND_COURSES)[number]

export interface Decline {
  code: string
  declineCode: string | null
  adviceCode: string | null
  networkDeclineCode: string | null
  message: string
}

const CARD_DECLINED = 'Your card was declined.'

/** Why a card can be refused. */
export const DECLINES = {
  authentication_required: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    adviceCode: null,
    networkDeclineCode: null,
    message: 'Your card was declined. This transaction requires authentication.',
  },
  card_velocity_exceeded: declined('card_velocity_exceeded', 'try_again_later', '65'),
  expired_card: {
    code: 'expired_card',
    declineCode: 'expired_card',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '54',
    message: 'Your card has expired.',
  },
  fraudulent: declined('fraudulent', 'do_not_try_again', null),
  generic_decline: declined('generic_decline', 'try_again_later', '05'),
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    adviceCode: 'confirm_card_data',
    networkDeclineCode: 'N7',
    message: "Your card's security code is incorrect.",
  },
  incorrect_number: {
    code: 'incorrect_number',
    declineCode: null,
    adviceCode: null,
    networkDeclineCode: null,
    message: 'Your card number is incorrect.',
  },
  insufficient_funds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    adviceCode: 'try_again_later',
    networkDeclineCode: '51',
    message: 'Your card has insufficient funds.',
  },
  lost_card: declined('lost_card', 'do_not_try_again', '41'),
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    adviceCode: 'try_again_later',
    networkDeclineCode: null,
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  stolen_card: declined('stolen_card', 'do_not_try_again', '43'),
  test_mode_live_card: {
    code: 'card_declined',
    declineCode: 'test_mode_live_card',
    adviceCode: null,
    networkDeclineCode: null,
    message: 'Your card was declined. Your request was in test mode, but used a non test card.',
  },
} satisfies Record<string, Decline>

type DeclineName = keyof typeof DECLINES

export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'pm_card_visa'),
  refusing('4000000000000002', 'pm_card_visa_chargeDeclined', 'generic_decline'),
  refusing('4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'),
  refusing('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard', 'lost_card'),
  refusing('4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard', 'stolen_card'),
  refusing('4000000000000069', 'pm_card_chargeDeclinedExpiredCard', 'expired_card'),
  refusing('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'),
  refusing('4000000000000119', 'pm_card_chargeDeclinedProcessingError', 'processing_error'),
  refusing('4000000000006975', 'pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'card_velocity_exceeded'),
  refusing('4242424242424241', null, 'incorrect_number'),
  card('4000000000000341', 'pm_card_chargeCustomerFail', { charge: 'generic_decline' }),
  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', { authentication: 'unless_set_up' }),
  card('4000002760003184', 'pm_card_authenticationRequired', { authentication: 'always' }),
  card('4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession', {
    authentication: 'unless_off_session',
  }),
  card('4000008260003178', 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', {
    authentication: 'unless_set_up',
    charge: 'insufficient_funds',
  }),
  card('4000000000003220', 'pm_card_threeDSecure2Required', { authentication: 'always' }),
  card('4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined', {
    authentication: 'always',
    charge: 'generic_decline',
  }),
  card('4000008400001280', 'pm_card_threeDSecureRequiredProcessingError', {
    authentication: 'always',
    charge: 'processing_error',
  }),
  card('4100000000000019', 'pm_card_radarBlock', { risk: 'highest' }),
  card('4000000000004954', 'pm_card_riskLevelHighest', { risk: 'highest' }),
  card('4000000000009235', 'pm_card_riskLevelElevated', { risk: 'elevated' }),
  card('4000000000000259', 'pm_card_createDispute', { afterwards: 'fraudulent' }),
  card('4000000000002685', 'pm_card_createDisputeProductNotReceived', { afterwards: 'product_not_received' }),
  card('4000000000001976', 'pm_card_createDisputeInquiry', { afterwards: 'inquiry' }),
  card('4000000000005423', 'pm_card_createIssuerFraudRecord', { afterwards: 'fraud_warning' }),
  card('4000000404000079', 'pm_card_createMultipleDisputes', { afterwards: 'several_disputes' }),
  card('4000000000007726', 'pm_card_pendingRefund', { refund: 'arrives_later' }),
  card('4000000000005126', 'pm_card_refundFail', { refund: 'fails_later' }),
  card('4000000000000077', 'pm_card_bypassPending', { bypassesPending: true }),
  card('4000003720000278', 'pm_card_bypassPendingInternational', { bypassesPending: true, country: 'IE' }),
]

const BY_NUMBER = new Map(TEST_CARDS.map(c => [c.number, c]))
const BY_PAYMENT_METHOD = new Map(
  TEST_CARDS.flatMap(c => (c.paymentMethod === null ? [] : [[c.paymentMethod, c]])),
)

export function testCardByNumber(number: string): TestCard | undefined {
  return BY_NUMBER.get(number)
}

export function testCardByPaymentMethod(id: string): TestCard | undefined {
  return BY_PAYMENT_METHOD.get(id)
}

function card(number: string, paymentMethod: string | null, more: Partial<TestCard> = {}): TestCard {
  return {
    number,
    paymentMethod,
    brand: 'visa',
    country: 'NL',
    setup: 'attaches',
    authentication: 'never',
    charge: 'succeeds',
    bypassesPending: false,
    risk: 'normal',
    afterwards: 'nothing',
    refund: 'arrives',
    ...more,
  }
}

/** A card that fails wherever it is used, and so cannot be attached to a customer either. */
function refusing(number: string, paymentMethod: string | null, reason: DeclineName): TestCard {
  return card(number, paymentMethod, { setup: reason, charge: reason })
}

function declined(
  declineCode: string,
  adviceCode: string | null,
  networkDeclineCode: string | null,
): Decline {
  return { code: 'card_declined', declineCode, adviceCode, networkDeclineCode, message: CARD_DECLINED }
}
