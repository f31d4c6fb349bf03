import { createAccountLink } from './account-links.ts'
import { createAccount, listAccounts, retrieveAccount, retrieveV1Account, updateAccount } from './accounts.ts'
import { listBalanceTransactions, retrieveBalanceTransaction } from './balance-transactions.ts'
import { retrieveBalance, retrieveBalanceSettings, updateBalanceSettings } from './balance.ts'
import { listCharges, retrieveCharge } from './charges.ts'
import {
  createSession,
  expireSessionNow,
  listSessionLineItems,
  listSessions,
  retrieveSession,
} from './checkout-sessions.ts'
import { createCustomer, listCustomers, retrieveCustomer, updateCustomer } from './customers.ts'
import {
  createEventDestination,
  listEventDestinations,
  retrieveEventDestination,
} from './event-destinations.ts'
import {
  cancelPaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
  updatePaymentIntent,
} from './payment-intents.ts'
import {
  attachPaymentMethod,
  detachPaymentMethod,
  listCustomerMethods,
  listPaymentMethods,
  retrievePaymentMethod,
} from './payment-methods.ts'
import { cancelPayout, createPayout, listPayouts, retrievePayout } from './payouts.ts'
import { createRefund, listRefunds, retrieveRefund, updateRefund } from './refunds.ts'
import { closeDispute, listDisputes, retrieveDispute, updateDispute } from './disputes.ts'
import { listWarnings, retrieveWarning } from './early-fraud-warnings.ts'
import { many, manyV2, one, type Route } from './route.ts'
import {
  cancelSetupIntent,
  confirmSetupIntent,
  createSetupIntent,
  listSetupAttempts,
  listSetupIntents,
  retrieveSetupIntent,
} from './setup-intents.ts'
import { cancelTopup, createTopup, listTopups, retrieveTopup } from './topups.ts'
import {
  createReversal,
  createTransfer,
  listReversals,
  listTransfers,
  retrieveTransfer,
} from './transfers.ts'
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  retrieveWebhookEndpoint,
  updateWebhookEndpoint,
} from './webhook-endpoints.ts'

