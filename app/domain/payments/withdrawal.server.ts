import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { movePledge, requirePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { giveBack } from './decide-refund.server.ts'

export type Withdrawal =
  { ok: true; moneyComesBack: boolean } | { ok: false; reason: 'too-late' | 'already-ended' | 'not-paid-yet' }

/** What would happen if the backer withdrew now. */
export function withdrawalOf(pledge: PledgeInCampaign, now: Date): Withdrawal {
  if (pledge.state === 'action_required') return { ok: true, moneyComesBack: false }
  if (pledge.state === 'draft' || pledge.state === 'checkout_open' || pledge.state === 'processing')
    return { ok: false, reason: 'not-paid-yet' }
  if (pledge.state !== 'held' && pledge.state !== 'committed')
    return { ok: false, reason: pledge.state === 'collecting' ? 'too-late' : 'already-ended' }
  if (pledge.campaign_state !== 'live' || pledge.campaign_ends_at <= instant(now))
    return { ok: false, reason: 'too-late' }
  return { ok: true, moneyComesBack: pledge.state === 'held' }
}

/**
 * Withdraws a pledge before the deadline: money that was taken comes back by itself, a saved card is forgotten.
 * The letter that confirms it, with its time, is promised in the same transaction.
 */
export async function withdraw(trx: WriteDb, now: Date, pledgeId: string): Promise<Withdrawal> {
  const pledge = await requirePledge(trx, pledgeId)
  const withdrawal = withdrawalOf(pledge, now)
  if (!withdrawal.ok) return withdrawal
  if (withdrawal.moneyComesBack)
    await giveBack(trx, now, pledgeId, 'withdrawn', { reason: 'withdrawn', decidedBy: null })
  else await movePledge(trx, now, pledgeId, 'withdrawn')
  return withdrawal
}
