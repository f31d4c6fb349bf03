import type Stripe from 'stripe'

type EventOf<T extends Stripe.Event['type']> = Extract<Stripe.Event, { type: T }>
type ThinEventOf<T extends Stripe.V2.Core.Event['type']> = Extract<Stripe.V2.Core.Event, { type: T }>

/** The only parameter of a plain retrieve. */
interface RetrieveParams {
  expand?: string[]
}

/** What Stripe answers when an object is gone. */
interface DeletedAnswer {
  id: string
  object: string
  deleted: true
}

/**
 * Every shape the sandbox judges, by the name it is asked for: objects that are answered, parameters that are
 * sent, and events. scripts/stripe-schema.ts turns each property into an entry point of the JSON Schema, and
 * the code takes its types from here, so that what is checked while it runs and what is checked by the
 * compiler cannot differ.
 */
export interface EntryPoints {
  // Objects.
  account: Stripe.Account
  account_link: Stripe.AccountLink
  balance: Stripe.Balance
  balance_settings: Stripe.BalanceSettings
  balance_transaction: Stripe.BalanceTransaction
  bank_account: Stripe.BankAccount
  charge: Stripe.Charge
  checkout_session: Stripe.Checkout.Session
  customer: Stripe.Customer
  deleted: DeletedAnswer
  dispute: Stripe.Dispute
  early_fraud_warning: Stripe.Radar.EarlyFraudWarning
  line_item: Stripe.LineItem
  login_link: Stripe.LoginLink
  mandate: Stripe.Mandate
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  payout: Stripe.Payout
  price: Stripe.Price
  raw_error: Stripe.StripeRawError
  refund: Stripe.Refund
  review: Stripe.Review
  setup_attempt: Stripe.SetupAttempt
  setup_intent: Stripe.SetupIntent
  topup: Stripe.Topup
  transfer: Stripe.Transfer
  transfer_reversal: Stripe.TransferReversal
  v2_account: Stripe.V2.Core.Account
  v2_account_link: Stripe.V2.Core.AccountLink
  v2_event_destination: Stripe.V2.Core.EventDestination
  webhook_endpoint: Stripe.WebhookEndpoint

  // Parameters.
  account_create: Stripe.AccountCreateParams
  account_link_create: Stripe.AccountLinkCreateParams
  account_update: Stripe.AccountUpdateParams
  balance_settings_update: Stripe.BalanceSettingsUpdateParams
  balance_transaction_list: Stripe.BalanceTransactionListParams
  charge_list: Stripe.ChargeListParams
  checkout_session_create: Stripe.Checkout.SessionCreateParams
  checkout_session_expire: Stripe.Checkout.SessionExpireParams
  checkout_session_line_items: Stripe.Checkout.SessionListLineItemsParams
  checkout_session_list: Stripe.Checkout.SessionListParams
  customer_create: Stripe.CustomerCreateParams
  customer_delete_params: Stripe.CustomerDeleteParams
  customer_list: Stripe.CustomerListParams
  customer_payment_methods: Stripe.CustomerListPaymentMethodsParams
  customer_update: Stripe.CustomerUpdateParams
  dispute_close: Stripe.DisputeCloseParams
  dispute_list: Stripe.DisputeListParams
  dispute_update: Stripe.DisputeUpdateParams
  early_fraud_warning_list: Stripe.Radar.EarlyFraudWarningListParams
  event_list: Stripe.EventListParams
  payment_intent_cancel: Stripe.PaymentIntentCancelParams
  payment_intent_capture: Stripe.PaymentIntentCaptureParams
  payment_intent_confirm: Stripe.PaymentIntentConfirmParams
  payment_intent_create: Stripe.PaymentIntentCreateParams
  payment_intent_list: Stripe.PaymentIntentListParams
  payment_intent_update: Stripe.PaymentIntentUpdateParams
  payment_method_attach: Stripe.PaymentMethodAttachParams
  payment_method_create: Stripe.PaymentMethodCreateParams
  payment_method_detach: Stripe.PaymentMethodDetachParams
  payment_method_list: Stripe.PaymentMethodListParams
  payout_cancel: Stripe.PayoutCancelParams
  payout_create: Stripe.PayoutCreateParams
  payout_list: Stripe.PayoutListParams
  refund_create: Stripe.RefundCreateParams
  refund_list: Stripe.RefundListParams
  refund_update: Stripe.RefundUpdateParams
  retrieve: RetrieveParams
  setup_intent_cancel: Stripe.SetupIntentCancelParams
  setup_intent_confirm: Stripe.SetupIntentConfirmParams
  setup_intent_create: Stripe.SetupIntentCreateParams
  setup_intent_list: Stripe.SetupIntentListParams
  setup_attempt_list: Stripe.SetupAttemptListParams
  topup_cancel: Stripe.TopupCancelParams
  topup_create: Stripe.TopupCreateParams
  topup_list: Stripe.TopupListParams
  transfer_create: Stripe.TransferCreateParams
  transfer_list: Stripe.TransferListParams
  transfer_reversal_create: Stripe.TransferCreateReversalParams
  transfer_reversal_list: Stripe.TransferListReversalsParams
  v2_account_create: Stripe.V2.Core.AccountCreateParams
  v2_account_link_create: Stripe.V2.Core.AccountLinkCreateParams
  v2_account_list: Stripe.V2.Core.AccountListParams
  v2_account_retrieve: Stripe.V2.Core.AccountRetrieveParams
  v2_account_update: Stripe.V2.Core.AccountUpdateParams
  v2_event_destination_create: Stripe.V2.Core.EventDestinationCreateParams
  v2_event_destination_list: Stripe.V2.Core.EventDestinationListParams
  v2_event_destination_retrieve: Stripe.V2.Core.EventDestinationRetrieveParams
  v2_event_list: Stripe.V2.Core.EventListParams
  v2_event_retrieve: Stripe.V2.Core.EventRetrieveParams
  webhook_endpoint_create: Stripe.WebhookEndpointCreateParams
  webhook_endpoint_list: Stripe.WebhookEndpointListParams
  webhook_endpoint_update: Stripe.WebhookEndpointUpdateParams

