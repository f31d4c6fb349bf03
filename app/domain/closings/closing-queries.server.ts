import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'

/** How a campaign ended, or is ending. */
export interface Closure {
  startedAt: Instant
  /** Null while payments are still under way. */
  decided: {
    at: Instant
    outcome: 'succeeded' | 'failed' | 'canceled'
    counted: Cents
    pledges: number
  } | null
}

/** The closure of a campaign; null while its last day is not over. */
export async function closureOf(db: ReadDb, campaignId: string): Promise<Closure | null> {
  const row = await db
    .selectFrom('campaign_closure')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  if (!row) return null
  const { decided_at: at, outcome, counted_cents: counted, counted_pledges: pledges } = row
  const isDecided = at !== null && outcome !== null && counted !== null && pledges !== null
  return { startedAt: row.started_at, decided: isDecided ? { at, outcome, counted, pledges } : null }
}
