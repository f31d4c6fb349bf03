import type Stripe from 'stripe'
import type { BankLine } from './bank/bank.ts'
import type { PaymentBatch } from './bank/payment-files.ts'
import type { ClockState } from './clock.ts'
import type { Letter } from './mailbox/letter.ts'
import type { Attempt } from './stripe/attempts.ts'
import type { SandboxCard } from './stripe/payment-methods.ts'
import type { Delivery, EndpointSecret } from './stripe/deliveries.ts'
import type { ThinEvent, SnapshotEvent } from './stripe/events.ts'
import type { Fault } from './stripe/faults.ts'
import type { SavedAnswer } from './stripe/idempotency.ts'
import type { OnboardingLink } from './stripe/account-links.ts'
import type { PayoutAccount } from './stripe/account-course.ts'
import type { SessionContent } from './stripe/checkout-sessions.ts'
import type { RefundCourse } from './stripe/test-cards.ts'

/** What a due moment must bring about. `soon` is one that a drain does not wait for. */
export interface Job {
  id: string
  kind: string
  /** The id of the object the job is about. */
  target: string
  /** The account whose object it is; '' is the platform. */
  owner: string
  dueAtMs: number
  soon: boolean
}

/** Money of one account in cents: `available` can be spent, `pending` will become so. */
interface Funds {
  id: string
  available: number
  pending: number
}

/** The balance transactions that an automatic payout holds. */
interface PayoutContent {
  id: string
  transactions: string[]
}

/** Everything the sandbox remembers: one collection a kind, documents by id. */
export interface Collections {
  // Objects that Stripe's API answers, in the API's own shape.
  balance_settings: Stripe.BalanceSettings & { id: string }
  balance_transaction: Stripe.BalanceTransaction
  charge: Stripe.Charge
  checkout_session: Stripe.Checkout.Session
  customer: Stripe.Customer
  dispute: Stripe.Dispute
  early_fraud_warning: Stripe.Radar.EarlyFraudWarning
  event: SnapshotEvent
  event_destination: Stripe.V2.Core.EventDestination
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  payout: Stripe.Payout
  refund: Stripe.Refund
  setup_attempt: Stripe.SetupAttempt
  setup_intent: Stripe.SetupIntent
  thin_event: ThinEvent
  topup: Stripe.Topup
  transfer: Stripe.Transfer
  transfer_reversal: Stripe.TransferReversal
  v2_account: Stripe.V2.Core.Account
  webhook_endpoint: Stripe.WebhookEndpoint

  // What Stripe knows beside them.
  attempt: Attempt
  card: SandboxCard
  delivery: Delivery
  endpoint_secret: EndpointSecret
  fault: Fault
  funds: Funds
  onboarding_link: OnboardingLink
  payout_account: PayoutAccount
  payout_content: PayoutContent
  /** What will become of the refunds of a charge, where that is not what its card says. */
  refund_course: { id: string; course: RefundCourse }
  saved_answer: SavedAnswer
  session_content: SessionContent
  /** The endpoints at which an event has not arrived yet. */
  undelivered: { id: string; endpoints: string[] }
  waiting_refund: { id: string }

  // The bank and the mail server.
  bank_line: BankLine
  payment_batch: PaymentBatch
  /** The ids of the files that the bank has taken. */
  payment_file: { id: string }
  letter: Letter

  // The sandbox itself.
  clock: ClockState & { id: string }
  counter: { id: string; value: number }
  job: Job
  seed: { id: string; seed: string }
}

export type CollectionName = keyof Collections
