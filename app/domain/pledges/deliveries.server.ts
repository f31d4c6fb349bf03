import type { WriteDb } from '#db/database.server.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { withdrawableAfterDelivery } from './delivery-term.server.ts'
import { pledgeFacts, requirePledge } from './pledge-in-campaign.server.ts'

export type DeliveryRecorded =
  | { ok: true; pledges: number }
  | { ok: false; reason: 'no-such-reward' | 'not-a-day' | 'day-to-come' | 'before-live' | 'nobody-left' }
  /** Nothing was noted: so many of the pledges were made after that day. */
  | { ok: false; reason: 'before-pledge'; later: number }

/**
 * Notes on which day a reward was delivered: to one backer, or to all who did not have it yet. What was noted stays,
 * because a backer's right to withdraw ends 14 days after it. So nothing is delivered before it was pledged, and each
 * backer gets a letter that says what was noted and until when they may withdraw.
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
    .select(['pledge.id', 'pledge.accepted_at'])
    .where('reward_id', '=', rewardId)
    .where('state', '=', 'held')
    .where('reward_delivery.pledge_id', 'is', null)
    .orderBy('pledge.id')
  if (pledgeId !== null) waiting = waiting.where('pledge.id', '=', pledgeId)
  const pledges = await waiting.execute()
  if (pledges.length === 0) return { ok: false, reason: 'nobody-left' }
  const later = pledges.filter(({ accepted_at: at }) => at !== null && day < dayInCity(new Date(at))).length
  if (later > 0) return { ok: false, reason: 'before-pledge', later }
  for (const { id } of pledges) {
    await trx
      .insertInto('reward_delivery')
      .values({ pledge_id: id, delivered_on: day, recorded_by: initiatorId, recorded_at: instant(now) })
      .execute()
    await tellBacker(trx, now, id, day)
  }
  return { ok: true, pledges: pledges.length }
}

async function tellBacker(trx: WriteDb, now: Date, pledgeId: string, day: string): Promise<void> {
  const pledge = await requirePledge(trx, pledgeId)
  await promiseLetter(trx, now, {
    name: 'reward-delivered',
    dedupKey: pledgeId,
    to: pledge.email,
    language: pledge.language,
    props: {
      ...pledgeFacts(pledge),
      deliveredOn: day,
      withdrawableUntil: withdrawableAfterDelivery(day),
    },
  })
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  )
}
