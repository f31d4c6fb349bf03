import type { ReadDb } from '#db/database.server.ts'
import type { NearMissAnswer } from '#db/schema.ts'

/** What pages ask about an 80 % conversation. What everybody may see of it is part of the public campaign. */

/** What the backer of a pledge answered last; null when nothing yet. */
export async function lastAnswerOf(db: ReadDb, pledgeId: string): Promise<NearMissAnswer | null> {
  const row = await db
    .selectFrom('near_miss_answer')
    .select('answer')
    .where('pledge_id', '=', pledgeId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.answer ?? null
}

/** How many backers answered what; each pledge by its last answer. */
export async function answersTo(db: ReadDb, campaignId: string): Promise<Record<NearMissAnswer, number>> {
  const rows = await db
    .selectFrom('near_miss_answer as given')
    .innerJoin('pledge', 'pledge.id', 'given.pledge_id')
    .select(['given.answer', eb => eb.fn.countAll<number>().as('n')])
    .where('pledge.campaign_id', '=', campaignId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('near_miss_answer as later')
            .select('later.n')
            .whereRef('later.pledge_id', '=', 'given.pledge_id')
            .whereRef('later.n', '>', 'given.n'),
        ),
      ),
    )
    .groupBy('given.answer')
    .orderBy('given.answer')
    .execute()
  const counts = { stay: 0, add: 0, withdraw: 0 }
  for (const { answer, n } of rows) counts[answer] = Number(n)
  return counts
}
