import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { DisputeState, PledgeState, Row } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'

/** What the desk asks about disputes. */

export interface Dispute {
  id: string
  state: DisputeState
  /** In Stripe's words. */
  reason: string
  amount: Cents
  openedAt: Instant
  /** Until when evidence is taken. */
  evidenceDueAt: Instant | null
  closedAt: Instant | null
  answer: Row<'dispute'>['answer']
  campaign: { id: string; title: string }
}

/** Those that are not decided: first what waits for an answer, soonest last day first. */
export async function openDisputes(db: ReadDb): Promise<Dispute[]> {
  const found = await rows(db)
    .where('dispute.state', 'in', ['inquiry', 'open'])
    .orderBy(sql`CASE WHEN dispute.answer IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`coalesce(dispute.evidence_due_at, '9')`)
    .orderBy('dispute.id')
    .execute()
  return found.map(toDispute)
}

/** What was decided last, newest first. */
export async function decidedDisputes(db: ReadDb, limit: number): Promise<Dispute[]> {
  const found = await rows(db)
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .orderBy('dispute.id')
    .limit(limit)
    .execute()
  return found.map(toDispute)
}

/** A dispute with everything that is known of its pledge. */
export interface DisputeInFull extends Dispute {
  evidence: string | null
  answeredBy: string | null
  answeredAt: Instant | null
  toldAt: Instant | null
  pledge: {
    id: string
    state: PledgeState
    amount: Cents
    tip: Cents
    name: string
    email: string
    method: 'bank' | 'card'
    rewardTitle: string | null
    begunAt: Instant
    /** Letters that a mail server took, oldest first. */
    letters: { name: string; sentAt: Instant }[]
  }
}

export async function findDispute(db: ReadDb, disputeId: string): Promise<DisputeInFull | null> {
  const row = await rows(db)
    .leftJoin('user', 'user.id', 'answered_by')
    .leftJoin('reward', 'reward.id', 'pledge.reward_id')
    .select(['evidence', 'answered_at', 'told_at'])
    .select(sql<string | null>`coalesce("user".name, "user".email)`.as('answered_by'))
    .select(['pledge.id as pledge_id', 'pledge.state as pledge_state', 'pledge.amount_cents as pledged'])
    .select(['tip_cents', 'pledge.name', 'pledge.email', 'method', 'pledge.created_at'])
    .select('reward.title as reward_title')
    .where('dispute.id', '=', disputeId)
    .executeTakeFirst()
  if (!row) return null
  const letters = await db
    .selectFrom('letter')
    .select(['name', 'sent_at'])
    .where('to_email', '=', row.email)
    .where('dedup_key', 'like', `${row.pledge_id}%`)
    .where('sent_at', 'is not', null)
    .orderBy('id')
    .execute()
  return {
    ...toDispute(row),
    evidence: row.evidence,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    toldAt: row.told_at,
    pledge: {
      id: row.pledge_id,
      state: row.pledge_state,
      amount: row.pledged,
      tip: row.tip_cents,
      name: row.name,
      email: row.email,
      method: row.method,
      rewardTitle: row.reward_title,
      begunAt: row.created_at,
      letters: letters.map(({ name, sent_at }) => ({ name, sentAt: sent_at ?? '' })),
    },
  }
}

function rows(db: ReadDb) {
  return db
    .selectFrom('dispute')
    .innerJoin('pledge', 'pledge.id', 'dispute.pledge_id')
    .innerJoin('campaign', 'campaign.id', 'pledge.campaign_id')
    .select(['dispute.id', 'dispute.state', 'reason', 'dispute.amount_cents', 'opened_at'])
    .select(['evidence_due_at', 'closed_at', 'answer', 'campaign.id as campaign_id', 'campaign.title'])
}

type DisputeRow = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function toDispute(row: DisputeRow): Dispute {
  return {
    id: row.id,
    state: row.state,
    reason: row.reason,
    amount: row.amount_cents,
    openedAt: row.opened_at,
    evidenceDueAt: row.evidence_due_at,
    closedAt: row.closed_at,
    answer: row.answer,
    campaign: { id: row.campaign_id, title: row.title },
  }
}
