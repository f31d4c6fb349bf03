import type { Cents } from '../money.ts'
import type { DisputeState, LanguageCode } from '#db/schema.ts'
import type { LookUps } from './look-ups.ts'
import type { Overviews } from './overviews.ts'

/**
 * What the platform asks of a payment provider, in its own words. `app/stripe` answers with Stripe; nothing
 * above this interface knows Stripe's package. Ids are Stripe's.
 *
 * Every method that makes something takes the `key` under which it is made: the same key twice makes it once.
 */
export interface PaymentGateway extends LookUps, Overviews {
  createCustomer(request: {
    key: string
    email: string
    pledgeId: string
    language: LanguageCode
  }): Promise<Answer<{ customerId: string }>>
  openCheckout(request: CheckoutRequest): Promise<Answer<{ sessionId: string; url: string; expiresAt: Date }>>
  /** Ends a session. Ending one that is over already is a success. */
  expireCheckout(sessionId: string): Promise<Answer<null>>
  readCheckout(sessionId: string): Promise<CheckoutReading>
  readPayment(paymentIntentId: string): Promise<PaymentReading>
  readSetup(setupIntentId: string): Promise<SetupReading>
  /** The last month in which a saved card can be charged (`2026-12`); null when it has none. */
  readCardEnd(paymentMethodId: string): Promise<Answer<string | null>>
  /** Charges a saved card while its holder is away. */
  chargeSavedCard(request: ChargeRequest): Promise<Answer<PaymentReading>>
  cancelPayment(paymentIntentId: string): Promise<Answer<null>>
  /** Forgets a saved card. Forgetting it twice is a success. */
  detachCard(paymentMethodId: string): Promise<Answer<null>>
  refund(request: {
    key: string
    paymentIntentId: string
    amount: Cents
    refundId: string
    pledgeId: string
    /** Which attempt at this refund it is. */
    attempt: number
  }): Promise<Answer<RefundReading>>
  readRefund(stripeRefundId: string): Promise<RefundReading>
  readDispute(disputeId: string): Promise<DisputeReading>
  /** Every dispute of one payment, at most 100. */
  disputesOf(paymentIntentId: string): Promise<DisputeReading[]>
  /** Sends evidence to the backer's bank, for good. */
  contestDispute(request: {
    disputeId: string
    /** Who paid, as far as they said. */
    name: string
    email: string
    /** What was paid for. */
    product: string
    evidence: string
  }): Promise<Answer<null>>
  /** Gives a dispute up: its money stays with the backer. */
  acceptDispute(disputeId: string): Promise<Answer<null>>
  readFraudWarning(warningId: string): Promise<FraudWarningReading>
  availableBalance(): Promise<Cents>
  /** Available and pending together, in euros. */
  wholeBalance(): Promise<Cents>
  transfer(
    request: TransferRequest,
  ): Promise<Answer<{ transferId: string; destinationPaymentId: string | null }>>
  /** Takes a transfer back, whole or in part. */
  reverseTransfer(request: ReversalRequest): Promise<Answer<{ stripeReversalId: string }>>
  /** Balance transactions made at or after `since`, oldest first. */
  balanceTransactions(since: Date): AsyncIterable<BalanceTransactionReading>
  /** Payouts of a connected account to its own bank, newest first, at most 100. */
  payoutsOfAccount(stripeAccountId: string): Promise<PayoutReading[]>
  createPayoutAccount(request: {
    key: string
    email: string
    name: string
    userId: string
    language: LanguageCode
  }): Promise<Answer<{ stripeAccountId: string }>>
  /** A link, good once and for minutes, to the provider's own pages where the initiator proves who they are. */
  onboardingLink(request: {
    stripeAccountId: string
    returnUrl: string
    refreshUrl: string
  }): Promise<Answer<{ url: string }>>
  readPayoutAccount(stripeAccountId: string): Promise<{ transfersActive: boolean; detailsSubmitted: boolean }>
  /** Pays the platform's own balance out to its bank. */
  payOutToBank(request: {
    key: string
    platformPayoutId: string
    amount: Cents
    /** What the bank's statement will say. */
    descriptor: string
  }): Promise<Answer<PlatformPayoutReading>>
  readPayoutToBank(stripePayoutId: string): Promise<PlatformPayoutReading>
  /** Events made at or after `since`, for what no webhook told. */
  events(since: Date): AsyncIterable<EventReading>
}

/**
 * How a request ended. `refused`: the provider said no, and will say no to the same request again.
 * What is neither (no answer, a fault of the provider) throws `GatewayUnavailable`: try again with the same key,
 * unless the fault is one that the key keeps.
 */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export interface Refusal {
  /** Stripe's code, for instance `card_declined`, `balance_insufficient`, `resource_missing`. */
  code: string
  declineCode: string | null
  /** What the card's bank advises: `do_not_try_again`, `try_again_later`, `confirm_card_data`. */
  adviceCode: string | null
  /** The payment that was refused, where there is one. */
  paymentIntentId: string | null
  /** For the log, never for the screen. */
  message: string
}

