import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { PledgeState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { parseEuros } from '../money.ts'
import type { Cents } from '../money.ts'

/** A pledge that somebody asked about. */
export interface FoundPledge {
  id: string
  campaignId: string
  campaignTitle: string
  name: string
  email: string
  amount: Cents
  tip: Cents
  state: PledgeState
  createdAt: Instant
}

/**
 * Looks for pledges by what a backer tells: their address, their name or a part of it, the amount with or without the
 * tip, or the reference. Newest first.
 */
export async function findPledges(db: ReadDb, text: string, limit: number): Promise<FoundPledge[]> {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const query = db
    .selectFrom('pledge')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['pledge.id', 'pledge.campaign_id as campaignId', 'campaign.title as campaignTitle'])
    .select(['pledge.name', 'pledge.email', 'pledge.amount_cents as amount', 'pledge.tip_cents as tip'])
    .select(['pledge.state', 'pledge.created_at as createdAt'])
    .orderBy('pledge.id', 'desc')
    .limit(limit)
  if (isId(wanted)) return query.where('pledge.id', '=', wanted).execute()
  if (wanted.includes('@')) return query.where('pledge.email', '=', wanted).execute()
  const amount = parseEuros(wanted)
  if (amount.ok)
    return query
      .where(eb =>
        eb.or([
          eb('pledge.amount_cents', '=', amount.cents),
          eb(sql<number>`pledge.amount_cents + pledge.tip_cents`, '=', amount.cents),
        ]),
      )
      .execute()
  const part = `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`
  return query
    .where(sql<boolean>`lower(pledge.name) LIKE ${part} ESCAPE '\\' OR pledge.email LIKE ${part} ESCAPE '\\'`)
    .execute()
}
