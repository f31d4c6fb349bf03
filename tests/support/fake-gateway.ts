import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type {
  Answer,
  CheckoutReading,
  CheckoutRequest,
  DisputeReading,
  FraudWarningReading,
  PaymentGateway,
  PaymentReading,
  PayoutReading,
  Refusal,
  RefundReading,
  SetupReading,
} from '#app/domain/payments/gateway.ts'
import type { TransferReading } from '#app/domain/payments/overviews.ts'
import { cents, sum } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'

/** A Checkout that the fake opened. */
interface FakeCheckout {
  request: CheckoutRequest
  reading: CheckoutReading
  url: string
}

/**
 * A payment provider in memory, for tests of what happens around it: the same key makes the same thing once, what it
 * made can be counted, and the test says how things end. How Stripe itself behaves is proved with the sandbox.
 */
export interface FakeGateway extends PaymentGateway {
  /** How often each method was called, repeats included. */
  readonly calls: Partial<Record<keyof PaymentGateway, number>>
  /** What was made: a repeat under the same key adds nothing. */
  readonly checkouts: FakeCheckout[]
  readonly customers: string[]
  readonly refunds: RefundReading[]
  readonly detached: string[]
  readonly transfers: TransferReading[]
  /** While it is down every call throws `GatewayUnavailable`. */
  isDown: boolean
  /** Answers for the next calls that make something, first in first out. */
  readonly refusals: Refusal[]
  payoutAccount: { transfersActive: boolean; detailsSubmitted: boolean }
  /** What the backers' banks dispute, by Stripe's id. */
  readonly disputes: Map<string, DisputeReading>
  readonly warnings: Map<string, FraudWarningReading>
  /** What was sent to Stripe about disputes. */
  readonly answers: { disputeId: string; evidence: string | null }[]
  /** The backer pays in this Checkout, or saves a card in it. */
  complete(sessionId: string): void
  /** The backer lets it run out. */
  expire(sessionId: string): void
}

export function refusalOf(code: string): Refusal {
  return { code, declineCode: null, adviceCode: null, paymentIntentId: null, message: code }
}

/** In its lists everything is so new that nobody expects it to be known yet. */
const JUST_NOW = new Date('9999-12-31T00:00:00.000Z')

