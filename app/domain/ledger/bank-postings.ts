import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import { initiatorReceivable } from './account.ts'
import type { Account, BankAccount } from './account.ts'
import { booked } from './posting.ts'
import type { Posting } from './posting.ts'

/**
 * What happens on our own bank account: rows O2, O4, B1–B4, K1–K3, N2 and X1 of money.md 3.3. `bank` is the account
 * that the statement is of.
 */
interface OnBank {
  bank: BankAccount
  amount: Cents
}

/** O2. Our payout from Stripe stands on the bank. */
export function payoutOnBank({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: bank, credit: 'stripe_in_transit', amount }])
}

/** O4, second half. What Stripe took for a negative balance went off the bank. */
export function stripeDebitOnBank({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: 'stripe_in_transit', credit: bank, amount }])
}

/**
 * B1. A file of payments for the bank was exported.
 *
 * @param of.owed whose debt the payment pays: `match_payable:C`, or what else goes by bank
 */
export function bankPaymentExported(of: { owed: Account; amount: Cents; campaignId?: string }): Posting[] {
  const { owed, amount, campaignId } = of
  return booked([
    { debit: owed, credit: 'bank_in_transit', amount, ...(campaignId !== undefined && { campaignId }) },
  ])
}

/** B2. A payment of ours went off the bank; also the bank's half of B4, a top-up of Stripe. */
export function bankPaymentOnBank({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: 'bank_in_transit', credit: bank, amount }])
}

/**
 * B3. A payment came back: it is owed again.
 *
 * @param of.owed whose debt it was to pay: `match_payable:C`, or `refunds_payable` for a refund by bank
 */
export function bankPaymentReturned(of: OnBank & { owed: Account; campaignId?: string }): Posting[] {
  const { bank, owed, amount, campaignId } = of
  return booked([{ debit: bank, credit: owed, amount, ...(campaignId !== undefined && { campaignId }) }])
}

/** K1. What the bank charges. */
export function bankCosts({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: 'bank_costs', credit: bank, amount }])
}

/** K2. VAT was paid to the tax office. */
export function vatPaid({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: 'vat_payable', credit: bank, amount }])
}

/** K3. The platform put its own money on the bank. */
export function ownMoneyIn({ bank, amount }: OnBank): Posting[] {
  return booked([{ debit: bank, credit: 'own_funds', amount }])
}

/** N2. An initiator paid a debt back to our bank. */
export function debtPaidBack({ bank, amount, campaignId }: OnBank & { campaignId: string }): Posting[] {
  return booked([{ debit: bank, credit: initiatorReceivable(campaignId), amount, campaignId }])
}

/** X1. A line of the bank that is not in these rules. `net` is signed: negative is money out. */
export function unknownBankLine({ bank, net }: { bank: BankAccount; net: Cents }): Posting[] {
  return net < 0
    ? booked([{ debit: 'suspense', credit: bank, amount: cents(-net) }])
    : booked([{ debit: bank, credit: 'suspense', amount: net }])
}
