import type { Db, WriteDb } from '#db/database.server.ts'
import { DAY_MS, instant } from '../clock.ts'
import type { Clock, Instant } from '../clock.ts'
import { cancelCampaign } from '../closings/closings.server.ts'
import type { Canceled, Canceler } from '../closings/closings.server.ts'
import { fundsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { ZERO } from '../money.ts'
import { reportDiscrepancy } from '../payments/payments.server.ts'

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

/** Looks how long money has been held for each campaign that has not been paid out; warns, and pays back in time. */
export async function guardHeldMoney({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  for (const { id, heldSince } of await heldLongest(db)) {
    const now = clock.now()
    const days = (now.getTime() - Date.parse(heldSince)) / DAY_MS
    if (days < ALARM_ON_DAY) continue
    await db.inTransaction(async trx => {
      const held = await balance(trx, fundsHeld(id))
      if (held <= ZERO) return
      await reportDiscrepancy(trx, now, {
        kind: 'held-too-long',
        subject: id,
        amount: held,
        detail: { heldSince, refundOnDay: REFUND_ON_DAY },
      })
      if (days >= REFUND_ON_DAY)
        await stopCampaign(trx, now, { campaignId: id, by: 'platform', actorId: null, reason: HELD_TOO_LONG })
    })
  }
}

/** The campaigns that hold money, each with the moment at which the oldest of it that was not paid out came in. */
async function heldLongest(db: Db): Promise<{ id: string; heldSince: Instant }[]> {
  const rows = await db.read
    .selectFrom('payment')
    .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['campaign.id', eb => eb.fn.min('payment.recorded_at').$castTo<Instant>().as('heldSince')])
    .where('campaign.state', 'in', ['live', 'closing', 'near_miss', 'succeeded'])
    .where('pledge.state', '=', 'held')
    .where('payment.purpose', '=', 'pledge')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('settlement')
            .select('settlement.id')
            .whereRef('settlement.campaign_id', '=', 'campaign.id')
            .whereRef('settlement.approved_at', '>=', 'payment.recorded_at'),
        ),
      ),
    )
    .groupBy('campaign.id')
    .orderBy('campaign.id')
    .execute()
  return rows
}
