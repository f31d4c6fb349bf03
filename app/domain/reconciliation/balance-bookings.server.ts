import type { WriteDb } from '#db/database.server.ts'
import {
  balanceTransactionOfPayment,
  balanceTransactionOfRefund,
  debtTakenBack,
  disputeOpened,
  disputeWon,
  floatToppedUp,
  platformPayoutReturned,
  platformPayoutSent,
  refundFailed,
  reserveHeld,
  reserveReleased,
  stripeDebitedBank,
  stripeFee,
  stripeFeeReturned,
  topUpReversed,
  transferReturned,
  transferSent,
  unknownMovement,
} from '../ledger/posting-rules.ts'
import type { Posting } from '../ledger/posting-rules.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import type { BalanceTransactionReading } from '../payments/gateway.ts'

/** What is written into the journal of a balance transaction. */
export interface Booking {
  kind: string
  postings: Posting[]
}

/** Which rule of money.md 3.3 books a transaction, by Stripe's reporting category. */
export async function bookingOf(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { amount, fee, net } = transaction
  const out = (value: Cents) => cents(0 - value)
  switch (transaction.reportingCategory) {
    case 'charge':
      return { kind: 'payment-on-balance', postings: balanceTransactionOfPayment({ amount, fee }) }
    case 'refund':
      return { kind: 'refund-on-balance', postings: balanceTransactionOfRefund({ amount: out(amount), fee }) }
    case 'refund_failure':
      return { kind: 'refund-failed', postings: refundFailed({ amount }) }
    case 'fee':
      return net < ZERO
        ? { kind: 'stripe-fee', postings: stripeFee({ amount: out(net) }) }
        : { kind: 'stripe-fee-returned', postings: stripeFeeReturned({ amount: net }) }
    case 'dispute':
    case 'dispute_reversal':
      return bookingOfDispute(trx, transaction)
    case 'risk_reserved_funds':
    case 'payout_minimum_balance_hold':
    case 'payout_minimum_balance_release':
      return net < ZERO
        ? { kind: 'reserve-held', postings: reserveHeld({ amount: out(net) }) }
        : { kind: 'reserve-released', postings: reserveReleased({ amount: net }) }
    case 'topup':
      return { kind: 'float-topped-up', postings: floatToppedUp({ amount: net }) }
    case 'topup_reversal':
      return { kind: 'top-up-reversed', postings: topUpReversed({ amount: out(net) }) }
    case 'payout':
      // A payout of less than nothing: Stripe makes up a negative balance from our bank (O4).
      if (net > ZERO) return { kind: 'bank-debited-by-stripe', postings: stripeDebitedBank({ amount: net }) }
      return { kind: 'platform-payout', postings: platformPayoutSent({ amount: out(net) }) }
    case 'payout_reversal':
      return { kind: 'platform-payout-returned', postings: platformPayoutReturned({ amount: net }) }
    case 'transfer':
    case 'transfer_reversal':
      return bookingOfTransfer(trx, transaction)
    default:
      return unknown(net)
  }
}

const unknown = (net: Cents): Booking => ({ kind: 'unknown-movement', postings: unknownMovement({ net }) })

/** A dispute of a payment that is not ours is not known: it belongs to no pledge. */
async function bookingOfDispute(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { amount, fee, net, paymentIntentId } = transaction
  const pledge = paymentIntentId
    ? await trx
        .selectFrom('payment')
        .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
        .select(['pledge.id', 'campaign_id'])
        .where('payment.id', '=', paymentIntentId)
        .executeTakeFirst()
    : undefined
  if (!pledge) return unknown(net)
  const of = { pledgeId: pledge.id, campaignId: pledge.campaign_id, fee }
  return amount < ZERO
    ? { kind: 'dispute-opened', postings: disputeOpened({ ...of, amount: cents(0 - amount) }) }
    : { kind: 'dispute-won', postings: disputeWon({ ...of, amount }) }
}

/** A transfer that is not of an approved settlement of ours is not known: nobody was owed it. */
async function bookingOfTransfer(trx: WriteDb, transaction: BalanceTransactionReading): Promise<Booking> {
  const { net, isForDebt } = transaction
  const settlement = await settlementOf(trx, transaction)
  if (!settlement) return unknown(net)
  const campaignId = settlement.campaign_id
  if (net < ZERO)
    return { kind: 'transfer-sent', postings: transferSent({ campaignId, amount: cents(0 - net) }) }
  return isForDebt
    ? { kind: 'debt-taken-back', postings: debtTakenBack({ campaignId, amount: net }) }
    : { kind: 'transfer-returned', postings: transferReturned({ campaignId, amount: net }) }
}

/** By our name of it, or by the transfer's id: who takes one back at Stripe by hand names nothing of ours. */
export async function settlementOf(
  trx: WriteDb,
  { settlementId, transferId }: BalanceTransactionReading,
): Promise<{ id: string; campaign_id: string; payout_cents: Cents } | undefined> {
  const approved = trx
    .selectFrom('settlement')
    .select(['id', 'campaign_id', 'payout_cents'])
    .where('approved_at', 'is not', null)
  if (settlementId) return approved.where('id', '=', settlementId).executeTakeFirst()
  return transferId ? approved.where('transfer_id', '=', transferId).executeTakeFirst() : undefined
}
