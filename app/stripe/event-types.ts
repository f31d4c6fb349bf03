/**
 * The events that the platform listens to. Each is only a hint to look at what it is about; a webhook endpoint
 * must be subscribed to exactly these.
 */
export const HANDLED_EVENTS = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'setup_intent.succeeded',
  'setup_intent.setup_failed',
  'setup_intent.canceled',
  'charge.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'radar.early_fraud_warning.created',
  'transfer.created',
  'transfer.reversed',
  'topup.succeeded',
  'payout.paid',
  'payout.failed',
  'payout.canceled',
  'topup.reversed',
] as const

/** Of connected accounts: their own payouts to their bank, and a change of that bank account. */
export const HANDLED_CONNECT_EVENTS = [
  'payout.paid',
  'payout.failed',
  'payout.canceled',
  'account.external_account.created',
  'account.external_account.updated',
  'account.external_account.deleted',
] as const

/** Thin events of accounts of API v2. */
export const HANDLED_THIN_EVENTS = [
  'v2.core.account[configuration.recipient].capability_status_updated',
  'v2.core.account[requirements].updated',
  'v2.core.account_link.returned',
] as const
