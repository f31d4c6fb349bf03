import { describe, expect, it } from 'vitest'
import { cents } from '#app/domain/money.ts'
import type { BalanceTransactionReading } from '#app/domain/payments/gateway.ts'
import { feedBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/**
 * By which row of money.md 3.3 the feed books what moved on our balance: Stripe's reporting category and the sign say it.
 * D1, D2, T1, T2 and T3 belong to a payment or a settlement of ours, and are tested with those.
 */

const AT = new Date('2026-11-24T08:00:00.000Z')

/** Feeds one transaction, and tells what was booked: the kind of the entry and its legs. */
async function booked(reportingCategory: string, amount: number, fee: number) {
  const transaction: BalanceTransactionReading = {
    id: 'txn_1',
    type: 'of no account',
    reportingCategory,
    sourceId: 'source_1',
    paymentIntentId: null,
    settlementId: null,
    transferId: null,
    isForDebt: false,
    currency: 'eur',
    amount: cents(amount),
    fee: cents(fee),
    net: cents(amount - fee),
    createdAt: AT,
    availableOn: AT,
  }
  const world = await makeTestWorld({
    gateway: {
      ...createFakeGateway(),
      balanceTransactions: async function* () {
        yield transaction
      },
    },
  })
  for (const times of [1, 0]) expect(await feedBalance(world)).toBe(times)
  const legs = await world.db.read
    .selectFrom('posting')
    .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
    .select(['kind', 'debit_account', 'credit_account', 'amount_cents'])
    .orderBy('n')
    .execute()
  const alarms = await world.db.read.selectFrom('discrepancy').select(['kind', 'amount_cents']).execute()
  return {
    kinds: [...new Set(legs.map(({ kind }) => kind))],
    legs: legs.map(leg => `${leg.debit_account} ← ${leg.credit_account} ${leg.amount_cents}`),
    alarms: alarms.map(({ kind, amount_cents }) => [kind, amount_cents]),
  }
}

describe('a transaction on our balance', () => {
  it.each<[string, string, number, number, string, string[]]>([
    [
      'P2 · a payment',
      ...(['charge', 5500, 33, 'payment-on-balance'] as const),
      ['stripe_balance ← stripe_clearing 5467', 'stripe_fees ← stripe_clearing 33'],
    ],
    [
      'R2 · a refund, of which the fee is not returned',
      ...(['refund', -5500, 0, 'refund-on-balance'] as const),
      ['refunds_payable ← stripe_balance 5500'],
    ],
    [
      'R3 · a refund that failed',
      ...(['refund_failure', 5500, 0, 'refund-failed'] as const),
      ['stripe_balance ← refunds_payable 5500'],
    ],
    [
      'F1 · a fee of Stripe’s own',
      ...(['fee', -1234, 0, 'stripe-fee'] as const),
      ['stripe_fees ← stripe_balance 1234'],
    ],
    [
      'F1 · such a fee that comes back',
      ...(['fee', 1234, 0, 'stripe-fee-returned'] as const),
      ['stripe_balance ← stripe_fees 1234'],
    ],
    [
      'V1 · a reserve that Stripe holds',
      ...(['risk_reserved_funds', -1000, 0, 'reserve-held'] as const),
      ['stripe_reserve ← stripe_balance 1000'],
    ],
    [
      'V1 · a reserve that Stripe releases',
      ...(['risk_reserved_funds', 1000, 0, 'reserve-released'] as const),
      ['stripe_balance ← stripe_reserve 1000'],
    ],
    [
      'V1 · a least balance that Stripe holds',
      ...(['payout_minimum_balance_hold', -1000, 0, 'reserve-held'] as const),
      ['stripe_reserve ← stripe_balance 1000'],
    ],
    [
      'V1 · a least balance that Stripe releases',
      ...(['payout_minimum_balance_release', 1000, 0, 'reserve-released'] as const),
      ['stripe_balance ← stripe_reserve 1000'],
    ],
    [
      'B4 · a top-up from our bank',
      ...(['topup', 5000, 0, 'float-topped-up'] as const),
      ['stripe_balance ← bank_in_transit 5000'],
    ],
    [
      'B4 · a top-up that our bank took back',
      ...(['topup_reversal', -5000, 0, 'top-up-reversed'] as const),
      ['bank_in_transit ← stripe_balance 5000'],
    ],
    [
      'O1 · our own payout',
      ...(['payout', -6050, 0, 'platform-payout'] as const),
      ['stripe_in_transit ← stripe_balance 6050'],
    ],
    [
      'O3 · our own payout that failed or was canceled',
      ...(['payout_reversal', 6050, 0, 'platform-payout-returned'] as const),
      ['stripe_balance ← stripe_in_transit 6050'],
    ],
    [
      'O4 · a payout of less than nothing: Stripe debits our bank',
      ...(['payout', 3000, 0, 'bank-debited-by-stripe'] as const),
      ['stripe_balance ← stripe_in_transit 3000'],
    ],
  ])('%s is booked by its category', async (_, category, amount, fee, kind, legs) => {
    expect(await booked(category, amount, fee)).toEqual({ kinds: [kind], legs, alarms: [] })
  })

  it.each<[string, string, number, string]>([
    ['of a category that we do not know', 'climate_order_purchase', -500, 'suspense ← stripe_balance 500'],
    ['that comes in, of one that we do not know', 'other_adjustment', 500, 'stripe_balance ← suspense 500'],
    ['of a dispute of no payment of ours', 'dispute', -500, 'suspense ← stripe_balance 500'],
    ['of a transfer of no settlement of ours', 'transfer', -500, 'suspense ← stripe_balance 500'],
  ])('X1 · %s waits in suspense, with an alarm', async (_, category, net, leg) => {
    expect(await booked(category, net, 0)).toEqual({
      kinds: ['unknown-movement'],
      legs: [leg],
      alarms: [['unknown-movement', net]],
    })
  })
})
