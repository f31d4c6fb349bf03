import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { disputeReserve, initiatorPayable, initiatorReceivable } from './account.ts'
import { takenFromPledge } from './payment-postings.ts'
import type { FromPledge } from './payment-postings.ts'
import { booked } from './posting.ts'
import type { OfPledge, Posting } from './posting.ts'

/**
 * Disputes of payments and the debts of initiators (rows D, N1 and T2 of money.md 3.3). D0: an inquiry moves no
 * money and has no entry.
 */

/** D1. A dispute took its amount from our balance, and its fee. Fees are what the balance transaction says. */
export function disputeOpened(of: OfPledge & { amount: Cents; fee: Cents }): Posting[] {
  const { pledgeId, campaignId } = of
  const about = { credit: 'stripe_balance', pledgeId, campaignId } as const
  return booked([
    { ...about, debit: disputeReserve(campaignId), amount: of.amount },
    { ...about, debit: 'dispute_fees', amount: of.fee },
  ])
}

/**
 * D2. A dispute was won, or withdrawn: its amount came back.
 *
 * @param of.fee as the balance transaction says: negative when the fee came back too, zero when it was kept
 */
export function disputeWon(of: OfPledge & { amount: Cents; fee: Cents }): Posting[] {
  const { pledgeId, campaignId, fee } = of
  const about = { pledgeId, campaignId }
  return booked([
    { ...about, debit: 'stripe_balance', credit: disputeReserve(campaignId), amount: of.amount },
    fee < ZERO
      ? { ...about, debit: 'stripe_balance', credit: 'dispute_fees', amount: cents(-fee) }
      : { ...about, debit: 'dispute_fees', credit: 'stripe_balance', amount: fee },
  ])
}

/**
 * D3. A dispute was lost: what was reserved is gone. It goes off the pledge and its tip as a refund does.
 *
 * @param of.beyond what the pledge had no more, because it was refunded before: the platform's loss
 */
export function disputeLost(of: FromPledge & { beyond: Cents }): Posting[] {
  const { pledgeId, campaignId, beyond } = of
  const credit = disputeReserve(campaignId)
  return booked([
    ...takenFromPledge(of, credit),
    { debit: 'bad_debt', credit, amount: beyond, pledgeId, campaignId },
  ])
}

/**
 * D3, when the refund was decided and not sent: the backer's bank has given the backer what we owed. Nothing is left
 * to send.
 */
export function refundOvertaken(of: OfPledge & { amount: Cents }): Posting[] {
  const { pledgeId, campaignId, amount } = of
  return booked([
    { debit: 'refunds_payable', credit: disputeReserve(campaignId), amount, pledgeId, campaignId },
  ])
}

/** D3, when the refund of a lost dispute failed after all: its money came back, and the loss with it. */
export function lossRecovered(of: OfPledge & { amount: Cents }): Posting[] {
  const { pledgeId, campaignId, amount } = of
  return booked([{ debit: 'refunds_payable', credit: 'bad_debt', amount, pledgeId, campaignId }])
}

interface OfCampaign {
  campaignId: string
  amount: Cents
}

/** D4. A treasurer gives up a debt of the initiator. */
export function debtWrittenOff({ campaignId, amount }: OfCampaign): Posting[] {
  return booked([{ debit: 'bad_debt', credit: initiatorReceivable(campaignId), amount, campaignId }])
}

/** N1. A debt of the initiator is set off against a payout. */
export function debtSetOff({ campaignId, amount }: OfCampaign): Posting[] {
  const credit = initiatorReceivable(campaignId)
  return booked([{ debit: initiatorPayable(campaignId), credit, amount, campaignId }])
}

/** T2. A part of a transfer was taken back for a debt of the initiator. */
export function debtTakenBack({ campaignId, amount }: OfCampaign): Posting[] {
  return booked([{ debit: 'stripe_balance', credit: initiatorReceivable(campaignId), amount, campaignId }])
}
