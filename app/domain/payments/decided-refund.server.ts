import type { WriteDb } from '#db/database.server.ts'
import { fundsHeld, tipsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { findPledge } from '../pledges/pledges.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { giveBack } from './decide-refund.server.ts'

export type DecidedRefund =
  { ok: true } | { ok: false; reason: 'no-such-pledge' | 'not-held' | 'paid-out' | 'reason-missing' }

/**
 * One pledge is given back whole, by decision of a person, for a reason that is kept with their name. Only while
 * the campaign still holds the money: what was paid out is not the platform's to give.
 */
export async function refundByDecision(
  trx: WriteDb,
  now: Date,
  decision: { campaignId: string; pledgeId: string; decidedBy: string; reason: string },
): Promise<DecidedRefund> {
  const { campaignId, pledgeId, decidedBy } = decision
  const reason = decision.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  const pledge = await findPledge(trx, pledgeId)
  if (pledge?.campaign_id !== campaignId) return { ok: false, reason: 'no-such-pledge' }
  if (pledge.state !== 'held') return { ok: false, reason: 'not-held' }
  const isStillThere =
    (await balance(trx, fundsHeld(campaignId))) >= pledge.amount_cents &&
    (await balance(trx, tipsHeld(campaignId))) >= pledge.tip_cents
  if (!isStillThere) return { ok: false, reason: 'paid-out' }
  await giveBack(trx, now, pledgeId, 'refund-decided', { reason: 'by_admin', decidedBy })
  await recordAudit(trx, now, {
    actorId: decidedBy,
    action: 'pledge.refund-decided',
    subject: { type: 'pledge', id: pledgeId },
    detail: { reason },
  })
  return { ok: true }
}
