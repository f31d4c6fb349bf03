import type { ReadDb } from '#db/database.server.ts'

/** A reward with what of it was delivered. Of who stays anonymous there is no name. */
export interface RewardToDeliver {
  id: string
  title: string
  all: number
  waiting: { pledgeId: string; name: string | null }[]
}

/** The rewards of a campaign that somebody paid for, in their order. */
export async function rewardsToDeliver(db: ReadDb, campaignId: string): Promise<RewardToDeliver[]> {
  const rows = await db
    .selectFrom('pledge')
    .innerJoin('reward', 'reward.id', 'pledge.reward_id')
    .leftJoin('reward_delivery', 'reward_delivery.pledge_id', 'pledge.id')
    .select(['reward.id', 'reward.title', 'pledge.id as pledgeId', 'pledge.name', 'name_visible'])
    .select(['delivered_on'])
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', '=', 'held')
    .orderBy('reward.position')
    .orderBy('pledge.id')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].map(pledges => ({
    id: pledges[0]?.id ?? '',
    title: pledges[0]?.title ?? '',
    all: pledges.length,
    waiting: pledges
      .filter(({ delivered_on }) => delivered_on === null)
      .map(({ pledgeId, name, name_visible }) => ({
        pledgeId,
        name: name_visible === 1 && name !== '' ? name : null,
      })),
  }))
}
