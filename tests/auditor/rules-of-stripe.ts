import type { BookRow } from './books.ts'
import { lines } from './model.ts'
import type { Rule } from './model.ts'
import type { StripeTransaction } from './stripe-truth.ts'

/**
 * Rows P2, R2, R3, F1, D1, D2, T1–T3, O1, O3, O4, B4, V1 and X1 of money.md 3.3: entries that follow from a balance
 * transaction. They are judged by what Stripe says of the transaction, not by what the product kept of it.
 */
type OfTransaction = (t: StripeTransaction, campaignId: string) => ReturnType<typeof lines>

const BALANCE = 'stripe_balance'

const moved =
  (plus: string, minus = plus): OfTransaction =>
  ({ net }) =>
    net > 0 ? lines([BALANCE, minus, net]) : lines([plus, BALANCE, -net])

const BY_KIND: Record<string, { categories: string[]; says: OfTransaction }> = {
  'payment-on-balance': {
    categories: ['charge'],
    says: t =>
      lines([BALANCE, 'stripe_clearing', t.amount - t.fee], ['stripe_fees', 'stripe_clearing', t.fee]),
  },
  'refund-on-balance': {
    categories: ['refund'],
    says: t => lines(['refunds_payable', BALANCE, -t.amount], ['stripe_fees', BALANCE, t.fee]),
  },
  'refund-failed': {
    categories: ['refund_failure'],
    says: t => lines([BALANCE, 'refunds_payable', t.amount]),
  },
  'stripe-fee': { categories: ['fee'], says: moved('stripe_fees') },
  'stripe-fee-returned': { categories: ['fee'], says: moved('stripe_fees') },
  'dispute-opened': {
    categories: ['dispute'],
    says: (t, of) => lines([`dispute_reserve:${of}`, BALANCE, -t.amount], ['dispute_fees', BALANCE, t.fee]),
  },
  'dispute-won': {
    categories: ['dispute', 'dispute_reversal'],
    says: (t, of) =>
      lines(
        [BALANCE, `dispute_reserve:${of}`, t.amount],
        t.fee < 0 ? [BALANCE, 'dispute_fees', -t.fee] : ['dispute_fees', BALANCE, t.fee],
      ),
  },
  'transfer-sent': {
    categories: ['transfer'],
    says: (t, of) => lines([`initiator_payable:${of}`, BALANCE, -t.net]),
  },
  'transfer-returned': {
    categories: ['transfer_reversal'],
    says: (t, of) => lines([BALANCE, `initiator_payable:${of}`, t.net]),
  },
  'debt-taken-back': {
    categories: ['transfer_reversal'],
    says: (t, of) => lines([BALANCE, `initiator_receivable:${of}`, t.net]),
  },
  'platform-payout': { categories: ['payout'], says: moved('stripe_in_transit') },
  'platform-payout-returned': { categories: ['payout_reversal'], says: moved('stripe_in_transit') },
  'bank-debited-by-stripe': { categories: ['payout'], says: moved('stripe_in_transit') },
  'float-topped-up': { categories: ['topup'], says: moved('bank_in_transit') },
  'top-up-reversed': { categories: ['topup_reversal'], says: moved('bank_in_transit') },
  'reserve-held': { categories: ['risk_reserved_funds'], says: moved('stripe_reserve') },
  'reserve-released': { categories: ['risk_reserved_funds'], says: moved('stripe_reserve') },
  'unknown-movement': { categories: [], says: moved('suspense') },
}

const ofTransaction: Rule = (model, entry) => {
  const { stripe, transactions, payments, pledges, settlements } = model.evidence
  const transaction = stripe.transactions.get(entry.sourceId)
  if (!transaction) return `Stripe knows no balance transaction ${entry.sourceId}`
  const rule = BY_KIND[entry.kind]
  if (!rule) return `no rule books a balance transaction as ${entry.kind}`
  if (rule.categories.length > 0 && !rule.categories.includes(transaction.category))
    return `${entry.kind} books a transaction of the category ${transaction.category}`
  const row = transactions.get(entry.sourceId)
  const pledge = pledges.get(String(payments.get(String(row?.payment_id))?.pledge_id))
  const settlement = settlementOf(transaction.source, stripe.transfers, [...settlements.values()], model)
  return rule.says(transaction, String(pledge?.campaign_id ?? settlement?.campaign_id ?? ''))
}

/** The settlement that a transfer, or the reversal of one, is of. */
function settlementOf(
  source: string,
  transfers: { id: string; settlementId: string | null }[],
  settlements: BookRow[],
  { evidence }: Parameters<Rule>[0],
) {
  const reversal = evidence.reversals.find(({ stripe_reversal_id: id }) => id === source)
  const id = reversal?.settlement_id ?? transfers.find(transfer => transfer.id === source)?.settlementId
  const found = settlements.find(settlement => settlement.id === id)
  // Who takes a transfer back at Stripe by hand names nothing of ours; the books have one campaign's payout then.
  return found ?? settlements.find(({ transfer_id: transfer }) => transfer !== null)
}

export const RULES_OF_STRIPE: Record<string, Rule> = Object.fromEntries(
  Object.keys(BY_KIND).map(kind => [kind, ofTransaction]),
)
