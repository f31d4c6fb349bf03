import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { PledgeMethod, PledgeState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'

/** What the desk asks about the pledges of a campaign. */

export interface PledgesInState {
  state: PledgeState
  count: number
  amount: Cents
  tips: Cents
}

/** How many pledges of a campaign are in each state. Reads all of them: for the desk, not for a public page. */
export async function pledgesByState(db: ReadDb, campaignId: string): Promise<PledgesInState[]> {
  return db
    .selectFrom('pledge')
    .select(eb => ['state', eb.fn.countAll<number>().as('count')])
    .select([sql<Cents>`sum(amount_cents)`.as('amount'), sql<Cents>`sum(tip_cents)`.as('tips')])
    .where('campaign_id', '=', campaignId)
    .groupBy('state')
    .orderBy('state')
    .execute()
}

export interface DeskPledge {
  id: string
  amount: Cents
  tip: Cents
  method: PledgeMethod
  state: PledgeState
  createdAt: Instant
  declineCode: string | null
  /** Who gave; null where whoever looks has no need to know. */
  person: { name: string; email: string } | null
}

/**
 * One page of a campaign's pledges in one state, newest first.
 *
 * @param wanted.withPeople whether names and addresses are told: to who must answer a backer, and nobody else
 * @param wanted.before the `older` of the page before; anything else begins at the newest
 */
export async function pledgesForDesk(
  db: ReadDb,
  campaignId: string,
  wanted: { state: PledgeState; withPeople: boolean; before?: string | null; limit: number },
): Promise<{ pledges: DeskPledge[]; older: string | null }> {
  let query = db
    .selectFrom('pledge')
    .select(['id', 'amount_cents as amount', 'tip_cents as tip', 'method', 'state'])
    .select(['created_at as createdAt', 'decline_code as declineCode', 'name', 'email'])
    .where('campaign_id', '=', campaignId)
    .where('state', '=', wanted.state)
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.before && isId(wanted.before)) query = query.where('id', '<', wanted.before)
  const rows = await query.execute()
  const shown = rows.slice(0, wanted.limit)
  return {
    pledges: shown.map(({ name, email, ...pledge }) => ({
      ...pledge,
      person: wanted.withPeople ? { name, email } : null,
    })),
    older: rows.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