export function createFakeGateway(): FakeGateway {
  const made = new Map<string, unknown>()
  const payments = new Map<string, PaymentReading>()
  const setups = new Map<string, SetupReading>()
  const state = {
    calls: {} as FakeGateway['calls'],
    checkouts: [] as FakeCheckout[],
    customers: [] as string[],
    refunds: [] as RefundReading[],
    detached: [] as string[],
    transfers: [] as TransferReading[],
    isDown: false,
    refusals: [] as Refusal[],
    payoutAccount: { transfersActive: false, detailsSubmitted: false },
    disputes: new Map<string, DisputeReading>(),
    warnings: new Map<string, FraudWarningReading>(),
    answers: [] as FakeGateway['answers'],
  }
  const called = (method: keyof PaymentGateway) => {
    state.calls[method] = (state.calls[method] ?? 0) + 1
    if (gateway.isDown) throw new GatewayUnavailable(`${method}: the test has switched the gateway off`)
  }
  const once = <T>(method: keyof PaymentGateway, key: string, make: () => T): Answer<T> => {
    called(method)
    const refusal = state.refusals.shift()
    if (refusal) return { ok: false, refusal }
    if (!made.has(key)) made.set(key, make())
    return { ok: true, value: made.get(key) as T }
  }
  /** It forgets no key, so that nothing needs to be looked up that it was asked for before. */
  const madeBefore = (method: keyof PaymentGateway) => {
    called(method)
    return null
  }
  const checkoutOf = (sessionId: string) => {
    const found = state.checkouts.find(({ reading }) => reading.sessionId === sessionId)
    if (!found) throw new Error(`The fake gateway opened no ${sessionId}.`)
    return found
  }
  const nothing: Answer<null> = { ok: true, value: null }
  const gateway: FakeGateway = Object.assign(state, {
    createCustomer: async ({ key, email }: Parameters<PaymentGateway['createCustomer']>[0]) =>
      once('createCustomer', key, () => {
        state.customers.push(email)
        return { customerId: `cus_${state.customers.length}` }
      }),
    openCheckout: async (request: CheckoutRequest) =>
      once('openCheckout', request.key, () => {
        const sessionId = `cs_${state.checkouts.length + 1}`
        const url = `https://checkout.stripe.com/c/pay/${sessionId}`
        const ids = { paymentIntentId: null, setupIntentId: null }
        const reading: CheckoutReading = { sessionId, pledgeId: request.pledgeId, state: 'open', ...ids }
        state.checkouts.push({ request, reading, url })
        return { sessionId, url, expiresAt: request.expiresAt }
      }),
    expireCheckout: async (sessionId: string) => {
      called('expireCheckout')
      const { reading } = checkoutOf(sessionId)
      if (reading.state === 'open') reading.state = 'expired'
      return nothing
    },
    readCheckout: async (sessionId: string) => {
      called('readCheckout')
      return checkoutOf(sessionId).reading
    },
    readPayment: async (id: string) => {
      called('readPayment')
      return found(payments.get(id), id)
    },
    readSetup: async (id: string) => {
      called('readSetup')
      return found(setups.get(id), id)
    },
    readCardEnd: async (): Promise<Answer<string | null>> => {
      called('readCardEnd')
      return { ok: true, value: '2034-12' }
    },
    chargeSavedCard: async ({ key, pledgeId, amount }: Parameters<PaymentGateway['chargeSavedCard']>[0]) =>
      once('chargeSavedCard', key, () =>
        keep(payments, paymentOf(`pi_charge_${pledgeId}`, pledgeId, amount)),
      ),
    cancelPayment: async () => {
      called('cancelPayment')
      return nothing
    },
    detachCard: async (id: string) => {
      called('detachCard')
      state.detached.push(id)
      return nothing
    },
    refund: async ({ key, refundId, paymentIntentId, amount }: Parameters<PaymentGateway['refund']>[0]) =>
      once('refund', key, () => {
        const stripeRefundId = `re_${state.refunds.length + 1}`
        const how = { state: 'succeeded', failure: null } as const
        const refund: RefundReading = { stripeRefundId, refundId, paymentIntentId, amount, ...how }
        state.refunds.push(refund)
        return refund
      }),
    payOutToBank: async ({ key, amount }: Parameters<PaymentGateway['payOutToBank']>[0]) =>
      once('payOutToBank', key, () => ({
        id: `po_${key}`,
        state: 'pending' as const,
        amount,
        arrivalDate: new Date(0),
        traceId: null,
        failure: null,
      })),
    readPayoutToBank: () => {
      called('readPayoutToBank')
      throw new Error('The fake gateway keeps no payouts.')
    },
    findPayoutToBank: async () => madeBefore('findPayoutToBank'),
    readRefund: async (id: string) => {
      called('readRefund')
      return found(
        state.refunds.find(refund => refund.stripeRefundId === id),
        id,
      )
    },
    readDispute: async (id: string) => {
      called('readDispute')
      return found(state.disputes.get(id), id)
    },
    disputesOf: async (paymentId: string) => {
      called('disputesOf')
      return [...state.disputes.values()].filter(dispute => dispute.paymentIntentId === paymentId)
    },
    contestDispute: async ({ disputeId, evidence }: Parameters<PaymentGateway['contestDispute']>[0]) =>
      once('contestDispute', `contest ${disputeId}`, () => {
        state.answers.push({ disputeId, evidence })
        return null
      }),
    acceptDispute: async (disputeId: string) =>
      once('acceptDispute', `accept ${disputeId}`, () => {
        state.answers.push({ disputeId, evidence: null })
        return null
      }),
    readFraudWarning: async (id: string) => {
      called('readFraudWarning')
      return found(state.warnings.get(id), id)
    },
    reverseTransfer: async ({ key }: Parameters<PaymentGateway['reverseTransfer']>[0]) =>
      once('reverseTransfer', key, () => ({ stripeReversalId: `trr_${key}` })),
    availableBalance: async (): Promise<Cents> => {
      called('availableBalance')
      return cents(0)
    },
    wholeBalance: async (): Promise<Cents> => {
      called('wholeBalance')
      return cents(0)
    },
    transfer: async ({ key, settlementId, amount }: Parameters<PaymentGateway['transfer']>[0]) =>
      once('transfer', key, () => {
        const transferId = `tr_${key}`
        state.transfers.push({ transferId, settlementId, amount, createdAt: JUST_NOW })
        return { transferId, destinationPaymentId: null }
      }),
    balanceTransactions: async function* () {
      called('balanceTransactions')
    },
    payoutsOfAccount: async (): Promise<PayoutReading[]> => {
      called('payoutsOfAccount')
      return []
    },
    createPayoutAccount: async ({ key, userId }: Parameters<PaymentGateway['createPayoutAccount']>[0]) =>
      once('createPayoutAccount', key, () => ({ stripeAccountId: `acct_${userId.slice(-12)}` })),
    onboardingLink: async ({ stripeAccountId }: Parameters<PaymentGateway['onboardingLink']>[0]) =>
      once('onboardingLink', `link ${stripeAccountId}`, () => ({
        url: `https://connect.stripe.com/setup/${stripeAccountId}`,
      })),
    readPayoutAccount: async () => {
      called('readPayoutAccount')
      return gateway.payoutAccount
    },
    events: async function* () {
      called('events')
    },
    paymentsSince: async function* () {
      called('paymentsSince')
      for (const payment of payments.values()) yield { ...payment, createdAt: JUST_NOW }
    },
    refundsSince: async function* () {
      called('refundsSince')
      for (const refund of state.refunds) yield { ...refund, createdAt: JUST_NOW }
    },
    transfersSince: async function* () {
      called('transfersSince')
      yield* state.transfers
    },
    undeliveredEvents: async function* () {
      called('undeliveredEvents')
    },
    endpointProblems: async () => {
      called('endpointProblems')
      return []
    },
    readConnectedAccount: async () => {
      called('readConnectedAccount')
      return { requirements: 0, balance: cents(0) }
    },
    findCustomer: async () => madeBefore('findCustomer'),
    findOpenCheckout: async () => madeBefore('findOpenCheckout'),
    findCharge: async () => madeBefore('findCharge'),
    findRefund: async () => madeBefore('findRefund'),
    findReversal: async () => madeBefore('findReversal'),
    findTransfer: async () => madeBefore('findTransfer'),
    findPayoutAccount: async () => madeBefore('findPayoutAccount'),
    complete: (sessionId: string) => {
      const { reading, request } = checkoutOf(sessionId)
      reading.state = 'complete'
      if (request.mode === 'setup') {
        reading.setupIntentId = `seti_${sessionId}`
        const card = { state: 'succeeded', paymentMethodId: `pm_${sessionId}`, cardEnds: '2034-12' } as const
        setups.set(reading.setupIntentId, {
          setupIntentId: reading.setupIntentId,
          pledgeId: request.pledgeId,
          checkoutN: request.n,
          ...card,
        })
        return
      }
      reading.paymentIntentId = `pi_${sessionId}`
      const amount = sum(request.lines.map(line => line.amount))
      keep(payments, paymentOf(reading.paymentIntentId, request.pledgeId, amount))
    },
    expire: (sessionId: string) => {
      checkoutOf(sessionId).reading.state = 'expired'
    },
  })
  return gateway
}

function paymentOf(paymentIntentId: string, pledgeId: string, amount: Cents): PaymentReading {
  const how = { currency: 'eur', declineCode: null, adviceCode: null }
  return { paymentIntentId, pledgeId, state: 'succeeded', amount, ...how }
}

function keep(payments: Map<string, PaymentReading>, payment: PaymentReading): PaymentReading {
  payments.set(payment.paymentIntentId, payment)
  return payment
}

function found<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw new Error(`The fake gateway knows no ${id}.`)
  return thing
}
