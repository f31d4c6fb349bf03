import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { movePledge, requirePledge, withdrawableAfterDelivery } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { giveBack } from './decide-refund.server.ts'

export type Withdrawal =
  { ok: true; moneyComesBack: boolean } | { ok: false; reason: 'too-late' | 'already-ended' | 'not-paid-yet' }

/** Until when a pledge may be withdrawn; null when no more. */
export type WithdrawalTerm =
  | { ends: 'at'; instant: Instant }
  /** While it is decided whether the campaign goes on, also before its initiator has explained anything. */
  | { ends: 'when-decided' }
  /** While a reward is not delivered. */
  | { ends: 'after-delivery' }
  | null

const at = (instant: Instant): WithdrawalTerm => ({ ends: 'at', instant })

export function withdrawalTerm(pledge: PledgeInCampaign): WithdrawalTerm {
  const { campaign_state: state, answers_by: answersBy, delivered_on: deliveredOn } = pledge
  if (state === 'live') return at(pledge.campaign_ends_at)
  if (state === 'closing') return { ends: 'when-decided' }
  if (state === 'near_miss') return answersBy === null ? { ends: 'when-decided' } : at(answersBy)
  if (state !== 'succeeded' || !pledge.reward_id) return null
  return deliveredOn === null ? { ends: 'after-delivery' } : at(withdrawableAfterDelivery(deliveredOn))
}

/** What would happen if the backer withdrew now. */
export function withdrawalOf(pledge: PledgeInCampaign, now: Date): Withdrawal {
  if (pledge.state === 'action_required') return { ok: true, moneyComesBack: false }
  if (pledge.state === 'draft' || pledge.state === 'checkout_open' || pledge.state === 'processing')
    return { ok: false, reason: 'not-paid-yet' }
  if (pledge.state !== 'held' && pledge.state !== 'committed')
    return { ok: false, reason: pledge.state === 'collecting' ? 'too-late' : 'already-ended' }
  const term = withdrawalTerm(pledge)
  const isOver =
    term === null || (term.ends === 'at' && term.instant <= instant(now) && !waitsForClosing(pledge))
  const isBeingCharged = pledge.campaign_state === 'succeeded' && pledge.state === 'committed'
  if (isOver || isBeingCharged) return { ok: false, reason: 'too-late' }
  return { ok: true, moneyComesBack: pledge.state === 'held' }
}

/** The last day is over and the closing begins with the next look: what holds then holds already. */
function waitsForClosing(pledge: PledgeInCampaign): boolean {
  return pledge.campaign_state === 'live'
}

/**
 * Withdraws a pledge: from the moment it was made until it is decided whether the campaign goes on, without a gap, and
 * one with a reward until 14 days after it was delivered; not while its card is being charged. Money that was taken comes
 * back by itself (what was paid out is from then on owed by the initiator, R1), a saved card is forgotten. The letter that
 * confirms it, with its time, is promised in the same transaction.
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
