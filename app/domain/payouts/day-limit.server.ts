import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { after, DAY_MS } from '../clock.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * How much two people together may let out within 24 hours, by whichever way (trust.md T11): should two accounts be
 * taken over on one evening, the loss has an end. A setting may say otherwise.
 */
const MOST_A_DAY = cents(50_000_00)

/** Asked inside the transaction that approves, so that two approvals at once do not both fit in what is left. */
export async function isOverDayLimit(
  db: ReadDb,
  now: Date,
  { amount, most = MOST_A_DAY }: { amount: Cents; most?: Cents },
): Promise<boolean> {
  const since = after(now, -DAY_MS)
  const approved = [
    await db
      .selectFrom('settlement')
      .select(sql<number>`coalesce(sum(payout_cents), 0)`.as('sum'))
      .where('approved_at', '>', since)
      .executeTakeFirstOrThrow(),
    await db
      .selectFrom('bank_file')
      .select(sql<number>`coalesce(sum(total_cents), 0)`.as('sum'))
      .where('approved_at', '>', since)
      .executeTakeFirstOrThrow(),
    await db
      .selectFrom('platform_payout')
      .select(sql<number>`coalesce(sum(amount_cents), 0)`.as('sum'))
      .where('approved_at', '>', since)
      .executeTakeFirstOrThrow(),
  ]
  return approved.reduce((total, { sum }) => total + sum, 0) + amount > most
}
