import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import type { StopScope } from './brake.ts'

/** A stop of the brake on cards, as staff see it. A network is told by the first letters of its hash only. */
export interface CardStop {
  id: string
  scope: StopScope
  campaign: { id: string; title: string } | null
  network: string | null
  failures: number
  startedAt: Instant
  endsAt: Instant
  lifted: { at: Instant; by: string; reason: string } | null
}

const SHOWN_LETTERS = 8

const stops = (db: ReadDb) =>
  db
    .selectFrom('card_stop')
    .leftJoin('campaign', 'campaign.id', 'card_stop.subject')
    .leftJoin('user', 'user.id', 'card_stop.lifted_by')
    .selectAll('card_stop')
    .select('campaign.title')
    .select(sql<string | null>`coalesce("user".name, "user".email)`.as('lifter'))

type StopRow = Awaited<ReturnType<ReturnType<typeof stops>['execute']>>[number]

/** The stops that are in force now, newest first. */
export async function activeStops(db: ReadDb, now: Date): Promise<CardStop[]> {
  const rows = await stops(db)
    .where('card_stop.ends_at', '>', instant(now))
    .where('card_stop.lifted_at', 'is', null)
    .orderBy('card_stop.id', 'desc')
    .execute()
  return rows.map(toStop)
}

/** The last stops that are over, newest first. */
export async function pastStops(db: ReadDb, now: Date, limit: number): Promise<CardStop[]> {
  const rows = await stops(db)
    .where(eb =>
      eb.or([eb('card_stop.ends_at', '<=', instant(now)), eb('card_stop.lifted_at', 'is not', null)]),
    )
    .orderBy('card_stop.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toStop)
}

function toStop(row: StopRow): CardStop {
  return {
    id: row.id,
    scope: row.scope,
    campaign: row.scope === 'campaign' ? { id: row.subject, title: row.title ?? '' } : null,
    network: row.scope === 'network' ? row.subject.slice(0, SHOWN_LETTERS) : null,
    failures: row.failures,
    startedAt: row.started_at,
    endsAt: row.ends_at,
    lifted:
      row.lifted_at === null
        ? null
        : { at: row.lifted_at, by: row.lifter ?? '', reason: row.lift_reason ?? '' },
  }
}
