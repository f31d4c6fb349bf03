import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { PledgeState, RefundState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** So many pledges and so much money. */
export interface Counted {
  pledges: number
  amount: Cents
}

/** How far a run that pays everybody back has come. Every figure is counted from the refunds themselves. */
export interface RefundRun {
  id: string
  startedAt: Instant
  finishedAt: Instant | null
  startedBy: string
  reason: string
  /** Still held: not decided yet. */
  toDo: Counted
  /** Cards that are being charged or may still be paid: waited for. */
  awaited: Counted
  decided: Counted
  /** Of what was decided. */
  sent: Counted
  succeeded: Counted
  failed: Counted
  /** Our bank is to pay it. */
  byBank: Counted
  paidByBank: Counted
  /** The backer's own bank took it back first. */
  overtaken: Counted
}

type Progress = Pick<RefundRun, 'sent' | 'succeeded' | 'failed' | 'byBank' | 'paidByBank' | 'overtaken'>

const NOTHING: Counted = { pledges: 0, amount: ZERO }

/** In which figure a refund is counted; what only waits to be sent is counted as decided alone. */
const FIGURE: Record<RefundState, keyof Progress | null> = {
  decided: null,
  sent: 'sent',
  succeeded: 'succeeded',
  failed: 'failed',
  by_bank: 'byBank',
  in_bank_file: 'byBank',
  paid_by_bank: 'paidByBank',
  overtaken: 'overtaken',
}

const AWAITED: readonly PledgeState[] = ['processing', 'committed', 'collecting', 'action_required']

/** The newest run of a campaign; null when there was none. */
export async function refundRunOf(db: ReadDb, campaignId: string): Promise<RefundRun | null> {
  const run = await db
    .selectFrom('refund_run')
    .innerJoin('user', 'user.id', 'refund_run.started_by')
    .selectAll('refund_run')
    .select(sql<string>`coalesce("user".name, "user".email)`.as('starter'))
    .where('campaign_id', '=', campaignId)
    .orderBy('refund_run.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!run) return null
  const refunds = await db
    .selectFrom('refund')
    .innerJoin('refund_decision', 'refund_decision.refund_id', 'refund.id')
    .select(eb => ['refund.state', eb.fn.countAll<number>().as('n')])
    .select(sql<number>`sum(refund.amount_cents)`.as('cents'))
    .where('refund_decision.run_id', '=', run.id)
    .groupBy('refund.state')
    .orderBy('refund.state')
    .execute()
  const counted: Progress & Pick<RefundRun, 'decided'> = {
    decided: NOTHING,
    sent: NOTHING,
    succeeded: NOTHING,
    failed: NOTHING,
    byBank: NOTHING,
    paidByBank: NOTHING,
    overtaken: NOTHING,
  }
  for (const { state, n, cents: amount } of refunds) {
    const figure = FIGURE[state]
    for (const name of figure ? (['decided', figure] as const) : (['decided'] as const))
      counted[name] = { pledges: counted[name].pledges + n, amount: cents(counted[name].amount + amount) }
  }
  return {
    id: run.id,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    startedBy: run.starter,
    reason: run.reason,
    toDo: await pledgesIn(db, campaignId, ['held']),
    awaited: await pledgesIn(db, campaignId, AWAITED),
    ...counted,
  }
}

/** What is held of a campaign and could be paid back. */
export function heldOf(db: ReadDb, campaignId: string): Promise<Counted> {
  return pledgesIn(db, campaignId, ['held'])
}

async function pledgesIn(db: ReadDb, campaignId: string, states: readonly PledgeState[]): Promise<Counted> {
  const { n, total } = await db
    .selectFrom('pledge')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .select(
      sql<number>`coalesce(sum(amount_cents + tip_cents - returned_cents - returned_tip_cents), 0)`.as(
        'total',
      ),
    )
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', states)
    .executeTakeFirstOrThrow()
  return { pledges: n, amount: cents(total) }
}