/** Every endpoint that the sandbox emulates, but for events (event-routes.ts). */
export const ROUTES: readonly Route[] = [
  one('POST', '/v1/customers', 'customer_create', 'customer', createCustomer),
  many('/v1/customers', 'customer_list', 'customer', listCustomers),
  one('GET', '/v1/customers/:id', 'retrieve', 'customer', retrieveCustomer),
  one('POST', '/v1/customers/:id', 'customer_update', 'customer', updateCustomer),
  many(
    '/v1/customers/:id/payment_methods',
    'customer_payment_methods',
    'payment_method',
    listCustomerMethods,
  ),

  one('POST', '/v1/checkout/sessions', 'checkout_session_create', 'checkout_session', createSession),
  many('/v1/checkout/sessions', 'checkout_session_list', 'checkout_session', listSessions),
  one('GET', '/v1/checkout/sessions/:id', 'retrieve', 'checkout_session', retrieveSession),
  one(
    'POST',
    '/v1/checkout/sessions/:id/expire',
    'checkout_session_expire',
    'checkout_session',
    expireSessionNow,
  ),
  many(
    '/v1/checkout/sessions/:id/line_items',
    'checkout_session_line_items',
    'line_item',
    listSessionLineItems,
  ),

  one('POST', '/v1/setup_intents', 'setup_intent_create', 'setup_intent', createSetupIntent),
  many('/v1/setup_attempts', 'setup_attempt_list', 'setup_attempt', listSetupAttempts),
  many('/v1/setup_intents', 'setup_intent_list', 'setup_intent', listSetupIntents),
  one('GET', '/v1/setup_intents/:id', 'retrieve', 'setup_intent', retrieveSetupIntent),
  one('POST', '/v1/setup_intents/:id/confirm', 'setup_intent_confirm', 'setup_intent', confirmSetupIntent),
  one('POST', '/v1/setup_intents/:id/cancel', 'setup_intent_cancel', 'setup_intent', cancelSetupIntent),

  one('POST', '/v1/payment_intents', 'payment_intent_create', 'payment_intent', createPaymentIntent),
  many('/v1/payment_intents', 'payment_intent_list', 'payment_intent', listPaymentIntents),
  one('GET', '/v1/payment_intents/:id', 'retrieve', 'payment_intent', retrievePaymentIntent),
  one('POST', '/v1/payment_intents/:id', 'payment_intent_update', 'payment_intent', updatePaymentIntent),
  one(
    'POST',
    '/v1/payment_intents/:id/confirm',
    'payment_intent_confirm',
    'payment_intent',
    confirmPaymentIntent,
  ),
  one(
    'POST',
    '/v1/payment_intents/:id/cancel',
    'payment_intent_cancel',
    'payment_intent',
    cancelPaymentIntent,
  ),

  many('/v1/payment_methods', 'payment_method_list', 'payment_method', listPaymentMethods),
  one('GET', '/v1/payment_methods/:id', 'retrieve', 'payment_method', retrievePaymentMethod),
  one(
    'POST',
    '/v1/payment_methods/:id/attach',
    'payment_method_attach',
    'payment_method',
    attachPaymentMethod,
  ),
  one(
    'POST',
    '/v1/payment_methods/:id/detach',
    'payment_method_detach',
    'payment_method',
    detachPaymentMethod,
  ),

  many('/v1/charges', 'charge_list', 'charge', listCharges),
  one('GET', '/v1/charges/:id', 'retrieve', 'charge', retrieveCharge),

  one('POST', '/v1/refunds', 'refund_create', 'refund', createRefund),
  many('/v1/refunds', 'refund_list', 'refund', listRefunds),
  one('GET', '/v1/refunds/:id', 'retrieve', 'refund', retrieveRefund),
  one('POST', '/v1/refunds/:id', 'refund_update', 'refund', updateRefund),

  many('/v1/disputes', 'dispute_list', 'dispute', listDisputes),
  one('GET', '/v1/disputes/:id', 'retrieve', 'dispute', retrieveDispute),
  one('POST', '/v1/disputes/:id', 'dispute_update', 'dispute', updateDispute),
  one('POST', '/v1/disputes/:id/close', 'dispute_close', 'dispute', closeDispute),

  many('/v1/radar/early_fraud_warnings', 'early_fraud_warning_list', 'early_fraud_warning', listWarnings),
  one('GET', '/v1/radar/early_fraud_warnings/:id', 'retrieve', 'early_fraud_warning', retrieveWarning),

  one('GET', '/v1/balance', 'retrieve', 'balance', retrieveBalance),
  one('GET', '/v1/balance_settings', 'retrieve', 'balance_settings', retrieveBalanceSettings),
  one('POST', '/v1/balance_settings', 'balance_settings_update', 'balance_settings', updateBalanceSettings),
  many(
    '/v1/balance_transactions',
    'balance_transaction_list',
    'balance_transaction',
    listBalanceTransactions,
  ),
  one('GET', '/v1/balance_transactions/:id', 'retrieve', 'balance_transaction', retrieveBalanceTransaction),

  one('POST', '/v1/transfers', 'transfer_create', 'transfer', createTransfer),
  many('/v1/transfers', 'transfer_list', 'transfer', listTransfers),
  one('GET', '/v1/transfers/:id', 'retrieve', 'transfer', retrieveTransfer),
  one('POST', '/v1/transfers/:id/reversals', 'transfer_reversal_create', 'transfer_reversal', createReversal),
  many('/v1/transfers/:id/reversals', 'transfer_reversal_list', 'transfer_reversal', listReversals),

  one('POST', '/v1/payouts', 'payout_create', 'payout', createPayout),
  many('/v1/payouts', 'payout_list', 'payout', listPayouts),
  one('GET', '/v1/payouts/:id', 'retrieve', 'payout', retrievePayout),
  one('POST', '/v1/payouts/:id/cancel', 'payout_cancel', 'payout', cancelPayout),

  one('POST', '/v1/topups', 'topup_create', 'topup', createTopup),
  many('/v1/topups', 'topup_list', 'topup', listTopups),
  one('GET', '/v1/topups/:id', 'retrieve', 'topup', retrieveTopup),
  one('POST', '/v1/topups/:id/cancel', 'topup_cancel', 'topup', cancelTopup),

  one('POST', '/v1/webhook_endpoints', 'webhook_endpoint_create', 'webhook_endpoint', createWebhookEndpoint),
  many('/v1/webhook_endpoints', 'webhook_endpoint_list', 'webhook_endpoint', listWebhookEndpoints),
  one('GET', '/v1/webhook_endpoints/:id', 'retrieve', 'webhook_endpoint', retrieveWebhookEndpoint),
  one(
    'POST',
    '/v1/webhook_endpoints/:id',
    'webhook_endpoint_update',
    'webhook_endpoint',
    updateWebhookEndpoint,
  ),
  one('DELETE', '/v1/webhook_endpoints/:id', 'retrieve', 'deleted', deleteWebhookEndpoint),

  one('GET', '/v1/accounts/:id', 'retrieve', 'account', retrieveV1Account),

  one('POST', '/v2/core/accounts', 'v2_account_create', 'v2_account', createAccount, retrieveAccount),
  manyV2('/v2/core/accounts', 'v2_account_list', 'v2_account', listAccounts),
  one('GET', '/v2/core/accounts/:id', 'v2_account_retrieve', 'v2_account', retrieveAccount),
  one('POST', '/v2/core/accounts/:id', 'v2_account_update', 'v2_account', updateAccount, retrieveAccount),
  one('POST', '/v2/core/account_links', 'v2_account_link_create', 'v2_account_link', createAccountLink),

  one(
    'POST',
    '/v2/core/event_destinations',
    'v2_event_destination_create',
    'v2_event_destination',
    createEventDestination,
    retrieveEventDestination,
  ),
  manyV2(
    '/v2/core/event_destinations',
    'v2_event_destination_list',
    'v2_event_destination',
    listEventDestinations,
  ),
  one(
    'GET',
    '/v2/core/event_destinations/:id',
    'v2_event_destination_retrieve',
    'v2_event_destination',
    retrieveEventDestination,
  ),
]
