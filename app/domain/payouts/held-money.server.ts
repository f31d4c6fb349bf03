import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { DAY_MS, instant } from '../clock.ts'
import type { Clock, Instant } from '../clock.ts'
import { cancelCampaign } from '../closings/closings.server.ts'
import type { Canceled, Canceler } from '../closings/closings.server.ts'
import { fundsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { subtract } from '../money.ts'
import { reportDiscrepancy } from '../payments/payments.server.ts'
import { oldestHeld } from './oldest-held.ts'
import type { PaymentLeft } from './oldest-held.ts'

/**
 * Stripe lets a platform hold money for 90 days (money.md 1.2). From this day on, counted from the first euro that is
 * still held, the treasurer is warned; and from the other one on everybody is paid back, which leaves five days for
 * what goes wrong with that.
 */
const ALARM_ON_DAY = 80
const REFUND_ON_DAY = 85

/** What backers and initiator read when the platform's own rule ends a campaign. */
const HELD_TOO_LONG =
  'Het geld is te lang vastgehouden: na 85 dagen moet het terug. (The money was held too long: after 85 days it must go back.)'

/**
 * Cancels a campaign and voids the payout that was proposed for it. A payout that was approved goes on: it is the
 * initiator's money since then, and their debt.
 */
export async function stopCampaign(
  trx: WriteDb,
  now: Date,
  request: { campaignId: string; by: Canceler; actorId: string | null; reason: string },
): Promise<Canceled> {
  const canceled = await cancelCampaign(trx, now, request)
  if (!canceled.ok) return canceled
  await trx
    .updateTable('settlement')
    .set({ state: 'voided', voided_at: instant(now), void_reason: 'campaign-canceled' })
    .where('campaign_id', '=', request.campaignId)
    .where('state', '=', 'proposed')
    .execute()
  return canceled
}

/**
 * Looks how long money has been held for each campaign; warns, and pays back in time. A payout does not end that for
 * what stays: neither a part that was paid out, nor what is kept back for a dispute.
 *
 * On day 85 of the oldest euro that is held the whole campaign ends, also when a part of it was paid out: what is still
 * held goes back, to each backer their share of it, and the rest is the initiator's debt to them, by the rule of every
 * cancellation after a payout (`cancelCampaign`). Tips are not looked at: they wait for the campaign's end.
 */
export async function guardHeldMoney({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const warnFor = instant(new Date(clock.now().getTime() - ALARM_ON_DAY * DAY_MS))
  for (const id of await campaignsWithPaymentsOf(db.read, warnFor))
    await db.inTransaction(async trx => {
      const now = clock.now()
      const held = await balance(trx, fundsHeld(id))
      const oldest = oldestHeld(await paymentsLeft(trx, id), held)
      if (!oldest) return
      const days = (now.getTime() - Date.parse(oldest.recordedAt)) / DAY_MS
      if (days < ALARM_ON_DAY) return
      await reportDiscrepancy(trx, now, {
        kind: 'held-too-long',
        subject: id,
        amount: held,
        detail: { heldSince: oldest.recordedAt, refundOnDay: REFUND_ON_DAY },
      })
      if (days >= REFUND_ON_DAY)
        await stopCampaign(trx, now, { campaignId: id, by: 'platform', actorId: null, reason: HELD_TOO_LONG })
    })
}

/** The payments of pledges that are held still, or were paid out. */
function paymentsOfHeld(db: ReadDb) {
  return db
    .selectFrom('payment')
    .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
    .where('pledge.state', '=', 'held')
    .where('payment.purpose', '=', 'pledge')
}

/** The campaigns with a payment of that moment or before, so that the others are not walked through. */
async function campaignsWithPaymentsOf(db: ReadDb, moment: Instant): Promise<string[]> {
  const rows = await paymentsOfHeld(db)
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select('campaign.id')
    .distinct()
    .where('campaign.state', 'in', ['live', 'closing', 'near_miss', 'succeeded'])
    .where('payment.recorded_at', '<=', moment)
    .orderBy('campaign.id')
    .execute()
  return rows.map(({ id }) => id)
}

async function paymentsLeft(db: ReadDb, campaignId: string): Promise<PaymentLeft[]> {
  const rows = await paymentsOfHeld(db)
    .select(['payment.recorded_at as recordedAt', 'pledge.amount_cents', 'pledge.returned_cents'])
    .where('pledge.campaign_id', '=', campaignId)
    .orderBy('payment.recorded_at')
    .orderBy('payment.id')
    .execute()
  return rows.map(row => ({
    recordedAt: row.recordedAt,
    left: subtract(row.amount_cents, row.returned_cents),
  }))
}
