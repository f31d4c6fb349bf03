import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { post } from '../ledger/ledger.server.ts'
import { costsPassedOn, debtSetOff, settlementApproved, tipsEarned } from '../ledger/posting-rules.ts'
import { debtOf } from '../debts/debts.server.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { mayBeSettled, owedAgain } from './settleable.server.ts'
import { settle } from './settlement.ts'
import type { SettlementAmounts } from './settlement.ts'

export {
  checkPayoutAccounts,
  ensurePayoutAccount,
  onboardingLink,
  syncPayoutAccount,
} from './payout-account.server.ts'
export { decideReversal, reverseTransfer } from './transfer-reversals.server.ts'
export { sendTransfer, syncPayouts } from './transfers.server.ts'

export type ProposalRefusal =
  | 'books-do-not-add-up'
  | 'campaign-not-succeeded'
  | 'account-not-active'
  | 'nothing-to-pay'
  | 'settlement-under-way'
  | 'own-campaign'

export type Proposed = { ok: true; settlementId: string } | { ok: false; reason: ProposalRefusal }

/** What a payout would be now; or why there can be none. */
export type Payable =
  | { ok: true; amounts: SettlementAmounts; stripeAccountId: string; initiatorId: string }
  | {
      ok: false
      reason: Exclude<ProposalRefusal, 'books-do-not-add-up' | 'settlement-under-way' | 'own-campaign'>
    }

