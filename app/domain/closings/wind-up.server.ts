import type { Db, WriteDb } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { giveBack } from '../payments/payments.server.ts'
import { movePledge, pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import type { Cents } from '../money.ts'

/** So many pledges share one durable transaction; a kill loses at most the work of one page, never its result. */
const PLEDGES_A_PAGE = 50

/**
 * Goes on with the pledges of a decided campaign, a page at a time. Succeeded: everybody is told, and cards are
 * charged. Failed: what is held goes back, and cards are forgotten. The next page is promised in the transaction
 * of this one, so that the work goes on where it stopped, however often it is killed.
 *
 * @param after the id of the last pledge of the page before; empty for the first
 */
export async function windUpCampaign(
  { db, clock }: { db: Db; clock: Clock },
  campaignId: string,
  after: string,
): Promise<void> {
  await db.inTransaction(async trx => {
    const now = clock.now()
    const closure = await trx
      .selectFrom('campaign_closure')
      .select(['outcome', 'counted_cents', 'counted_pledges'])
      .where('campaign_id', '=', campaignId)
      .executeTakeFirstOrThrow()
    if (!closure.outcome || closure.counted_cents === null || closure.counted_pledges === null) return
    const page = await trx
      .selectFrom('pledge')
      .select(['id', 'state'])
      .where('campaign_id', '=', campaignId)
      .where('state', 'in', ['held', 'committed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PLEDGES_A_PAGE)
      .execute()
    const counted = { countedCents: closure.counted_cents, countedPledges: closure.counted_pledges }
    for (const pledge of page) {
      if (closure.outcome === 'succeeded') await windUpSucceeded(trx, now, pledge, counted)
      else await windUpFailed(trx, now, pledge)
    }
    const last = page.at(-1)
    if (last && page.length === PLEDGES_A_PAGE)
      await promiseJob(trx, now, {
        kind: 'wind-up-campaign',
        key: `${campaignId}:${last.id}`,
        payload: { campaignId, after: last.id },
      })
  })
}

interface PledgeOfPage {
  id: string
  state: string
}

async function windUpSucceeded(
  trx: WriteDb,
  now: Date,
  { id, state }: PledgeOfPage,
  counted: { countedCents: Cents; countedPledges: number },
): Promise<void> {
  const pledge = await requirePledge(trx, id)
  await promiseLetter(trx, now, {
    name: 'campaign-succeeded',
    dedupKey: id,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), ...counted },
  })
  if (state === 'committed')
    await promiseJob(trx, now, { kind: 'collect-pledge', key: id, payload: { pledgeId: id } })
}

async function windUpFailed(trx: WriteDb, now: Date, { id, state }: PledgeOfPage): Promise<void> {
  if (state === 'held')
    await giveBack(trx, now, id, 'campaign-failed', { reason: 'campaign_failed', decidedBy: null })
  else await movePledge(trx, now, id, 'campaign-failed')
}
