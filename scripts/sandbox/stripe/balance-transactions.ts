import type Stripe from 'stripe'
import { msOfSeconds, type Draft } from '../draft.ts'
import { secondsOf } from '../clock.ts'
import { emit } from './events.ts'
import { missing } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { balanceOf, fundsOf, setFunds } from './funds.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/** Money that moves on an account's balance, in cents; out is negative. */
export interface Booking {
  owner: string
  type: Stripe.BalanceTransaction.Type
  /** https://docs.stripe.com/reports/reporting-categories */
  reportingCategory: string
  amount: number
  /** What Stripe keeps for itself; below zero when it gives a fee back. */
  feeCents?: number
  feeDescription?: string
  source: string
  description?: string
  /** When the money can be spent; left out, it is so at once. */
  availableAtMs?: number
}

/** Writes a balance transaction and moves the account's funds by its net amount. */
export function book(draft: Draft, booking: Booking): Stripe.BalanceTransaction {
  const { owner, amount, feeCents = 0, availableAtMs = draft.nowMs } = booking
  const id = draft.nextId('txn_3')
  const isAvailable = availableAtMs <= draft.nowMs
  const transaction: Stripe.BalanceTransaction = {
    id,
    object: 'balance_transaction',
    amount,
    available_on: secondsOf(availableAtMs),
    balance_type: 'payments',
    created: draft.now,
    currency: 'eur',
    description: booking.description ?? null,
    exchange_rate: null,
    fee: feeCents,
    fee_details: feeCents === 0 ? [] : [feeDetail(feeCents, booking.feeDescription)],
    net: amount - feeCents,
    reporting_category: booking.reportingCategory,
    source: booking.source,
    status: isAvailable ? 'available' : 'pending',
    type: booking.type,
  }
  draft.put('balance_transaction', id, transaction, owner)
  if (isAvailable) addAvailable(draft, owner, transaction.net)
  else addPending(draft, transaction, owner, availableAtMs)
  return transaction
}

/** The job of the moment at which pending money can be spent. */
export function releaseFunds(draft: Draft, id: string, owner: string): void {
  const transaction = draft.patch('balance_transaction', id, { status: 'available' })
  const funds = fundsOf(draft, owner)
  setFunds(draft, owner, { pending: funds.pending - transaction.net })
  addAvailable(draft, owner, transaction.net)
}

/** The job that tells, once for all that became available at one moment. */
export function announceAvailable(draft: Draft, owner: string): void {
  emit(draft, 'balance.available', balanceOf(draft, owner), undefined, owner)
}

export function retrieveBalanceTransaction(
  draft: Draft,
  _params: object,
  id: string,
): Stripe.BalanceTransaction {
  const transaction = draft.get('balance_transaction', id)
  if (transaction === undefined || draft.ownerOf('balance_transaction', id) !== draft.owner) {
    throw missing('balance transaction', id)
  }
  return transaction
}

export function listBalanceTransactions(draft: Draft, params: EntryPoints['balance_transaction_list']) {
  const inPayout = params.payout === undefined ? undefined : payoutContent(draft, params.payout)
  const found = draft
    .all('balance_transaction', draft.owner)
    .filter(
      t =>
        isAsked(t.source, params.source) &&
        isAsked(t.type, params.type) &&
        isAsked(t.currency, params.currency) &&
        isWithin(t.created, params.created) &&
        (inPayout === undefined || inPayout.includes(t.id)),
    )
  return pageOf(found, params, '/v1/balance_transactions', 'balance transaction')
}

/** Only automatic payouts say what is in them: https://docs.stripe.com/payouts/reconciliation */
function payoutContent(draft: Draft, payout: string): string[] {
  if (draft.get('payout', payout) === undefined) throw missing('payout', payout, 'payout')
  return draft.get('payout_content', payout)?.transactions ?? []
}

function addAvailable(draft: Draft, owner: string, cents: number): void {
  const funds = fundsOf(draft, owner)
  setFunds(draft, owner, { available: funds.available + cents })
  if (cents <= 0) return
  if (draft.all('waiting_refund', owner).length > 0) {
    draft.schedule({
      id: `waiting-refunds:${owner}`,
      kind: 'send_waiting_refunds',
      target: owner,
      owner,
      dueAtMs: draft.nowMs,
      soon: true,
    })
  }
  if (owner !== '')
    draft.schedule({
      id: `payout-of:${owner}`,
      kind: 'plan_automatic_payout',
      target: owner,
      owner,
      dueAtMs: draft.nowMs,
      soon: true,
    })
}

function addPending(
  draft: Draft,
  transaction: Stripe.BalanceTransaction,
  owner: string,
  availableAtMs: number,
): void {
  const funds = fundsOf(draft, owner)
  setFunds(draft, owner, { pending: funds.pending + transaction.net })
  const dueAtMs = msOfSeconds(transaction.available_on)
  draft.schedule({
    id: `release:${transaction.id}`,
    kind: 'release_funds',
    target: transaction.id,
    owner,
    dueAtMs,
  })
  // A millisecond later than all releases of that moment, so that the balance it shows holds them all.
  const announcement = `available:${owner}:${availableAtMs}`
  draft.schedule({ id: announcement, kind: 'announce_available', target: owner, owner, dueAtMs: dueAtMs + 1 })
}

function feeDetail(
  amount: number,
  description = 'Stripe processing fees',
): Stripe.BalanceTransaction.FeeDetail {
  return {
    amount,
    application: null,
    currency: 'eur',
    description,
    type: 'stripe_fee',
  }
}
