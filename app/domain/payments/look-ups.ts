import type {
  Answer,
  ChargeRequest,
  CheckoutRequest,
  PaymentReading,
  PlatformPayoutReading,
  RefundReading,
  ReversalRequest,
  TransferRequest,
} from './gateway.ts'

/**
 * Whether something that was asked for at an earlier try was made, by the provider's lists: for when a key is too old
 * to be repeated. Null when there is none.
 */
export interface LookUps {
  findCustomer(of: { email: string; pledgeId: string }): Promise<{ customerId: string } | null>
  /** Only a Checkout in which something can still be paid. */
  findOpenCheckout(
    of: Pick<CheckoutRequest, 'customerId' | 'pledgeId' | 'n'>,
  ): Promise<{ sessionId: string; url: string; expiresAt: Date } | null>
  /** A charge that the card's bank declined is found as the refusal that it was. */
  findCharge(of: Pick<ChargeRequest, 'customerId' | 'pledgeId' | 'n'>): Promise<Answer<PaymentReading> | null>
  findRefund(of: {
    paymentIntentId: string
    refundId: string
    attempt: number
  }): Promise<RefundReading | null>
  findReversal(
    of: Pick<ReversalRequest, 'transferId' | 'reversalId'>,
  ): Promise<{ stripeReversalId: string } | null>
  findTransfer(
    of: Pick<TransferRequest, 'campaignId' | 'settlementId'>,
  ): Promise<{ transferId: string; destinationPaymentId: string | null } | null>
  findPayoutToBank(of: { platformPayoutId: string }): Promise<PlatformPayoutReading | null>
  findPayoutAccount(of: { userId: string }): Promise<{ stripeAccountId: string } | null>
}