  // Events of API v1, named event__ and their type with underscores.
  event__account_application_deauthorized: EventOf<'account.application.deauthorized'>
  event__account_external_account_created: EventOf<'account.external_account.created'>
  event__account_external_account_updated: EventOf<'account.external_account.updated'>
  event__account_updated: EventOf<'account.updated'>
  event__balance_available: EventOf<'balance.available'>
  event__balance_settings_updated: EventOf<'balance_settings.updated'>
  event__capability_updated: EventOf<'capability.updated'>
  event__charge_dispute_closed: EventOf<'charge.dispute.closed'>
  event__charge_dispute_created: EventOf<'charge.dispute.created'>
  event__charge_dispute_funds_reinstated: EventOf<'charge.dispute.funds_reinstated'>
  event__charge_dispute_funds_withdrawn: EventOf<'charge.dispute.funds_withdrawn'>
  event__charge_dispute_updated: EventOf<'charge.dispute.updated'>
  event__charge_failed: EventOf<'charge.failed'>
  event__charge_pending: EventOf<'charge.pending'>
  event__charge_refunded: EventOf<'charge.refunded'>
  event__charge_succeeded: EventOf<'charge.succeeded'>
  event__charge_updated: EventOf<'charge.updated'>
  event__checkout_session_async_payment_failed: EventOf<'checkout.session.async_payment_failed'>
  event__checkout_session_async_payment_succeeded: EventOf<'checkout.session.async_payment_succeeded'>
  event__checkout_session_completed: EventOf<'checkout.session.completed'>
  event__checkout_session_expired: EventOf<'checkout.session.expired'>
  event__customer_created: EventOf<'customer.created'>
  event__customer_updated: EventOf<'customer.updated'>
  event__mandate_updated: EventOf<'mandate.updated'>
  event__payment_intent_canceled: EventOf<'payment_intent.canceled'>
  event__payment_intent_created: EventOf<'payment_intent.created'>
  event__payment_intent_payment_failed: EventOf<'payment_intent.payment_failed'>
  event__payment_intent_processing: EventOf<'payment_intent.processing'>
  event__payment_intent_requires_action: EventOf<'payment_intent.requires_action'>
  event__payment_intent_succeeded: EventOf<'payment_intent.succeeded'>
  event__payment_method_attached: EventOf<'payment_method.attached'>
  event__payment_method_automatically_updated: EventOf<'payment_method.automatically_updated'>
  event__payment_method_detached: EventOf<'payment_method.detached'>
  event__payout_canceled: EventOf<'payout.canceled'>
  event__payout_created: EventOf<'payout.created'>
  event__payout_failed: EventOf<'payout.failed'>
  event__payout_paid: EventOf<'payout.paid'>
  event__payout_reconciliation_completed: EventOf<'payout.reconciliation_completed'>
  event__payout_updated: EventOf<'payout.updated'>
  event__radar_early_fraud_warning_created: EventOf<'radar.early_fraud_warning.created'>
  event__radar_early_fraud_warning_updated: EventOf<'radar.early_fraud_warning.updated'>
  event__refund_created: EventOf<'refund.created'>
  event__refund_failed: EventOf<'refund.failed'>
  event__refund_updated: EventOf<'refund.updated'>
  event__review_closed: EventOf<'review.closed'>
  event__review_opened: EventOf<'review.opened'>
  event__setup_intent_canceled: EventOf<'setup_intent.canceled'>
  event__setup_intent_created: EventOf<'setup_intent.created'>
  event__setup_intent_requires_action: EventOf<'setup_intent.requires_action'>
  event__setup_intent_setup_failed: EventOf<'setup_intent.setup_failed'>
  event__setup_intent_succeeded: EventOf<'setup_intent.succeeded'>
  event__topup_canceled: EventOf<'topup.canceled'>
  event__topup_created: EventOf<'topup.created'>
  event__topup_failed: EventOf<'topup.failed'>
  event__topup_reversed: EventOf<'topup.reversed'>
  event__topup_succeeded: EventOf<'topup.succeeded'>
  event__transfer_created: EventOf<'transfer.created'>
  event__transfer_reversed: EventOf<'transfer.reversed'>
  event__transfer_updated: EventOf<'transfer.updated'>

  // Thin events of API v2.
  v2_event__account_closed: ThinEventOf<'v2.core.account.closed'>
  v2_event__capability_status_updated: ThinEventOf<'v2.core.account[configuration.recipient].capability_status_updated'>
  v2_event__link_returned: ThinEventOf<'v2.core.account_link.returned'>
  v2_event__requirements_updated: ThinEventOf<'v2.core.account[requirements].updated'>
}