/** The provider could not be reached, was too busy, or broke: nothing is known about the request. */
export class GatewayUnavailable extends Error {
  /** The provider kept this fault and gives it again for the same key: the try is over, whatever it made. */
  readonly isKept: boolean

  constructor(message: string, { isKept = false } = {}) {
    super(message)
    this.isKept = isKept
  }
}

export interface CheckoutRequest {
  key: string
  /** Which Checkout of its pledge this is. */
  n: number
  pledgeId: string
  campaignId: string
  customerId: string
  mode: 'payment' | 'setup'
  methods: readonly ('ideal' | 'bancontact' | 'card')[]
  lines: readonly { name: string; amount: Cents }[]
  language: LanguageCode
  returnUrl: string
  cancelUrl: string
  expiresAt: Date
}

export interface ChargeRequest {
  key: string
  /** Which try to charge the card this is. */
  n: number
  pledgeId: string
  campaignId: string
  customerId: string
  paymentMethodId: string
  amount: Cents
}

export interface TransferRequest {
  key: string
  settlementId: string
  campaignId: string
  stripeAccountId: string
  amount: Cents
}

export interface ReversalRequest {
  key: string
  /** Our own row of it. */
  reversalId: string
  settlementId: string
  /** Stripe's. */
  transferId: string
  amount: Cents
  /** `debt`: for what the initiator owes; `wrong`: the transfer should not have been made. */
  purpose: 'debt' | 'wrong'
}

export interface CheckoutReading {
  sessionId: string
  /** Null when the session is not one of ours. */
  pledgeId: string | null
  state: 'open' | 'complete' | 'expired'
  paymentIntentId: string | null
  setupIntentId: string | null
}

export interface PaymentReading {
  paymentIntentId: string
  pledgeId: string | null
  state: 'waiting' | 'processing' | 'action_required' | 'succeeded' | 'canceled' | 'declined'
  /** In the currency's smallest unit. */
  amount: Cents
  currency: string
  declineCode: string | null
  adviceCode: string | null
}

export interface SetupReading {
  setupIntentId: string
  pledgeId: string | null
  state: 'waiting' | 'succeeded' | 'canceled'
  paymentMethodId: string | null
  /** The number of the Checkout in which it was saved; null for what is not ours. */
  checkoutN: number | null
  /** The last month in which the card can be charged (`2026-12`); null when that is not known. */
  cardEnds: string | null
}

export interface RefundReading {
  stripeRefundId: string
  /** The id of our own refund row; null when it was made elsewhere, for instance by hand at Stripe. */
  refundId: string | null
  paymentIntentId: string | null
  state: 'pending' | 'succeeded' | 'failed'
  amount: Cents
  failure: string | null
}

export interface DisputeReading {
  disputeId: string
  paymentIntentId: string | null
  state: DisputeState
  /** In Stripe's words. */
  status: string
  reason: string
  amount: Cents
  currency: string
  openedAt: Date
  /** Until when evidence is taken; null when none is asked for. */
  evidenceDueAt: Date | null
}

export interface FraudWarningReading {
  warningId: string
  paymentIntentId: string | null
}

export interface BalanceTransactionReading {
  id: string
  type: string
  reportingCategory: string
  currency: string
  /** Signed: what leaves is negative. */
  amount: Cents
  fee: Cents
  net: Cents
  createdAt: Date
  availableOn: Date
  /** The charge, refund, transfer, payout … that moved the money. */
  sourceId: string | null
  /** Of the source, where it has one. */
  paymentIntentId: string | null
  /** Our settlement, where the source is a transfer of ours. */
  settlementId: string | null
  /** Stripe's id of the transfer, where the source is one or takes one back. */
  transferId: string | null
  /** Whether the source takes a transfer back for a debt of its receiver. */
  isForDebt: boolean
}

export interface PayoutReading {
  id: string
  state: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled'
  amount: Cents
  arrivalDate: Date
  /** What this payout carried to the bank: among it, the payments that our transfers became on that account. */
  paymentIds: string[]
}

/** A payout of the platform itself. */
export interface PlatformPayoutReading {
  id: string
  state: PayoutReading['state']
  amount: Cents
  arrivalDate: Date
  /** What the banks call it, some days after it was paid; null until then. */
  traceId: string | null
  failure: string | null
}

export interface EventReading {
  id: string
  type: string
  createdAt: Date
  account: string | null
  objectId: string | null
  livemode: boolean
  payload: string
}
