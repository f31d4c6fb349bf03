import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { fundsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { least, subtract } from '../money.ts'
import type { Cents } from '../money.ts'
import { findPledge } from '../pledges/pledges.server.ts'
import { leftOf } from '../pledges/pledge.ts'
import { recordAudit } from '../users/users.server.ts'
import { decideRefund } from './decide-refund.server.ts'
import type { RefundDecided } from './decide-refund.server.ts'

type Refusal = Extract<RefundDecided, { ok: false }>['reason']

export type DecidedRefund =
  { ok: true } | { ok: false; reason: Refusal | 'no-such-pledge' | 'reason-missing' }

/** A refund that a person decides, for a reason that goes into the letter and is kept with their name. */
export interface RefundByPerson {
  campaignId: string
  pledgeId: string
  decidedBy: string
  reason: string
  /** Of the pledge, without its tip; all that is left of it when left out. */
  amount?: Cents
  /** The run in which everybody is paid back, when it is part of one. */
  runId?: string
}

/**
 * One pledge is given back, whole or in part, by decision of a person. What its campaign no longer holds becomes the
 * initiator's debt (R1).
 */
export async function refundByDecision(
  trx: WriteDb,
  now: Date,
  decision: RefundByPerson,
): Promise<DecidedRefund> {
  const { campaignId, pledgeId, decidedBy, amount, runId = null } = decision
  const reason = decision.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  const pledge = await findPledge(trx, pledgeId)
  if (pledge?.campaign_id !== campaignId) return { ok: false, reason: 'no-such-pledge' }
  const decided = await decideRefund(trx, now, { pledgeId, amount, reason: 'by_admin', decidedBy })
  if (!decided.ok) return decided
  await trx
    .insertInto('refund_decision')
    .values({ refund_id: decided.refundId, reason, run_id: runId })
    .execute()
  await recordAudit(trx, now, {
    actorId: decidedBy,
    action: 'pledge.refund-decided',
    subject: { type: 'pledge', id: pledgeId },
    detail: { reason, refundId: decided.refundId, isWhole: decided.isWhole },
  })
  return { ok: true }
}

/** What giving back all that is left of a pledge would do, to be told before it is done. */
export interface RefundEffect {
  amount: Cents
  tip: Cents
  totalBefore: Cents
  totalAfter: Cents
  /** What the campaign no longer holds, so that its initiator would owe it. */
  becomesDebt: Cents
}

export async function effectOfRefund(
  db: ReadDb,
  pledge: Parameters<typeof leftOf>[0] & { campaign_id: string },
): Promise<RefundEffect> {
  const left = leftOf(pledge)
  const { held_cents: totalBefore } = await db
    .selectFrom('campaign_total')
    .select('held_cents')
    .where('campaign_id', '=', pledge.campaign_id)
    .executeTakeFirstOrThrow()
  const held = await balance(db, fundsHeld(pledge.campaign_id))
  return {
    ...left,
    totalBefore,
    totalAfter: subtract(totalBefore, left.amount),
    becomesDebt: subtract(left.amount, least(left.amount, held)),
  }
}