/** Computes what could be paid to a campaign's initiator now. `vatBp`: VAT on the platform's fee. */
export async function payableOf(db: ReadDb, campaignId: string, vatBp: number): Promise<Payable> {
  const campaign = await db
    .selectFrom('campaign')
    .leftJoin('payout_account', 'payout_account.user_id', 'campaign.initiator_id')
    .select([
      'campaign.state',
      'campaign.initiator_id',
      'campaign.platform_fee_bp',
      'campaign.costs_passed_on',
    ])
    .select(['payout_account.state as account_state', 'payout_account.stripe_account_id'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirst()
  if (campaign?.state !== 'succeeded') return { ok: false, reason: 'campaign-not-succeeded' }
  if (campaign.account_state !== 'active' || !campaign.stripe_account_id)
    return { ok: false, reason: 'account-not-active' }
  const amounts = settle({
    ...(await mayBeSettled(db, campaignId)),
    debt: await debtOf(db, campaignId),
    owed: await owedAgain(db, campaignId),
    costs: campaign.costs_passed_on ? await costsNotYetPassedOn(db, campaignId) : ZERO,
    feeBp: campaign.platform_fee_bp ?? 0,
    vatBp,
  })
  if (!amounts) return { ok: false, reason: 'nothing-to-pay' }
  return {
    ok: true,
    amounts,
    stripeAccountId: campaign.stripe_account_id,
    initiatorId: campaign.initiator_id,
  }
}

/** The fees that Stripe kept of the campaign's held payments, less what earlier settlements passed on. */
async function costsNotYetPassedOn(db: ReadDb, campaignId: string): Promise<Cents> {
  const { fees } = await db
    .selectFrom('payment')
    .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
    .innerJoin('balance_transaction', 'balance_transaction.payment_id', 'payment.id')
    .select(sql<number>`coalesce(sum(balance_transaction.fee_cents), 0)`.as('fees'))
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', '=', 'held')
    .where('payment.purpose', '=', 'pledge')
    .executeTakeFirstOrThrow()
  const { passed } = await db
    .selectFrom('settlement')
    .select(sql<number>`coalesce(sum(costs_cents), 0)`.as('passed'))
    .where('campaign_id', '=', campaignId)
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return cents(Math.max(0, fees - passed))
}

/**
 * Proposes to pay what is held for a campaign to its initiator. Nothing is booked yet: that is for the second
 * person.
 *
 * @param request.booksHold that every invariant was found to hold just now
 */
export async function proposeSettlement(
  trx: WriteDb,
  now: Date,
  request: { campaignId: string; proposedBy: string; vatBp: number; booksHold: boolean },
): Promise<Proposed> {
  const { campaignId } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  const payable = await payableOf(trx, campaignId, request.vatBp)
  if (!payable.ok) return payable
  if (payable.initiatorId === request.proposedBy) return { ok: false, reason: 'own-campaign' }
  if (await hasOpenSettlement(trx, campaignId)) return { ok: false, reason: 'settlement-under-way' }
  const settlementId = randomIds.next()
  const { amounts, stripeAccountId } = payable
  await trx
    .insertInto('settlement')
    .values(eb => ({
      id: settlementId,
      campaign_id: campaignId,
      n: eb
        .selectFrom('settlement')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('campaign_id', '=', campaignId),
      stripe_account_id: stripeAccountId,
      funds_cents: amounts.funds,
      fee_cents: amounts.fee,
      vat_cents: amounts.vat,
      costs_cents: amounts.costs,
      tips_cents: amounts.tips,
      debt_cents: amounts.debt,
      owed_cents: amounts.owed,
      payout_cents: amounts.payout,
      state: 'proposed',
      proposed_by: request.proposedBy,
      proposed_at: instant(now),
      approval_hash: approvalHash(campaignId, stripeAccountId, amounts),
      approved_by: null,
      approved_at: null,
      voided_at: null,
      void_reason: null,
      transfer_id: null,
      destination_payment_id: null,
      transferred_at: null,
      stripe_payout_id: null,
      paid_out_at: null,
    }))
    .execute()
  await recordAudit(trx, now, {
    actorId: request.proposedBy,
    action: 'settlement.proposed',
    subject: { type: 'settlement', id: settlementId },
    detail: { campaignId, payoutCents: amounts.payout },
  })
  return { ok: true, settlementId }
}

async function hasOpenSettlement(trx: WriteDb, campaignId: string): Promise<boolean> {
  const open = await trx
    .selectFrom('settlement')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['proposed', 'approved'])
    .executeTakeFirst()
  return open !== undefined
}

/** What the second person agrees to: any change of amount, account or campaign is another hash. */
function approvalHash(campaignId: string, stripeAccountId: string, amounts: SettlementAmounts): string {
  const { funds, fee, vat, costs, tips, debt, owed, payout } = amounts
  return createHash('sha256')
    .update(JSON.stringify([campaignId, stripeAccountId, funds, fee, vat, costs, tips, debt, owed, payout]))
    .digest('hex')
}

export type Approved =
  | { ok: true }
  | { ok: false; reason: 'books-do-not-add-up' | 'not-proposed' | 'same-person' | 'changed-meanwhile' }

/**
 * Approves a proposal: another person than who proposed it, and never the initiator. What was held becomes owed
 * to the initiator (S1–S3), and the transfer is promised, all in one transaction. When the amounts or the
 * account changed since the proposal, the proposal is void and nothing is booked.
 *
 * @param request.hash the hash of what the approver saw
 */
export async function approveSettlement(
  trx: WriteDb,
  now: Date,
  request: { settlementId: string; approvedBy: string; hash: string; vatBp: number; booksHold: boolean },
): Promise<Approved> {
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  const settlement = await trx
    .selectFrom('settlement')
    .innerJoin('campaign', 'campaign.id', 'settlement.campaign_id')
    .selectAll('settlement')
    .select('campaign.initiator_id')
    .where('settlement.id', '=', request.settlementId)
    .executeTakeFirst()
  if (settlement?.state !== 'proposed') return { ok: false, reason: 'not-proposed' }
  const { approvedBy } = request
  if ([settlement.proposed_by, settlement.initiator_id].includes(approvedBy))
    return { ok: false, reason: 'same-person' }
  const payable = await payableOf(trx, settlement.campaign_id, request.vatBp)
  const current = payable.ok
    ? approvalHash(settlement.campaign_id, payable.stripeAccountId, payable.amounts)
    : null
  if (current !== settlement.approval_hash || request.hash !== settlement.approval_hash) {
    await voidSettlement(trx, now, {
      settlementId: settlement.id,
      actorId: approvedBy,
      reason: 'changed-meanwhile',
    })
    return { ok: false, reason: 'changed-meanwhile' }
  }
  // All of it is set off against the debt: there is nothing to transfer.
  const isPaid = settlement.payout_cents === ZERO
  await trx
    .updateTable('settlement')
    .set({ state: isPaid ? 'paid_out' : 'approved', approved_by: approvedBy, approved_at: instant(now) })
    .$if(isPaid, query => query.set({ paid_out_at: instant(now) }))
    .where('id', '=', settlement.id)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  await bookSettlement(trx, now, settlement)
  if (!isPaid)
    await promiseJob(trx, now, {
      kind: 'send-transfer',
      key: settlement.id,
      payload: { settlementId: settlement.id },
    })
  await recordAudit(trx, now, {
    actorId: approvedBy,
    action: 'settlement.approved',
    subject: { type: 'settlement', id: settlement.id },
    detail: { payoutCents: settlement.payout_cents },
  })
  return { ok: true }
}

async function bookSettlement(trx: WriteDb, now: Date, settlement: Row<'settlement'>): Promise<void> {
  const { campaign_id: campaignId, funds_cents: funds, fee_cents: fee, vat_cents: vat } = settlement
  const source = { type: 'settlement', id: settlement.id }
  const postings = settlementApproved({ campaignId, funds, fee, vat })
  if (postings.length > 0)
    await post(trx, now, { kind: 'settlement-approved', source, occurredAt: now, postings })
  if (settlement.costs_cents > ZERO) {
    const passedOn = costsPassedOn({ campaignId, costs: settlement.costs_cents })
    await post(trx, now, { kind: 'costs-passed-on', source, occurredAt: now, postings: passedOn })
  }
  if (settlement.tips_cents > ZERO) {
    const earned = tipsEarned({ campaignId, tips: settlement.tips_cents })
    await post(trx, now, { kind: 'tips-earned', source, occurredAt: now, postings: earned })
  }
  if (settlement.debt_cents > ZERO) {
    const setOff = debtSetOff({ campaignId, amount: settlement.debt_cents })
    await post(trx, now, { kind: 'debt-set-off', source, occurredAt: now, postings: setOff })
  }
}

/** Voids a proposal that was not approved yet; a new one may then be made. */
export async function voidSettlement(
  trx: WriteDb,
  now: Date,
  request: { settlementId: string; actorId: string; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('settlement')
    .set({ state: 'voided', voided_at: instant(now), void_reason: request.reason })
    .where('id', '=', request.settlementId)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await recordAudit(trx, now, {
    actorId: request.actorId,
    action: 'settlement.voided',
    subject: { type: 'settlement', id: request.settlementId },
    detail: { reason: request.reason },
  })
  return true
}
