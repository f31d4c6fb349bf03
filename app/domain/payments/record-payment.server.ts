import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { post } from '../ledger/ledger.server.ts'
import { paymentSucceeded, surplusPayment } from '../ledger/posting-rules.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { findPledge, movePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { nextPledge, totalOf } from '../pledges/pledge.ts'
import { issueReceipt } from '../receipts/receipts.server.ts'
import type { PaymentReading, SetupReading } from './gateway.ts'
import { recordAnotherCard } from './another-card.server.ts'
import { keepRefund } from './decide-refund.server.ts'
import { reportDiscrepancy } from './discrepancy.server.ts'
import { recordRefusedCard } from './refused-card.server.ts'

/** What recording a payment did, for the log and the inbox. */
export type Recorded =
  | 'held'
  | 'surplus'
  | 'processing'
  | 'ended'
  | 'committed'
  | 'card-replaced'
  | 'declined'
  | 'nothing-new'
  | 'not-ours'
  | 'refused'

/**
 * Records what a payment intent is now. Safe to repeat, in any order (trust.md F1, F2): the payment's id books
 * it once, and the state table says what a fact changes.
 *
 * Money that does not fit goes straight back: another amount than was pledged, a second payment, or one that
 * came after the pledge had ended. Another currency than the euro is never booked: it raises an alarm.
 */
export async function recordPayment(trx: WriteDb, now: Date, payment: PaymentReading): Promise<Recorded> {
  if (!payment.pledgeId) return 'not-ours'
  const pledge = await findPledge(trx, payment.pledgeId)
  if (!pledge) return 'not-ours'
  switch (payment.state) {
    case 'succeeded':
      return recordSuccess(trx, now, payment, pledge)
    case 'processing':
      return recordProcessing(trx, now, payment, pledge)
    case 'canceled':
      return pledge.state === 'processing' ? recordDecline(trx, now, payment, pledge) : 'nothing-new'
    case 'declined':
    case 'action_required':
      return recordDecline(trx, now, payment, pledge)
    case 'waiting':
      return 'nothing-new'
  }
}

async function recordSuccess(
  trx: WriteDb,
  now: Date,
  payment: PaymentReading,
  pledge: PledgeInCampaign,
): Promise<Recorded> {
  const { id, campaign_id: campaignId } = pledge
  if (payment.currency !== 'eur') {
    await reportDiscrepancy(trx, now, {
      kind: 'foreign-currency',
      subject: payment.paymentIntentId,
      amount: null,
      detail: { currency: payment.currency, pledgeId: id },
    })
    return 'refused'
  }
  const fits =
    payment.amount === totalOf(pledge) && nextPledge(pledge.state, 'payment-succeeded')?.entry === 'payment'
  const purpose = fits ? 'pledge' : 'surplus'
  if (!(await keepPayment(trx, now, payment, id, purpose))) return 'nothing-new'
  if (fits) {
    await post(trx, now, {
      kind: 'payment-succeeded',
      source: { type: 'payment', id: payment.paymentIntentId },
      occurredAt: now,
      postings: paymentSucceeded({
        pledgeId: id,
        campaignId,
        amount: pledge.amount_cents,
        tip: pledge.tip_cents,
      }),
    })
    await movePledge(trx, now, pledge, 'payment-succeeded')
    await issueReceipt(trx, now, pledge, payment.paymentIntentId)
    return 'held'
  }
  await recordSurplus(trx, now, payment, pledge)
  return 'surplus'
}

async function recordSurplus(
  trx: WriteDb,
  now: Date,
  payment: PaymentReading,
  pledge: {
    id: string
    campaign_id: string
    state: Parameters<typeof nextPledge>[0]
    amount_cents: Cents
    tip_cents: Cents
  },
): Promise<void> {
  await post(trx, now, {
    kind: 'surplus-payment',
    source: { type: 'payment', id: payment.paymentIntentId },
    occurredAt: now,
    postings: surplusPayment({ pledgeId: pledge.id, campaignId: pledge.campaign_id, amount: payment.amount }),
  })
  if (payment.amount !== totalOf(pledge))
    await reportDiscrepancy(trx, now, {
      kind: 'amount-differs',
      subject: payment.paymentIntentId,
      amount: payment.amount,
      detail: { pledgeId: pledge.id, pledgedCents: totalOf(pledge) },
    })
  if (nextPledge(pledge.state, 'payment-succeeded')?.entry === 'surplus')
    await movePledge(trx, now, pledge.id, 'payment-succeeded')
  await keepRefund(trx, now, {
    pledgeId: pledge.id,
    paymentId: payment.paymentIntentId,
    amount: payment.amount,
    tip: ZERO,
    reason: 'surplus',
    decidedBy: null,
  })
}

/** @returns whether this payment is new; one payment intent is one payment, however often it is told */
async function keepPayment(
  trx: WriteDb,
  now: Date,
  payment: PaymentReading,
  pledgeId: string,
  purpose: 'pledge' | 'surplus',
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('payment')
    .values({
      id: payment.paymentIntentId,
      pledge_id: pledgeId,
      amount_cents: payment.amount,
      purpose,
      recorded_at: instant(now),
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** A bank takes its time. Which payment it decides about is kept, so that the end of another one says nothing of it. */
async function recordProcessing(
  trx: WriteDb,
  now: Date,
  { paymentIntentId }: PaymentReading,
  pledge: PledgeInCampaign,
): Promise<Recorded> {
  const moved = await movePledge(trx, now, pledge, 'payment-processing', {
    collect_payment_intent_id: paymentIntentId,
  })
  return moved.changed ? 'processing' : 'nothing-new'
}

/**
 * A refused try in an open Checkout changes nothing (the backer may try again); a refused collection does, and so does
 * what a bank refuses after it took its time: a first payment ends its pledge, one that was to keep a promise leaves it
 * where it was.
 */
async function recordDecline(
  trx: WriteDb,
  now: Date,
  payment: PaymentReading,
  pledge: PledgeInCampaign,
): Promise<Recorded> {
  const isThis = pledge.collect_payment_intent_id === payment.paymentIntentId
  const isWaitedFor = pledge.state === 'collecting' || pledge.state === 'processing'
  if (!isWaitedFor || !isThis) return 'nothing-new'
  if (pledge.state === 'processing' && pledge.accepted_at === null)
    return (await movePledge(trx, now, pledge, 'payment-failed')).changed ? 'ended' : 'nothing-new'
  return (await recordRefusedCard(trx, now, pledge.id, payment)) ? 'declined' : 'nothing-new'
}

/** Records that a card was saved: the pledge counts for the target, and will be charged if it is met. */
export async function recordSavedCard(trx: WriteDb, now: Date, setup: SetupReading): Promise<Recorded> {
  if (!setup.pledgeId || setup.state !== 'succeeded' || !setup.paymentMethodId) return 'nothing-new'
  const pledge = await findPledge(trx, setup.pledgeId)
  if (!pledge) return 'not-ours'
  const { paymentMethodId, cardEnds } = setup
  const moved = await movePledge(trx, now, pledge, 'card-saved', {
    payment_method_id: paymentMethodId,
    card_ends: cardEnds,
  })
  if (moved.changed) return 'committed'
  return (await recordAnotherCard(trx, now, pledge, { ...setup, paymentMethodId }))
    ? 'card-replaced'
    : 'nothing-new'
}
