import type Stripe from 'stripe'
import type { Answer, PaymentReading } from '#app/domain/payments/gateway.ts'
import type { LookUps } from '#app/domain/payments/look-ups.ts'
import { reading } from './answers.server.ts'
import {
  COLLECT_N,
  groupOf,
  idOf,
  paymentReading,
  platformPayoutReading,
  refundReading,
} from './translate.ts'

const PAGE = 100

/**
 * Finds what an earlier try made. Stripe's lists filter by customer, payment intent or transfer group, and by no
 * metadata; the thing itself is known by the metadata that we put on it.
 */
export function lookUps(stripe: Stripe): LookUps {
  return {
    findCustomer: async ({ email, pledgeId }) => {
      const found = await first(stripe.customers.list({ email, limit: PAGE }), ({ metadata }) =>
        isOf(metadata, { pledge_id: pledgeId }),
      )
      return found && { customerId: found.id }
    },
    findOpenCheckout: async ({ customerId, pledgeId, n }) => {
      const list = stripe.checkout.sessions.list({ customer: customerId, status: 'open', limit: PAGE })
      const found = await first(list, ({ metadata }) => isOf(metadata, { pledge_id: pledgeId, n: String(n) }))
      if (!found?.url) return null
      return { sessionId: found.id, url: found.url, expiresAt: new Date(found.expires_at * 1_000) }
    },
    findCharge: async ({ customerId, pledgeId, n }) => {
      const found = await first(
        stripe.paymentIntents.list({ customer: customerId, limit: PAGE }),
        ({ metadata }) => isOf(metadata, { pledge_id: pledgeId, [COLLECT_N]: String(n) }),
      )
      return found && chargeAnswer(paymentReading(found))
    },
    findRefund: async ({ paymentIntentId, refundId, attempt }) => {
      const list = stripe.refunds.list({ payment_intent: paymentIntentId, limit: PAGE })
      const found = await first(list, ({ metadata }) =>
        isOf(metadata, { refund_id: refundId, attempt: String(attempt) }),
      )
      return found && refundReading(found)
    },
    findTransfer: async ({ campaignId, settlementId }) => {
      const list = stripe.transfers.list({ transfer_group: groupOf(campaignId), limit: PAGE })
      const found = await first(list, ({ metadata }) => isOf(metadata, { settlement_id: settlementId }))
      return found && { transferId: found.id, destinationPaymentId: idOf(found.destination_payment) }
    },
    findPayoutToBank: async ({ platformPayoutId }) => {
      const found = await first(stripe.payouts.list({ limit: PAGE }), ({ metadata }) =>
        isOf(metadata, { platform_payout_id: platformPayoutId }),
      )
      return found && platformPayoutReading(found)
    },
    findReversal: async ({ transferId, reversalId }) => {
      const list = stripe.transfers.listReversals(transferId, { limit: PAGE })
      const found = await first(list, ({ metadata }) => isOf(metadata, { reversal_id: reversalId }))
      return found && { stripeReversalId: found.id }
    },
    findPayoutAccount: async ({ userId }) => {
      const list = stripe.v2.core.accounts.list({ applied_configurations: ['recipient'], limit: PAGE })
      const found = await first(list, ({ metadata }) => isOf(metadata, { user_id: userId }))
      return found && { stripeAccountId: found.id }
    },
  }
}

async function first<T>(list: AsyncIterable<T>, isWanted: (item: T) => boolean): Promise<T | null> {
  return reading(async () => {
    for await (const item of list) if (isWanted(item)) return item
    return null
  })
}

function isOf(metadata: Stripe.Metadata | null | undefined, wanted: Stripe.Metadata): boolean {
  return Object.entries(wanted).every(([name, value]) => metadata?.[name] === value)
}

/** The answer that the request to charge would have had: Stripe refuses what the bank declines. */
function chargeAnswer(payment: PaymentReading): Answer<PaymentReading> {
  if (payment.state !== 'declined' && payment.state !== 'action_required') return { ok: true, value: payment }
  const { paymentIntentId, declineCode, adviceCode } = payment
  const code = payment.state === 'declined' ? 'card_declined' : 'authentication_required'
  const message = 'Found by the list of payments: its bank did not let it through.'
  return { ok: false, refusal: { code, declineCode, adviceCode, paymentIntentId, message } }
}
