import { sql } from 'kysely'
import type { WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'

/** Takes one of a reward. One conditional update decides who gets the last one (trust.md F13). */
export async function reserveReward(trx: WriteDb, rewardId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('reward')
    .set({ taken: sql<number>`taken + 1` })
    .where('id', '=', rewardId)
    .where(eb => eb.or([eb('quantity', 'is', null), eb('taken', '<', eb.ref('quantity'))]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Gives back the reward that a pledge had reserved; does nothing when it has none. */
export async function freeReward(
  trx: WriteDb,
  pledge: Pick<Row<'pledge'>, 'id' | 'reward_id' | 'reward_reserved'>,
): Promise<void> {
  if (pledge.reward_reserved === 0 || !pledge.reward_id) return
  await trx.updateTable('pledge').set({ reward_reserved: 0 }).where('id', '=', pledge.id).execute()
  await trx
    .updateTable('reward')
    .set({ taken: sql<number>`taken - 1` })
    .where('id', '=', pledge.reward_id)
    .execute()
}
