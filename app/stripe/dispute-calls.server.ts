import type Stripe from 'stripe'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { answerTo, reading } from './answers.server.ts'
import { disputeReading, fraudWarningReading } from './translate.ts'

/** What backers' banks ask about or take back, and what they are answered. */
export function disputeCalls(stripe: Stripe) {
  return {
    readDispute: async id => disputeReading(await reading(() => stripe.disputes.retrieve(id))),
    disputesOf: async paymentIntentId => {
      const disputes = await reading(() =>
        stripe.disputes.list({ payment_intent: paymentIntentId, limit: 100 }),
      )
      return disputes.data.map(disputeReading)
    },
    contestDispute: async ({ disputeId, name, email, product, evidence }) => {
      const answer = await answerTo(() =>
        stripe.disputes.update(disputeId, {
          evidence: {
            customer_email_address: email,
            product_description: product,
            uncategorized_text: evidence,
            ...(name !== '' && { customer_name: name }),
          },
          submit: true,
        }),
      )
      return answer.ok ? { ok: true, value: null } : answer
    },
    acceptDispute: async disputeId => {
      const answer = await answerTo(() => stripe.disputes.close(disputeId))
      return answer.ok ? { ok: true, value: null } : answer
    },
    readFraudWarning: async id =>
      fraudWarningReading(await reading(() => stripe.radar.earlyFraudWarnings.retrieve(id))),
  } satisfies Partial<PaymentGateway>
}
