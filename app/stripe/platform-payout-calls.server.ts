import type Stripe from 'stripe'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { answerTo, reading } from './answers.server.ts'
import { platformPayoutReading } from './translate.ts'

/** The platform's own payouts, from its balance to its bank. */
export function platformPayoutCalls(stripe: Stripe) {
  return {
    payOutToBank: ({ key, platformPayoutId, amount, descriptor }) =>
      answerTo(async () =>
        platformPayoutReading(
          await stripe.payouts.create(
            {
              amount,
              currency: 'eur',
              statement_descriptor: descriptor,
              metadata: { platform_payout_id: platformPayoutId },
            },
            { idempotencyKey: key },
          ),
        ),
      ),
    readPayoutToBank: async id => platformPayoutReading(await reading(() => stripe.payouts.retrieve(id))),
  } satisfies Partial<PaymentGateway>
}
