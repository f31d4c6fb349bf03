import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { CampaignState, Row } from '#db/schema.ts'
import { after, HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { refundByDecision } from './decided-refund.server.ts'

/** So many pledges share one durable transaction; a kill loses at most the work of one page, never its result. */
const PLEDGES_A_PAGE = 50

/** While a campaign takes pledges it is canceled, which pays everybody back by itself. */
const STILL_OPEN: readonly CampaignState[] = ['live', 'closing']

/** What may still become money that is held: its pledges are waited for. */
const UNDER_WAY = ['processing', 'committed', 'collecting', 'action_required'] as const

export type StartedRun =
  | { ok: true; runId: string }
  | { ok: false; reason: 'reason-missing' | 'title-differs' | 'still-open' | 'under-way' | 'nothing-held' }

/**
 * Begins to pay everybody of a campaign back, for a reason. The campaign's title is typed over, so that it is not
 * another campaign by mistake.
 */
export async function startRefundRun(
  trx: WriteDb,
  now: Date,
  wanted: { campaignId: string; startedBy: string; reason: string; typedTitle: string },
): Promise<StartedRun> {
  const { campaignId, startedBy } = wanted
  const reason = wanted.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  const campaign = await trx
    .selectFrom('campaign')
    .select(['title', 'state'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
  if (wanted.typedTitle.trim() !== campaign.title.trim()) return { ok: false, reason: 'title-differs' }
  if (STILL_OPEN.includes(campaign.state)) return { ok: false, reason: 'still-open' }
  if (await openRun(trx, campaignId)) return { ok: false, reason: 'under-way' }
  if (!(await firstOf(trx, campaignId, ['held']))) return { ok: false, reason: 'nothing-held' }
  const runId = randomIds.next()
  await trx
    .insertInto('refund_run')
    .values({
      id: runId,
      campaign_id: campaignId,
      started_by: startedBy,
      reason,
      started_at: instant(now),
      finished_at: null,
    })
    .execute()
  await promiseJob(trx, now, { kind: 'refund-everyone', key: runId, payload: { runId, after: '' } })
  await recordAudit(trx, now, {
    actorId: startedBy,
    action: 'campaign.refund-run-started',
    subject: { type: 'campaign', id: campaignId },
    detail: { reason, runId },
  })
  return { ok: true, runId }
}

/**
 * Goes on with a run, a page of pledges at a time. The next page is promised in the transaction of this one, so that it
 * goes on where it stopped, however often it is killed. A pledge that is disputed or not charged yet is come back to
 * within the hour; when there is none of these, the run is done.
 *
 * @param last the id of the last pledge of the page before; empty for the first
 */
export async function refundNextPage(
  { db, clock }: { db: Db; clock: Clock },
  { runId, last }: { runId: string; last: string },
): Promise<void> {
  await db.inTransaction(async trx => {
    const now = clock.now()
    const run = await trx
      .selectFrom('refund_run')
      .selectAll()
      .where('id', '=', runId)
      .where('finished_at', 'is', null)
      .executeTakeFirst()
    if (!run) return
    const page = await trx
      .selectFrom('pledge')
      .select('id')
      .where('campaign_id', '=', run.campaign_id)
      .where('state', '=', 'held')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PLEDGES_A_PAGE)
      .execute()
    for (const { id } of page) await refundOne(trx, now, run, id)
    const end = page.at(-1)
    if (end && page.length === PLEDGES_A_PAGE) await promisePage(trx, now, runId, end.id)
    else await finishOrWait(trx, now, run)
  })
}

async function refundOne(trx: WriteDb, now: Date, run: Row<'refund_run'>, pledgeId: string): Promise<void> {
  await refundByDecision(trx, now, {
    campaignId: run.campaign_id,
    pledgeId,
    decidedBy: run.started_by,
    reason: run.reason,
    runId: run.id,
  })
}

async function promisePage(trx: WriteDb, now: Date, runId: string, last: string): Promise<void> {
  await promiseJob(trx, now, {
    kind: 'refund-everyone',
    key: `${runId}:${last}`,
    payload: { runId, after: last },
  })
}

async function finishOrWait(trx: WriteDb, now: Date, run: Row<'refund_run'>): Promise<void> {
  if (!(await firstOf(trx, run.campaign_id, ['held', ...UNDER_WAY]))) {
    await trx
      .updateTable('refund_run')
      .set({ finished_at: instant(now) })
      .where('id', '=', run.id)
      .execute()
    return
  }
  await promiseJob(trx, now, {
    kind: 'refund-everyone',
    key: `${run.id}:again:${instant(now)}`,
    payload: { runId: run.id, after: '' },
    runAt: after(now, HOUR_MS),
  })
}

async function openRun(db: ReadDb, campaignId: string): Promise<boolean> {
  const run = await db
    .selectFrom('refund_run')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return run !== undefined
}

async function firstOf(
  db: ReadDb,
  campaignId: string,
  states: readonly ('held' | (typeof UNDER_WAY)[number])[],
): Promise<boolean> {
  const found = await db
    .selectFrom('pledge')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', states)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
