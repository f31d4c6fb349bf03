import type { Cents } from '../money.ts'
import type { EventReading, PaymentReading, RefundReading } from './gateway.ts'

/**
 * What the platform asks of a payment provider in order to compare: lists of everything since an instant, and how the
 * connected accounts and the endpoints of our own webhooks stand.
 */
export interface Overviews {
  /** Payments begun at or after `since`, ours and others'. */
  paymentsSince(since: Date): AsyncIterable<PaymentReading & { createdAt: Date }>
  refundsSince(since: Date): AsyncIterable<RefundReading & { createdAt: Date }>
  transfersSince(since: Date): AsyncIterable<TransferReading>
  /** Events since an instant that some endpoint has not taken. The provider keeps them for 30 days. */
  undeliveredEvents(since: Date): AsyncIterable<EventReading>
  /** What is wrong with the endpoints of our webhooks; none when each is there, enabled, and has exactly our events. */
  endpointProblems(publicUrl: string): Promise<EndpointProblem[]>
  readConnectedAccount(stripeAccountId: string): Promise<ConnectedAccountReading>
}

export interface TransferReading {
  transferId: string
  /** Our settlement; null when it was made elsewhere. */
  settlementId: string | null
  amount: Cents
  createdAt: Date
}

export interface EndpointProblem {
  /** The path of the address, for instance `/webhooks/stripe`. */
  path: string
  problem: 'missing' | 'disabled' | 'other-events'
  /** Events that we handle and that the endpoint does not get; and the other way round. */
  lacking: string[]
  surplus: string[]
}

interface ConnectedAccountReading {
  /** How many things the provider still asks of the holder, or will ask soon. */
  requirements: number
  /** Available and pending together, in euros; negative when the account owes. */
  balance: Cents
}
