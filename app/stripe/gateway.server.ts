import type Stripe from 'stripe'
import { assertOutsideTransaction } from '#db/database.server.ts'
import type { BalanceTransactionReading, PaymentGateway } from '#app/domain/payments/gateway.ts'
import { answerTo, reading } from './answers.server.ts'
import { createStripe } from './client.server.ts'
import type { StripeSettings } from './client.server.ts'
import { HANDLED_EVENTS } from './event-types.ts'
import { disputeCalls } from './dispute-calls.server.ts'
import { lookUps } from './look-ups.server.ts'
import { overviews } from './overviews.server.ts'
import { platformPayoutCalls } from './platform-payout-calls.server.ts'
import { payoutCalls } from './payout-calls.server.ts'
import {
  balanceTransactionReading,
  cardEnds,
  checkoutReading,
  COLLECT_N,
  eventReading,
  groupOf,
  paymentReading,
  refundReading,
  setupReading,
} from './translate.ts'

const PAGE = 100

/** Answers the platform's questions with Stripe. Each method is one request, or one list read to its end. */
export function createStripeGateway(settings: StripeSettings): PaymentGateway {
  return neverInsideTransaction(stripeGateway(createStripe(settings)))
}

/** Every method throws when it is called inside a transaction, before anything is sent. */
function neverInsideTransaction(gateway: PaymentGateway): PaymentGateway {
  return new Proxy(gateway, {
    get(target, name, receiver) {
      assertOutsideTransaction('Stripe')
      return Reflect.get(target, name, receiver) as unknown
    },
  })
}

function stripeGateway(stripe: Stripe): PaymentGateway {
  return {
    ...checkoutCalls(stripe),
    ...paymentCalls(stripe),
    ...disputeCalls(stripe),
    ...payoutCalls(stripe),
    ...platformPayoutCalls(stripe),
    ...accountCalls(stripe),
    ...lists(stripe),
    ...lookUps(stripe),
    ...overviews(stripe),
  }
}

function checkoutCalls(stripe: Stripe) {
  return {
    createCustomer: ({ key, email, pledgeId, language }) =>
      answerTo(async () => {
        const customer = await stripe.customers.create(
          { email, preferred_locales: [language], metadata: { pledge_id: pledgeId } },
          { idempotencyKey: key },
        )
        return { customerId: customer.id }
      }),
    openCheckout: request =>
      answerTo(async () => {
        const session = await stripe.checkout.sessions.create(sessionParams(request), {
          idempotencyKey: request.key,
        })
        if (!session.url) throw new Error(`Stripe opened a Checkout without an address: ${session.id}`)
        return { sessionId: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1_000) }
      }),
    expireCheckout: async sessionId => {
      const answer = await answerTo(() => stripe.checkout.sessions.expire(sessionId))
      if (answer.ok) return { ok: true, value: null }
      const { state } = checkoutReading(await reading(() => stripe.checkout.sessions.retrieve(sessionId)))
      return state === 'expired' ? { ok: true, value: null } : answer
    },
    readCheckout: async sessionId =>
      checkoutReading(await reading(() => stripe.checkout.sessions.retrieve(sessionId))),
    readPayment: async id => paymentReading(await reading(() => stripe.paymentIntents.retrieve(id))),
    readSetup: async id =>
      setupReading(await reading(() => stripe.setupIntents.retrieve(id, { expand: ['payment_method'] }))),
  } satisfies Partial<PaymentGateway>
}

/** The metadata stands on the session and on what it makes: what is missing there cannot be found back. */
function sessionParams(
  request: Parameters<PaymentGateway['openCheckout']>[0],
): Stripe.Checkout.SessionCreateParams {
  const metadata = { pledge_id: request.pledgeId, campaign_id: request.campaignId, n: String(request.n) }
  const shared = {
    customer: request.customerId,
    allowed_payment_method_types: [...request.methods],
    client_reference_id: request.pledgeId,
    metadata,
    locale: request.language,
    success_url: request.returnUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1_000),
  }
  if (request.mode === 'setup')
    return { ...shared, mode: 'setup', currency: 'eur', setup_intent_data: { metadata } }
  return {
    ...shared,
    mode: 'payment',
    submit_type: 'donate',
    line_items: request.lines.map(line => ({
      quantity: 1,
      price_data: { currency: 'eur', unit_amount: line.amount, product_data: { name: line.name } },
    })),
    payment_intent_data: { metadata, transfer_group: groupOf(request.campaignId) },
  }
}

