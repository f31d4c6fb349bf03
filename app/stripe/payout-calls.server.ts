import type Stripe from 'stripe'
import { cents } from '#app/domain/money.ts'
import type { PaymentGateway, PayoutReading } from '#app/domain/payments/gateway.ts'
import { answerTo, reading } from './answers.server.ts'
import { groupOf, idOf } from './translate.ts'

const PAGE = 100

/** What leaves our balance for accounts of initiators, and what comes back of it. */
export function payoutCalls(stripe: Stripe) {
  return {
    availableBalance: async () => {
      const { available } = await reading(() => stripe.balance.retrieve())
      return eurosIn(available)
    },
    wholeBalance: async () => {
      const { available, pending } = await reading(() => stripe.balance.retrieve())
      return cents(eurosIn(available) + eurosIn(pending))
    },
    transfer: ({ key, settlementId, campaignId, stripeAccountId, amount }) =>
      answerTo(async () => {
        const transfer = await stripe.transfers.create(
          {
            amount,
            currency: 'eur',
            destination: stripeAccountId,
            transfer_group: groupOf(campaignId),
            metadata: { settlement_id: settlementId, campaign_id: campaignId },
          },
          { idempotencyKey: key },
        )
        return { transferId: transfer.id, destinationPaymentId: idOf(transfer.destination_payment) }
      }),
    reverseTransfer: ({ key, reversalId, settlementId, transferId, amount, purpose }) =>
      answerTo(async () => {
        const reversal = await stripe.transfers.createReversal(
          transferId,
          { amount, metadata: { reversal_id: reversalId, settlement_id: settlementId, purpose } },
          { idempotencyKey: key },
        )
        return { stripeReversalId: reversal.id }
      }),
    payoutsOfAccount: async stripeAccountId => {
      const payouts = await reading(() =>
        stripe.payouts.list({ limit: PAGE }, { stripeAccount: stripeAccountId }),
      )
      return Promise.all(payouts.data.map(payout => payoutReading(stripe, payout, stripeAccountId)))
    },
  } satisfies Partial<PaymentGateway>
}

/** A payout of a connected account, with the ids of what it carried: our transfers are payments there. */
async function payoutReading(
  stripe: Stripe,
  payout: Stripe.Payout,
  stripeAccount: string,
): Promise<PayoutReading> {
  const paymentIds: string[] = []
  const carried = stripe.balanceTransactions.list({ payout: payout.id, limit: PAGE }, { stripeAccount })
  for await (const { source } of carried) {
    const id = idOf(source)
    if (id) paymentIds.push(id)
  }
  return {
    id: payout.id,
    state: payout.status as PayoutReading['state'],
    amount: cents(payout.amount),
    arrivalDate: new Date(payout.arrival_date * 1_000),
    paymentIds,
  }
}

function eurosIn(balances: { currency: string; amount: number }[]) {
  return cents(
    balances.filter(({ currency }) => currency === 'eur').reduce((total, { amount }) => total + amount, 0),
  )
}
