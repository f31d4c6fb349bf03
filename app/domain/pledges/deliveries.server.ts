import type { WriteDb } from '#db/database.server.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'

export type DeliveryRecorded =
  | { ok: true; pledges: number }
  | { ok: false; reason: 'no-such-reward' | 'not-a-day' | 'day-to-come' | 'before-live' | 'nobody-left' }

/**
 * Notes on which day a reward was delivered: to one backer, or to all who did not have it yet. What was noted stays,
 * because a backer's right to withdraw ends 14 days after it.
 *
 * @param delivery.pledgeId null: to everybody who is left
 * @param delivery.day `yyyy-mm-dd`
 */
export async function recordDelivery(
  trx: WriteDb,
  now: Date,
  delivery: {
    campaignId: string
    initiatorId: string
    rewardId: string
    pledgeId: string | null
    day: string
  },
): Promise<DeliveryRecorded> {
  const { campaignId, initiatorId, rewardId, pledgeId, day } = delivery
  const reward = await trx
    .selectFrom('reward')
    .innerJoin('campaign', 'campaign.id', 'reward.campaign_id')
    .select('campaign.live_at')
    .where('reward.id', '=', rewardId)
    .where('campaign.id', '=', campaignId)
    .where('campaign.initiator_id', '=', initiatorId)
    .executeTakeFirst()
  if (!reward?.live_at) return { ok: false, reason: 'no-such-reward' }
  if (!isDay(day)) return { ok: false, reason: 'not-a-day' }
  if (day > dayInCity(now)) return { ok: false, reason: 'day-to-come' }
  if (day < dayInCity(new Date(reward.live_at))) return { ok: false, reason: 'before-live' }
  let waiting = trx
    .selectFrom('pledge')
    .leftJoin('reward_delivery', 'reward_delivery.pledge_id', 'pledge.id')
    .select('pledge.id')
    .where('reward_id', '=', rewardId)
    .where('state', '=', 'held')
    .where('reward_delivery.pledge_id', 'is', null)
    .orderBy('pledge.id')
  if (pledgeId !== null) waiting = waiting.where('pledge.id', '=', pledgeId)
  const pledges = await waiting.execute()
  if (pledges.length === 0) return { ok: false, reason: 'nobody-left' }
  for (const { id } of pledges)
    await trx
      .insertInto('reward_delivery')
      .values({ pledge_id: id, delivered_on: day, recorded_by: initiatorId, recorded_at: instant(now) })
      .execute()
  return { ok: true, pledges: pledges.length }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  )
}
