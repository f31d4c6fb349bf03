import type { ReadDb } from '#db/database.server.ts'
import type { PledgeState, Row } from '#db/schema.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'
import type { PledgeFact } from './pledge.ts'

/** What pages ask about pledges: the backer about their own, the initiator about all of a campaign. */

/** A step that a pledge took, oldest first. */
export interface PledgeStep {
  fact: Exclude<PledgeFact, 'checkout-opened'>
  to: PledgeState
  at: Instant
}

/** The steps of one pledge. A Checkout that was opened again is the same step, so it is told once. */
export async function stepsOf(db: ReadDb, pledgeId: string): Promise<PledgeStep[]> {
  const rows = await db
    .selectFrom('pledge_transition')
    .select(['fact', 'to_state as to', 'at'])
    .where('pledge_id', '=', pledgeId)
    .where('fact', '<>', 'checkout-opened')
    .orderBy('n')
    .execute()
  return rows.map(row => ({ ...row, fact: row.fact as PledgeStep['fact'] }))
}

export interface PledgeRefund {
  amount: Cents
  state: Row<'refund'>['state']
  reason: Row<'refund'>['reason']
  decidedAt: Instant
  finishedAt: Instant | null
}

/** What was, or will be, given back of one pledge, oldest first. */
export async function refundsOf(db: ReadDb, pledgeId: string): Promise<PledgeRefund[]> {
  return db
    .selectFrom('refund')
    .select(['amount_cents as amount', 'state', 'reason', 'decided_at as decidedAt'])
    .select(['finished_at as finishedAt'])
    .where('pledge_id', '=', pledgeId)
    .orderBy('n')
    .execute()
}

/** A pledge as the initiator sees it: never an e-mail address, and no name of who stays anonymous. */
export interface BackerOfCampaign {
  pledgeId: string
  /** Null: anonymous. */
  name: string | null
  amount: Cents
  rewardTitle: string | null
  message: string
  state: PledgeState
  /** The day on which it was paid or committed: `2026-11-24`. */
  day: string
}

export interface BackersPage {
  backers: BackerOfCampaign[]
  /** Ask with this for the next page; null on the last one. */
  next: string | null
}

/** Every state that a pledge may be in after it counted once. */
const ONCE_COUNTED: readonly PledgeState[] = [
  'held',
  'committed',
  'collecting',
  'action_required',
  'processing',
  'refunding',
  'refunded',
  'charged_back',
  'released',
  'canceled',
  'dropped',
]

/**
 * Who pledged to a campaign, newest first; those whose pledge ended since are among them. Each state is read along
 * the index by itself, so that a page costs the same however many pledges there are.
 *
 * @param wanted.after the `next` of the page before; anything else begins at the newest
 */
export async function backersOf(
  db: ReadDb,
  campaignId: string,
  wanted: { after?: string | null; limit: number },
): Promise<BackersPage> {
  const after = readKey(wanted.after)
  const found = []
  for (const state of ONCE_COUNTED)
    found.push(...(await backersInState(db, campaignId, state, after, wanted.limit + 1)))
  const newestFirst = found.toSorted((a, b) => compare(b, a))
  const shown = newestFirst.slice(0, wanted.limit)
  const last = shown.at(-1)
  return {
    backers: shown.map(({ id, acceptedAt, isNamed, name, ...row }) => ({
      ...row,
      pledgeId: id,
      name: isNamed === 1 && name !== '' ? name : null,
      day: dayInCity(new Date(acceptedAt)),
    })),
    next: last && newestFirst.length > wanted.limit ? `${last.acceptedAt}_${last.id}` : null,
  }
}

interface BackerKey {
  acceptedAt: Instant
  id: string
}

async function backersInState(
  db: ReadDb,
  campaignId: string,
  state: PledgeState,
  after: BackerKey | null,
  limit: number,
) {
  let query = db
    .selectFrom('pledge')
    .leftJoin('reward', 'reward.id', 'pledge.reward_id')
    .select(['pledge.id', 'pledge.name', 'name_visible as isNamed', 'amount_cents as amount'])
    .select(['reward.title as rewardTitle', 'message', 'state'])
    .select(eb => eb.ref('accepted_at').$notNull().as('acceptedAt'))
    .where('pledge.campaign_id', '=', campaignId)
    .where('state', '=', state)
    .where('accepted_at', 'is not', null)
    .orderBy('accepted_at', 'desc')
    .orderBy('pledge.id', 'desc')
    .limit(limit)
  if (after)
    query = query
      .where('accepted_at', '<=', after.acceptedAt)
      .where(eb => eb.or([eb('accepted_at', '<', after.acceptedAt), eb('pledge.id', '<', after.id)]))
  return query.execute()
}

function compare(a: BackerKey, b: BackerKey): number {
  return a.acceptedAt.localeCompare(b.acceptedAt) || a.id.localeCompare(b.id)
}

function readKey(text: string | null | undefined): BackerKey | null {
  const [acceptedAt = '', id = ''] = (text ?? '').split('_')
  return /^[\dTZ:.-]{24}$/.test(acceptedAt) && isId(id) ? { acceptedAt, id } : null
}
