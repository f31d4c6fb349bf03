import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { post } from '../ledger/ledger.server.ts'
import { costsPassedOn, debtSetOff, settlementApproved, tipsEarned } from '../ledger/posting-rules.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { restsUntil } from './cooling.ts'
import { isOverDayLimit } from './day-limit.server.ts'
import { mayPropose, signatureRefusal } from './four-eyes.server.ts'
import type { SignatureRefusal } from './four-eyes.server.ts'
import { bankChangedAt } from './payout-account.server.ts'
import { payableOf } from './payable.server.ts'
import type { SettlementAmounts } from './settlement.ts'

export {
  checkPayoutAccounts,
  ensurePayoutAccount,
  noteBankChange,
  onboardingLink,
  syncPayoutAccount,
} from './payout-account.server.ts'
export { guardHeldMoney, stopCampaign } from './held-money.server.ts'
export {
  approvePlatformPayout,
  arrivedOnBank,
  proposePlatformPayout,
  sendPlatformPayout,
  syncPlatformPayouts,
  voidPlatformPayout,
} from './platform-payouts.server.ts'
export type { PlatformProposal } from './platform-payouts.server.ts'
export { payableOf } from './payable.server.ts'
export { isOverDayLimit } from './day-limit.server.ts'
export { mayPropose, signatureRefusal } from './four-eyes.server.ts'
export type { SignatureRefusal } from './four-eyes.server.ts'
export { decideReversal, reverseTransfer } from './transfer-reversals.server.ts'
export type { Reversal } from './transfer-reversals.server.ts'
export { sendTransfer, syncPayouts } from './transfers.server.ts'

export type ProposalRefusal =
  | 'books-do-not-add-up'
  | 'campaign-not-succeeded'
  | 'campaign-suspended'
  | 'too-early'
  | 'too-little'
  | 'account-not-active'
  | 'nothing-to-pay'
  | 'more-than-held'
  | 'settlement-under-way'
  | 'own-campaign'
  | 'no-role'
  | 'bank-changed-lately'

export type Proposed = { ok: true; settlementId: string } | { ok: false; reason: ProposalRefusal }

/**
 * Proposes to pay what is held for a campaign to its initiator, or a part of it. Nothing is booked yet: that is for
 * the second person.
 *
 * @param request.wanted how much of what is held; all of it when left out
 * @param request.booksHold that every invariant was found to hold just now
 */
export async function proposeSettlement(
  trx: WriteDb,
  now: Date,
  request: {
    campaignId: string
    proposedBy: string
    vatBp: number
    booksHold: boolean
    wanted?: Cents | null
  },
): Promise<Proposed> {
  const { campaignId, vatBp, wanted = null } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  const payable = await payableOf(trx, campaignId, { vatBp, wanted, now })
  if (!payable.ok) return payable
  if (payable.initiatorId === request.proposedBy) return { ok: false, reason: 'own-campaign' }
  if (!(await mayPropose(trx, request.proposedBy))) return { ok: false, reason: 'no-role' }
  if (restsUntil(await bankChangedAt(trx, payable.initiatorId), now))
    return { ok: false, reason: 'bank-changed-lately' }
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
      wanted_cents: wanted,
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
  | {
      ok: false
      reason:
        | ('books-do-not-add-up' | 'not-proposed' | 'changed-meanwhile' | 'bank-changed' | 'over-day-limit')
        | SignatureRefusal
    }

/**
 * Approves a proposal: another person than who proposed it, and never the initiator. What was held becomes owed
 * to the initiator (S1–S3), and the transfer is promised, all in one transaction. When the amounts or the
 * account changed since the proposal, the proposal is void and nothing is booked.
 *
 * @param request.hash the hash of what the approver saw
 * @param request.mostADay how much may leave within 24 hours; beyond it the proposal waits
 */
export async function approveSettlement(
  trx: WriteDb,
  now: Date,
  request: {
    settlementId: string
    approvedBy: string
    hash: string
    vatBp: number
    booksHold: boolean
    mostADay?: Cents
  },
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
  const callOff = { settlementId: settlement.id, actorId: approvedBy }
  const refusal =
    (await signatureRefusal(trx, {
      proposedBy: settlement.proposed_by,
      approvedBy,
      payee: settlement.initiator_id,
    })) ?? (await bankRefusal(trx, settlement))
  if (refusal === 'proposer-lost-role' || refusal === 'bank-changed')
    await voidSettlement(trx, now, { ...callOff, reason: refusal })
  if (refusal) return { ok: false, reason: refusal }
  const payable = await payableOf(trx, settlement.campaign_id, {
    vatBp: request.vatBp,
    wanted: settlement.wanted_cents,
    now,
  })
  const current = payable.ok
    ? approvalHash(settlement.campaign_id, payable.stripeAccountId, payable.amounts)
    : null
  if (current !== settlement.approval_hash || request.hash !== settlement.approval_hash) {
    await voidSettlement(trx, now, { ...callOff, reason: 'changed-meanwhile' })
    return { ok: false, reason: 'changed-meanwhile' }
  }
  if (await isOverDayLimit(trx, now, { amount: settlement.payout_cents, most: request.mostADay }))
    return { ok: false, reason: 'over-day-limit' }
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

/** A proposal is for the bank account that stood behind the payout account when it was made. */
async function bankRefusal(
  trx: WriteDb,
  settlement: { initiator_id: string; proposed_at: Instant },
): Promise<'bank-changed' | null> {
  const changedAt = await bankChangedAt(trx, settlement.initiator_id)
  return changedAt !== null && changedAt >= settlement.proposed_at ? 'bank-changed' : null
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
