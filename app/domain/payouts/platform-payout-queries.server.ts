import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { PlatformPayoutState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'

export { ownIncome } from './own-income.server.ts'
export type { OwnIncome } from './own-income.server.ts'

/** The platform's own payouts as the desk sees them. */
export interface PlatformPayout {
  id: string
  n: number
  amount: Cents
  descriptor: string
  state: PlatformPayoutState
  approvalHash: string
  proposedBy: { id: string; name: string }
  proposedAt: Instant
  approvedBy: string | null
  approvedAt: Instant | null
  voidReason: string | null
  stripePayoutId: string | null
  arrivesOn: string | null
  failure: string | null
}

function payouts(db: ReadDb) {
  return db
    .selectFrom('platform_payout')
    .innerJoin('user as proposer', 'proposer.id', 'proposed_by')
    .leftJoin('user as approver', 'approver.id', 'approved_by')
    .selectAll('platform_payout')
    .select(sql<string>`coalesce(proposer.name, proposer.email)`.as('proposer_name'))
    .select(sql<string | null>`coalesce(approver.name, approver.email)`.as('approver_name'))
}

type PayoutRow = Awaited<ReturnType<ReturnType<typeof payouts>['execute']>>[number]

function toPayout(row: PayoutRow): PlatformPayout {
  return {
    id: row.id,
    n: row.n,
    amount: row.amount_cents,
    descriptor: row.descriptor,
    state: row.state,
    approvalHash: row.approval_hash,
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: row.proposed_at,
    approvedBy: row.approver_name,
    approvedAt: row.approved_at,
    voidReason: row.void_reason,
    stripePayoutId: row.stripe_payout_id,
    arrivesOn: row.arrives_on,
    failure: row.failure,
  }
}

const PAYOUTS_SHOWN = 100

/** The newest hundred. */
export async function platformPayouts(db: ReadDb): Promise<PlatformPayout[]> {
  const rows = await payouts(db).orderBy('platform_payout.n', 'desc').limit(PAYOUTS_SHOWN).execute()
  return rows.map(toPayout)
}

export async function findPlatformPayout(db: ReadDb, id: string): Promise<PlatformPayout | null> {
  if (!isId(id)) return null
  const row = await payouts(db).where('platform_payout.id', '=', id).executeTakeFirst()
  return row ? toPayout(row) : null
}
