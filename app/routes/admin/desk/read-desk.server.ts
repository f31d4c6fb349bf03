import { campaignsOnShelf, campaignsToReview } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import { after, instant, MINUTE_MS } from '#app/domain/clock.ts'
import { countDeadJobs, workBehind } from '#app/domain/outbox/outbox-queries.server.ts'
import { sum } from '#app/domain/money.ts'
import { floatLeft, refundsThatWait } from '#app/domain/payments/payments.server.ts'
import { campaignsToPay, proposalsWaiting } from '#app/domain/payouts/payout-queries.server.ts'
import {
  countOpenDiscrepancies,
  openDiscrepancies,
} from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { latestLedgerCheck } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import type { Actor } from '#app/domain/users/permissions.ts'
import type { World } from '#app/world.server.ts'

const DISCREPANCIES_SHOWN = 20
const CAMPAIGNS_SHOWN = 20
/** The books are checked every ten minutes; three missed checks are worth a word. */
const CHECK_IS_OLD_MS = 30 * MINUTE_MS

/** Everything on the desk that this member of the team may see; null for what is not theirs. */
export async function readDesk({ db, clock }: World, actor: Actor & { kind: 'user' }) {
  const now = clock.now()
  const seesBooks = can(actor, 'books.see', null)
  const check = await latestLedgerCheck(db.read)
  return {
    now: instant(now),
    check: check && {
      at: check.at,
      isOld: check.at < after(now, -CHECK_IS_OLD_MS),
      holds: check.report.holds,
      broken: check.report.invariants
        .filter(({ holds }) => !holds)
        .map(({ id, says, figure }) => ({ id, says, figure: seesBooks ? figure : null })),
    },
    reviews: await reviewsFor({ db }, actor),
    books: seesBooks ? await booksFor({ db, clock }, actor) : null,
    work: can(actor, 'jobs.manage', null)
      ? { behind: await workBehind(db.read, now), dead: await countDeadJobs(db.read) }
      : null,
  }
}

/** The campaigns in review, for who reviews. Their own is shown, and left to somebody else. */
async function reviewsFor({ db }: Pick<World, 'db'>, actor: Actor & { kind: 'user' }) {
  const ofSomebodyElse = { initiatorId: '' }
  if (!can(actor, 'campaign.review', ofSomebodyElse)) return null
  const waiting = await campaignsToReview(db.read)
  return waiting.map(({ initiatorId, ...campaign }) => ({
    ...campaign,
    isOwn: !can(actor, 'campaign.review', { initiatorId }),
  }))
}

async function booksFor({ db, clock }: Pick<World, 'db' | 'clock'>, actor: Actor & { kind: 'user' }) {
  const waits = await refundsThatWait(db.read)
  const proposals = await proposalsWaiting(db.read)
  const { discrepancies } = await openDiscrepancies(db.read, { limit: DISCREPANCIES_SHOWN })
  return {
    proposals: proposals.map(({ id, campaign, initiator, amounts, proposedBy, proposedAt }) => ({
      id,
      title: campaign.title,
      payout: amounts.payout,
      proposedBy: proposedBy.name,
      proposedAt,
      isOwn: proposedBy.id === actor.id,
      maySign: can(actor, 'settlement.approve', { initiatorId: initiator.id, proposedBy: proposedBy.id }),
    })),
    toPay: await campaignsToPay(db.read, clock.now()),
    discrepancies,
    openCount: await countOpenDiscrepancies(db.read),
    float: await floatLeft(db.read),
    waits: waits[0] && {
      amount: sum(waits.map(({ fronted }) => fronted)),
      count: waits.length,
      since: waits[0].decidedAt,
    },
    live: (await campaignsOnShelf(db.read, 'live', { limit: CAMPAIGNS_SHOWN })).campaigns,
    undecided: (await campaignsOnShelf(db.read, 'undecided', { limit: CAMPAIGNS_SHOWN })).campaigns,
    ended: (await campaignsOnShelf(db.read, 'ended', { limit: CAMPAIGNS_SHOWN })).campaigns,
  }
}

export type DeskRead = Awaited<ReturnType<typeof readDesk>>
