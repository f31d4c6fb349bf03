import { describe, expect, it } from 'vitest'
import { bankAccount, matchPayable, readAccount } from '#app/domain/ledger/account.ts'
import * as rules from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'

/**
 * Each row of money.md 3.3, with the amounts of that table. M1–M4, match money, come with the match funds; D0 and C1
 * have no entry, and are tested where they happen.
 */

const bank = bankAccount('NL91ABNA0417164300')
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
    const refund = rules.refundDecided({
      ...of,
      amount: cents(5000),
      tip: cents(500),
      held: cents(9000),
      heldTips: cents(500),
    })
    expect(legs(refund)).toEqual([
      'campaign_funds_held:c ← refunds_payable 5000',
      'tips_held:c ← refunds_payable 500',
    ])
  })

  it('R1 refundDecided, after a payout: the rest is owed by the initiator, and the tip is no income any more', () => {
    const refund = rules.refundDecided({
      ...of,
      amount: cents(5000),
      tip: cents(500),
      held: cents(1200),
      heldTips: cents(100),
    })
    expect(legs(refund)).toEqual([
      'campaign_funds_held:c ← refunds_payable 1200',
      'initiator_receivable:c ← refunds_payable 3800',
      'tips_held:c ← refunds_payable 100',
      'tip_income ← refunds_payable 400',
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

  it('R4 refundPaidByBank', () => {
    expect(legs(rules.refundPaidByBank({ ...of, amount: cents(5500) }))).toEqual([
      'refunds_payable ← bank_in_transit 5500',
    ])
  })

  it('D1 disputeOpened', () => {
    expect(legs(rules.disputeOpened({ ...of, amount: cents(5500), fee: cents(2000) }))).toEqual([
      'dispute_reserve:c ← stripe_balance 5500',
      'dispute_fees ← stripe_balance 2000',
    ])
  })

  it('D2 disputeWon, its fee returned, kept, or another one charged', () => {
    const won = (fee: number) => legs(rules.disputeWon({ ...of, amount: cents(5500), fee: cents(fee) }))
    expect(won(-2000)).toEqual([
      'stripe_balance ← dispute_reserve:c 5500',
      'stripe_balance ← dispute_fees 2000',
    ])
    expect(won(0)).toEqual(['stripe_balance ← dispute_reserve:c 5500'])
    expect(won(300)).toEqual(['stripe_balance ← dispute_reserve:c 5500', 'dispute_fees ← stripe_balance 300'])
  })

  const lost = { ...of, amount: cents(5000), tip: cents(500), beyond: cents(0) }

  it('D3 disputeLost, before the payout', () => {
    expect(legs(rules.disputeLost({ ...lost, held: cents(9000), heldTips: cents(500) }))).toEqual([
      'campaign_funds_held:c ← dispute_reserve:c 5000',
      'tips_held:c ← dispute_reserve:c 500',
    ])
  })

  it('D3 disputeLost, after the payout: a debt of the initiator', () => {
    expect(legs(rules.disputeLost({ ...lost, held: cents(1200), heldTips: cents(0) }))).toEqual([
      'campaign_funds_held:c ← dispute_reserve:c 1200',
      'initiator_receivable:c ← dispute_reserve:c 3800',
      'tip_income ← dispute_reserve:c 500',
    ])
  })

  it('D3 disputeLost, of a pledge that was refunded: the loss of the platform', () => {
    const refunded = { ...of, amount: cents(0), tip: cents(0), beyond: cents(5500) }
    expect(legs(rules.disputeLost({ ...refunded, held: cents(9000), heldTips: cents(0) }))).toEqual([
      'bad_debt ← dispute_reserve:c 5500',
    ])
  })

  it('D3 refundOvertaken, of a refund that did not leave, and lossRecovered, of one that came back', () => {
    const refund = { ...of, amount: cents(5500) }
    expect(legs(rules.refundOvertaken(refund))).toEqual(['refunds_payable ← dispute_reserve:c 5500'])
    expect(legs(rules.lossRecovered(refund))).toEqual(['refunds_payable ← bad_debt 5500'])
  })

  it('D4 debtWrittenOff', () => {
    expect(legs(rules.debtWrittenOff({ campaignId: 'c', amount: cents(5000) }))).toEqual([
      'bad_debt ← initiator_receivable:c 5000',
    ])
  })

  it('N1 debtSetOff and N2 debtPaidBack', () => {
    const debt = { campaignId: 'c', amount: cents(5000) }
    expect(legs(rules.debtSetOff(debt))).toEqual(['initiator_payable:c ← initiator_receivable:c 5000'])
    expect(legs(rules.debtPaidBack({ ...debt, bank }))).toEqual([`${bank} ← initiator_receivable:c 5000`])
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

  it('T2 debtTakenBack', () => {
    expect(legs(rules.debtTakenBack({ campaignId: 'c', amount: cents(5000) }))).toEqual([
      'stripe_balance ← initiator_receivable:c 5000',
    ])
  })

  it('T1 transferSent and T3 transferReturned', () => {
    const transfer = { campaignId: 'c', amount: cents(93_370) }
    expect(legs(rules.transferSent(transfer))).toEqual(['initiator_payable:c ← stripe_balance 93370'])
    expect(legs(rules.transferReturned(transfer))).toEqual(['stripe_balance ← initiator_payable:c 93370'])
  })

  it('F1 stripeFeeReturned, the other way', () => {
    expect(legs(rules.stripeFeeReturned({ amount: cents(1234) }))).toEqual([
      'stripe_balance ← stripe_fees 1234',
    ])
  })

  it('O1 platformPayoutSent and O3 platformPayoutReturned', () => {
    expect(legs(rules.platformPayoutSent({ amount: cents(6050) }))).toEqual([
      'stripe_in_transit ← stripe_balance 6050',
    ])
    expect(legs(rules.platformPayoutReturned({ amount: cents(6050) }))).toEqual([
      'stripe_balance ← stripe_in_transit 6050',
    ])
  })

  it('O2 payoutOnBank', () => {
    expect(legs(rules.payoutOnBank({ bank, amount: cents(6050) }))).toEqual([
      `${bank} ← stripe_in_transit 6050`,
    ])
  })

  it('O4 stripeDebitedBank, then stripeDebitOnBank: in transit nothing is left', () => {
    expect(legs(rules.stripeDebitedBank({ amount: cents(3000) }))).toEqual([
      'stripe_balance ← stripe_in_transit 3000',
    ])
    expect(legs(rules.stripeDebitOnBank({ bank, amount: cents(3000) }))).toEqual([
      `stripe_in_transit ← ${bank} 3000`,
    ])
  })

  it('B1 bankPaymentExported, B2 bankPaymentOnBank and B3 bankPaymentReturned', () => {
    const owed = matchPayable('c')
    expect(legs(rules.bankPaymentExported({ owed, amount: cents(5000) }))).toEqual([
      'match_payable:c ← bank_in_transit 5000',
    ])
    expect(legs(rules.bankPaymentOnBank({ bank, amount: cents(5000) }))).toEqual([
      `bank_in_transit ← ${bank} 5000`,
    ])
    expect(legs(rules.bankPaymentReturned({ bank, owed, amount: cents(5000) }))).toEqual([
      `${bank} ← match_payable:c 5000`,
    ])
  })

  it('B4 floatToppedUp and topUpReversed', () => {
    expect(legs(rules.floatToppedUp({ amount: cents(5000) }))).toEqual([
      'stripe_balance ← bank_in_transit 5000',
    ])
    expect(legs(rules.topUpReversed({ amount: cents(5000) }))).toEqual([
      'bank_in_transit ← stripe_balance 5000',
    ])
  })

  it('K1 bankCosts, K2 vatPaid and K3 ownMoneyIn', () => {
    const onBank = { bank, amount: cents(700) }
    expect(legs(rules.bankCosts(onBank))).toEqual([`bank_costs ← ${bank} 700`])
    expect(legs(rules.vatPaid(onBank))).toEqual([`vat_payable ← ${bank} 700`])
    expect(legs(rules.ownMoneyIn(onBank))).toEqual([`${bank} ← own_funds 700`])
  })

  it('V1 reserveHeld and reserveReleased', () => {
    expect(legs(rules.reserveHeld({ amount: cents(1000) }))).toEqual(['stripe_reserve ← stripe_balance 1000'])
    expect(legs(rules.reserveReleased({ amount: cents(1000) }))).toEqual([
      'stripe_balance ← stripe_reserve 1000',
    ])
  })

  it('X1 unknownBankLine, out and in', () => {
    expect(legs(rules.unknownBankLine({ bank, net: cents(-500) }))).toEqual([`suspense ← ${bank} 500`])
    expect(legs(rules.unknownBankLine({ bank, net: cents(500) }))).toEqual([`${bank} ← suspense 500`])
  })

  it('X1 unknownMovement, out and in', () => {
    expect(legs(rules.unknownMovement({ net: cents(-500) }))).toEqual(['suspense ← stripe_balance 500'])
    expect(legs(rules.unknownMovement({ net: cents(500) }))).toEqual(['stripe_balance ← suspense 500'])
  })

  it('every account of the chart can be read back, and nothing else', () => {
    expect(readAccount(bank)).toMatchObject({ kind: 'asset', iban: 'NL91ABNA0417164300', campaignId: null })
    expect(readAccount('dispute_reserve:c')).toMatchObject({ kind: 'asset', campaignId: 'c' })
    expect(readAccount('match_fund:f')).toMatchObject({ kind: 'liability', campaignId: null, iban: null })
    for (const wrong of ['bank', 'bank:', 'bad_debt:c', 'dispute_reserve', 'tips_held:a:b', 'toString'])
      expect(readAccount(wrong)).toBeNull()
  })

  it('a negative leg is refused, not booked', () => {
    expect(() => rules.balanceTransactionOfPayment({ amount: cents(10), fee: cents(29) })).toThrow(RangeError)
  })
})
