import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { SettlementState } from '#db/schema.ts'
import { after, DAY_MS } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import type { PayoutReversal } from './payout-reversal.ts'
import type { SettlementAmounts } from './settlement.ts'
import { FIRST_PAYOUT_DAY, firstPayoutAt, LEAST_WHILE_LIVE } from './settlement-terms.ts'

/** What the desk asks about payouts. */

/** Somebody of the team, or the initiator, as colleagues know them. */
interface NamedUser {
  id: string
  name: string
}

/** A payout from its proposal to the initiator's bank. */
export interface DeskPayout {
  id: string
  /** The first payout of a campaign is 1. */
  n: number
  campaign: { id: string; title: string }
  initiator: NamedUser
  state: SettlementState
  amounts: SettlementAmounts
  stripeAccountId: string
  proposedBy: NamedUser
  proposedAt: Instant
  /** What the second person signs. */
  approvalHash: string
  approvedBy: NamedUser | null
  approvedAt: Instant | null
  voidedAt: Instant | null
  voidReason: string | null
  transferId: string | null
  transferredAt: Instant | null
  stripePayoutId: string | null
  paidOutAt: Instant | null
}

function payouts(db: ReadDb) {
  return db
    .selectFrom('settlement')
    .innerJoin('campaign', 'campaign.id', 'settlement.campaign_id')
    .innerJoin('user as initiator', 'initiator.id', 'campaign.initiator_id')
    .innerJoin('user as proposer', 'proposer.id', 'settlement.proposed_by')
    .leftJoin('user as approver', 'approver.id', 'settlement.approved_by')
    .selectAll('settlement')
    .select(['campaign.title', 'campaign.initiator_id'])
    .select(sql<string>`coalesce(initiator.name, initiator.email)`.as('initiator_name'))
    .select(sql<string>`coalesce(proposer.name, proposer.email)`.as('proposer_name'))
    .select(sql<string | null>`coalesce(approver.name, approver.email)`.as('approver_name'))
}

type PayoutRow = Awaited<ReturnType<ReturnType<typeof payouts>['execute']>>[number]

function toPayout(row: PayoutRow): DeskPayout {
  return {
    id: row.id,
    n: row.n,
    campaign: { id: row.campaign_id, title: row.title },
    initiator: { id: row.initiator_id, name: row.initiator_name },
    state: row.state,
    amounts: {
      funds: row.funds_cents,
      fee: row.fee_cents,
      vat: row.vat_cents,
      costs: row.costs_cents,
      tips: row.tips_cents,
      debt: row.debt_cents,
      owed: row.owed_cents,
      payout: row.payout_cents,
    },
    stripeAccountId: row.stripe_account_id,
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: row.proposed_at,
    approvalHash: row.approval_hash,
    approvedBy: row.approved_by === null ? null : { id: row.approved_by, name: row.approver_name ?? '' },
    approvedAt: row.approved_at,
    voidedAt: row.voided_at,
    voidReason: row.void_reason,
    transferId: row.transfer_id,
    transferredAt: row.transferred_at,
    stripePayoutId: row.stripe_payout_id,
    paidOutAt: row.paid_out_at,
  }
}

/** One page of payouts, newest first. `older` asks for the next page; anything else begins at the newest. */
export async function payoutsPage(
  db: ReadDb,
  wanted: { before?: string | null; limit: number },
): Promise<{ payouts: DeskPayout[]; older: string | null }> {
  let query = payouts(db)
    .orderBy('settlement.id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.before && isId(wanted.before)) query = query.where('settlement.id', '<', wanted.before)
  const rows = await query.execute()
  const shown = rows.slice(0, wanted.limit)
  return {
    payouts: shown.map(toPayout),
    older: rows.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

export async function findPayout(db: ReadDb, settlementId: string): Promise<DeskPayout | null> {
  if (!isId(settlementId)) return null
  const row = await payouts(db).where('settlement.id', '=', settlementId).executeTakeFirst()
  return row ? toPayout(row) : null
}

/** What was decided to be taken back of a payout's transfer, newest first. */
export async function reversalsOfPayout(db: ReadDb, settlementId: string): Promise<PayoutReversal[]> {
  return db
    .selectFrom('transfer_reversal')
    .innerJoin('user', 'user.id', 'transfer_reversal.decided_by')
    .select(['transfer_reversal.id', 'amount_cents as amount', 'purpose', 'reason', 'state', 'refusal'])
    .select('decided_at as decidedAt')
    .select(sql<string>`coalesce("user".name, "user".email)`.as('decidedBy'))
    .where('settlement_id', '=', settlementId)
    .orderBy('n', 'desc')
    .execute()
}

/** The payouts of a campaign, newest first, with those that were called off. */
export async function payoutsOfCampaign(db: ReadDb, campaignId: string): Promise<DeskPayout[]> {
  const rows = await payouts(db)
    .where('settlement.campaign_id', '=', campaignId)
    .orderBy('settlement.n', 'desc')
    .execute()
  return rows.map(toPayout)
}

/** The proposals that wait for a second person, longest waiting first. */
export async function proposalsWaiting(db: ReadDb): Promise<DeskPayout[]> {
  const rows = await payouts(db).where('settlement.state', '=', 'proposed').orderBy('settlement.id').execute()
  return rows.map(toPayout)
}

/** A campaign that succeeded (or keeps what it raises, and is past its first payout day) and still holds money, for which nobody proposed a payout yet. */
export interface CampaignToPay {
  id: string
  title: string
  held: Cents
  /** Pledges whose card is still to be charged. */
  cardsOpen: number
  /** Since when it can be paid out. */
  payableSince: Instant
}

const TO_PAY_SHOWN = 50

/** The campaigns that can be paid out, longest waiting first; at most fifty. */
export async function campaignsToPay(db: ReadDb, now: Date): Promise<CampaignToPay[]> {
  const settled = sql<number>`(SELECT coalesce(sum(funds_cents), 0) FROM settlement AS s
    WHERE s.campaign_id = campaign.id AND s.approved_at IS NOT NULL)`
  const rows = await db
    .selectFrom('campaign')
    .innerJoin('campaign_total', 'campaign_total.campaign_id', 'campaign.id')
    .leftJoin('campaign_closure', 'campaign_closure.campaign_id', 'campaign.id')
    .select(['campaign.id', 'campaign.title', 'committed_count as cardsOpen'])
    .select(['decided_at', 'live_at'])
    .select(sql<number>`held_cents - ${settled}`.as('held'))
    .where(eb =>
      eb.or([
        eb('campaign.state', '=', 'succeeded'),
        eb.and([
          eb('campaign.state', '=', 'live'),
          eb('funding_model', '=', 'keep_it_all'),
          eb('live_at', '<=', after(now, -FIRST_PAYOUT_DAY * DAY_MS)),
          sql<boolean>`held_cents - ${settled} >= ${LEAST_WHILE_LIVE}`,
        ]),
      ]),
    )
    .where(sql<boolean>`held_cents > ${settled}`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('settlement')
            .select('settlement.id')
            .whereRef('settlement.campaign_id', '=', 'campaign.id')
            .where('settlement.state', 'in', ['proposed', 'approved']),
        ),
      ),
    )
    .orderBy(sql`coalesce(decided_at, live_at)`)
    .orderBy('campaign.id')
    .limit(TO_PAY_SHOWN)
    .execute()
  return rows.map(({ decided_at, live_at, ...row }) => ({
    ...row,
    held: cents(row.held),
    payableSince: decided_at ?? firstPayoutAt(live_at ?? ''),
  }))
}
