import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as rules from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'

/** Each row of money.md 3.3 that exists by now, with the amounts of that table. */

const of = { pledgeId: 'p', campaignId: 'c' }

function legs(postings: rules.Posting[]): string[] {
  return postings.map(({ debit, credit, amount }) => `${debit} ← ${credit} ${amount}`)
}

describe('the posting rules', () => {
  it('P1 paymentSucceeded', () => {
    expect(legs(rules.paymentSucceeded({ ...of, amount: cents(5000), tip: cents(500) }))).toEqual([
      'stripe_clearing ← campaign_funds_held:c 5000',
      'stripe_clearing ← tips_held:c 500',
    ])
  })

  it('P1 without a tip has no leg for it', () => {
    expect(legs(rules.paymentSucceeded({ ...of, amount: cents(5000), tip: cents(0) }))).toEqual([
      'stripe_clearing ← campaign_funds_held:c 5000',
    ])
  })

  it('P2 balanceTransactionOfPayment', () => {
    expect(legs(rules.balanceTransactionOfPayment({ amount: cents(5500), fee: cents(33) }))).toEqual([
      'stripe_balance ← stripe_clearing 5467',
      'stripe_fees ← stripe_clearing 33',
    ])
  })

  it('P3 surplusPayment', () => {
    expect(legs(rules.surplusPayment({ ...of, amount: cents(5500) }))).toEqual([
      'stripe_clearing ← refunds_payable 5500',
    ])
  })

  it('F1 stripeFee', () => {
    expect(legs(rules.stripeFee({ amount: cents(1234) }))).toEqual(['stripe_fees ← stripe_balance 1234'])
  })

  it('R1 refundDecided, from what is held', () => {
    const refund = rules.refundDecided({ ...of, amount: cents(5000), tip: cents(500), held: cents(9000) })
    expect(legs(refund)).toEqual([
      'campaign_funds_held:c ← refunds_payable 5000',
      'tips_held:c ← refunds_payable 500',
    ])
  })

  it('R1 refundDecided, after a payout: the rest is owed by the initiator', () => {
    const refund = rules.refundDecided({ ...of, amount: cents(5000), tip: cents(0), held: cents(1200) })
    expect(legs(refund)).toEqual([
      'campaign_funds_held:c ← refunds_payable 1200',
      'initiator_receivable:c ← refunds_payable 3800',
    ])
  })

  it('R2 balanceTransactionOfRefund', () => {
    expect(legs(rules.balanceTransactionOfRefund({ amount: cents(5500), fee: cents(0) }))).toEqual([
      'refunds_payable ← stripe_balance 5500',
    ])
  })

  it('R3 refundFailed', () => {
    expect(legs(rules.refundFailed({ amount: cents(5500) }))).toEqual([
      'stripe_balance ← refunds_payable 5500',
    ])
  })

  it('S1 settlementApproved: 5 % and 21 % VAT on it', () => {
    const postings = rules.settlementApproved({
      campaignId: 'c',
      funds: cents(100_000),
      fee: cents(5_000),
      vat: cents(1_050),
    })
    expect(legs(postings)).toEqual([
      'campaign_funds_held:c ← platform_fee_income 5000',
      'campaign_funds_held:c ← vat_payable 1050',
      'campaign_funds_held:c ← initiator_payable:c 93950',
    ])
  })

  it('S2 costsPassedOn and S3 tipsEarned', () => {
    expect(legs(rules.costsPassedOn({ campaignId: 'c', costs: cents(580) }))).toEqual([
      'initiator_payable:c ← stripe_fees 580',
    ])
    expect(legs(rules.tipsEarned({ campaignId: 'c', tips: cents(500) }))).toEqual([
      'tips_held:c ← tip_income 500',
    ])
  })

  it('T1 transferSent and T3 transferReturned', () => {
    const transfer = { campaignId: 'c', amount: cents(93_370) }
    expect(legs(rules.transferSent(transfer))).toEqual(['initiator_payable:c ← stripe_balance 93370'])
    expect(legs(rules.transferReturned(transfer))).toEqual(['stripe_balance ← initiator_payable:c 93370'])
  })

  it('O1 platformPayoutSent, O3 platformPayoutReturned and B4 floatToppedUp', () => {
    expect(legs(rules.platformPayoutSent({ amount: cents(6050) }))).toEqual([
      'stripe_in_transit ← stripe_balance 6050',
    ])
    expect(legs(rules.platformPayoutReturned({ amount: cents(6050) }))).toEqual([
      'stripe_balance ← stripe_in_transit 6050',
    ])
    expect(legs(rules.floatToppedUp({ amount: cents(5000) }))).toEqual([
      'stripe_balance ← bank_in_transit 5000',
    ])
  })

  it('X1 unknownMovement, out and in', () => {
    expect(legs(rules.unknownMovement({ net: cents(-500) }))).toEqual(['suspense ← stripe_balance 500'])
    expect(legs(rules.unknownMovement({ net: cents(500) }))).toEqual(['stripe_balance ← suspense 500'])
  })

  it('a refund gives back exactly what was paid, whatever the campaign still holds', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 2_000_000 }),
        (paid, tip, held) => {
          const postings = rules.refundDecided({
            ...of,
            amount: cents(paid),
            tip: cents(tip),
            held: cents(held),
          })
          expect(postings.reduce((total, posting) => total + posting.amount, 0)).toBe(paid + tip)
          const fromHeld = postings.find(posting => posting.debit === 'campaign_funds_held:c')?.amount ?? 0
          expect(fromHeld).toBeLessThanOrEqual(held)
        },
      ),
    )
  })

  it('a negative leg is refused, not booked', () => {
    expect(() => rules.balanceTransactionOfPayment({ amount: cents(10), fee: cents(29) })).toThrow(RangeError)
  })
})