function paymentCalls(stripe: Stripe) {
  return {
    readCardEnd: id => answerTo(async () => cardEnds(await stripe.paymentMethods.retrieve(id))),
    chargeSavedCard: ({ key, n, pledgeId, campaignId, customerId, paymentMethodId, amount }) =>
      answerTo(async () =>
        paymentReading(
          await stripe.paymentIntents.create(
            {
              amount,
              currency: 'eur',
              customer: customerId,
              payment_method: paymentMethodId,
              off_session: true,
              confirm: true,
              allowed_payment_method_types: ['card'],
              transfer_group: groupOf(campaignId),
              metadata: { pledge_id: pledgeId, campaign_id: campaignId, [COLLECT_N]: String(n) },
            },
            { idempotencyKey: key },
          ),
        ),
      ),
    cancelPayment: id =>
      overOrDone(() => stripe.paymentIntents.cancel(id), 'payment_intent_unexpected_state'),
    detachCard: id =>
      overOrDone(
        () => stripe.paymentMethods.detach(id),
        ...['resource_missing', 'payment_method_not_attached', 'payment_method_unexpected_state'],
      ),
    refund: ({ key, paymentIntentId, amount, refundId, pledgeId, attempt }) =>
      answerTo(async () =>
        refundReading(
          await stripe.refunds.create(
            {
              payment_intent: paymentIntentId,
              amount,
              metadata: { refund_id: refundId, pledge_id: pledgeId, attempt: String(attempt) },
            },
            { idempotencyKey: key },
          ),
        ),
      ),
    readRefund: async id => refundReading(await reading(() => stripe.refunds.retrieve(id))),
  } satisfies Partial<PaymentGateway>
}

/** Ending what is over already is a success; Stripe says so with one of these codes. */
async function overOrDone(request: () => Promise<unknown>, ...overCodes: string[]) {
  const answer = await answerTo(request)
  if (answer.ok || overCodes.includes(answer.refusal.code)) return { ok: true, value: null } as const
  return answer
}

function accountCalls(stripe: Stripe) {
  return {
    createPayoutAccount: ({ key, email, name, userId, language }) =>
      answerTo(async () => {
        const account = await stripe.v2.core.accounts.create(
          {
            contact_email: email,
            display_name: name,
            dashboard: 'express',
            identity: { country: 'nl' },
            defaults: {
              currency: 'eur',
              locales: [language === 'nl' ? 'nl-NL' : 'en-GB'],
              responsibilities: { fees_collector: 'application', losses_collector: 'application' },
            },
            configuration: {
              recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
            },
            metadata: { user_id: userId },
          },
          { idempotencyKey: key },
        )
        return { stripeAccountId: account.id }
      }),
    onboardingLink: ({ stripeAccountId, returnUrl, refreshUrl }) =>
      answerTo(async () => {
        const link = await stripe.v2.core.accountLinks.create({
          account: stripeAccountId,
          use_case: {
            type: 'account_onboarding',
            account_onboarding: {
              return_url: returnUrl,
              refresh_url: refreshUrl,
            },
          },
        })
        return { url: link.url }
      }),
    readPayoutAccount: async stripeAccountId => {
      const account = await reading(() =>
        stripe.v2.core.accounts.retrieve(stripeAccountId, {
          include: ['configuration.recipient', 'requirements'],
        }),
      )
      const transfers = account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers
      return {
        transfersActive: transfers?.status === 'active',
        detailsSubmitted: (account.requirements?.entries ?? []).length === 0,
      }
    },
  } satisfies Partial<PaymentGateway>
}

function lists(stripe: Stripe) {
  return {
    balanceTransactions: async function* (since) {
      const newestFirst: BalanceTransactionReading[] = []
      const created = { gte: Math.floor(since.getTime() / 1_000) }
      const list = stripe.balanceTransactions.list({ created, limit: PAGE, expand: ['data.source'] })
      for await (const transaction of list) newestFirst.push(balanceTransactionReading(transaction))
      yield* newestFirst.reverse()
    },
    events: async function* (since) {
      const created = { gte: Math.floor(since.getTime() / 1_000) }
      for await (const event of stripe.events.list({ created, types: [...HANDLED_EVENTS], limit: PAGE }))
        yield eventReading(event)
    },
  } satisfies Partial<PaymentGateway>
}
