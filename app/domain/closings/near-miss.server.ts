import { sql } from 'kysely'
import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { NearMissAnswer, Row } from '#db/schema.ts'
import {
  advanceCampaign,
  afterDays,
  afterWorkingDays,
  dayInCity,
  endOfDeadline,
} from '../campaigns/campaigns.server.ts'
import { after, instant, MINUTE_MS } from '../clock.ts'
import type { Clock, Instant } from '../clock.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { withdraw } from '../payments/payments.server.ts'
import { pledgeFacts, requirePledge } from '../pledges/pledges.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { conclude, countedNow } from './conclude.server.ts'
import { DAYS_TO_ANSWER, explanationProblem, newMinimumOf, outcomeOfNearMiss } from './near-miss.ts'
import { WORKING_DAYS_TO_EXPLAIN } from './near-miss.ts'
import type { ExplanationProblem, LessOfLine } from './near-miss.ts'
import { endOpenCheckouts, isAllFinal, lookAtPaymentsUnderWay } from './under-way.server.ts'
import type { ClosingPorts } from './under-way.server.ts'

/** The conversation of a campaign that missed narrowly, from its begin to its outcome. Its rules are in `near-miss.ts`. */

/** Begins the conversation: the initiator is asked to explain. What was pledged stays held and committed. */
export async function beginNearMiss(
  trx: WriteDb,
  now: Date,
  campaignId: string,
  counted: Cents,
): Promise<void> {
  const advanced = await advanceCampaign(trx, now, {
    campaignId,
    fact: 'minimum_nearly_reached',
    actorId: null,
  })
  if (!advanced.ok) return
  const explainBy = endOfDeadline(afterWorkingDays(dayInCity(now), WORKING_DAYS_TO_EXPLAIN))
  await trx
    .insertInto('near_miss')
    .values({
      campaign_id: campaignId,
      began_at: instant(now),
      explain_by: explainBy,
      explained_at: null,
      explanation: null,
      minimum_cents: null,
      answers_by: null,
    })
    .execute()
  await promiseJob(trx, now, {
    kind: 'end-near-miss',
    key: `${campaignId}:explain`,
    payload: { campaignId },
    runAt: explainBy,
  })
  const initiator = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['user.email', 'user.language', 'campaign.title', 'campaign.minimum_cents'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'near-miss-began',
    dedupKey: campaignId,
    to: initiator.email,
    language: initiator.language,
    props: {
      campaignId,
      campaignTitle: initiator.title,
      countedCents: counted,
      minimumCents: initiator.minimum_cents ?? ZERO,
      explainBy,
    },
  })
}

export type Explained =
  | { ok: true; answersBy: Instant }
  | {
      ok: false
      reason: 'no-such-campaign' | 'no-near-miss' | 'already-explained' | 'too-late' | ExplanationProblem
    }

/**
 * Keeps how the campaign is done with less, and promises every backer a letter with the choice to stay, add or
 * withdraw.
 *
 * @param plan.amounts what each must-have line of the budget costs with less, in the order of the budget
 */
export async function explainNearMiss(
  trx: WriteDb,
  now: Date,
  plan: { campaignId: string; initiatorId: string; explanation: string; amounts: readonly Cents[] },
): Promise<Explained> {
  const { campaignId, initiatorId } = plan
  const campaign = await trx
    .selectFrom('campaign')
    .select('minimum_cents')
    .where('id', '=', campaignId)
    .where('initiator_id', '=', initiatorId)
    .executeTakeFirst()
  if (!campaign) return { ok: false, reason: 'no-such-campaign' }
  const nearMiss = await openNearMiss(trx, campaignId)
  if (!nearMiss) return { ok: false, reason: 'no-near-miss' }
  if (nearMiss.explained_at) return { ok: false, reason: 'already-explained' }
  if (nearMiss.explain_by <= instant(now)) return { ok: false, reason: 'too-late' }
  const lines = await linesWithLess(trx, campaignId, plan.amounts)
  const problem = explanationProblem(plan.explanation, lines, campaign.minimum_cents ?? ZERO)
  if (problem) return { ok: false, reason: problem }
  const answersBy = endOfDeadline(afterDays(dayInCity(now), DAYS_TO_ANSWER))
  await trx
    .updateTable('near_miss')
    .set({
      explained_at: instant(now),
      explanation: plan.explanation.trim(),
      minimum_cents: newMinimumOf(lines),
      answers_by: answersBy,
    })
    .where('campaign_id', '=', campaignId)
    .execute()
  for (const [position, { label, before, after: less }] of lines.entries())
    await trx
      .insertInto('near_miss_line')
      .values({ campaign_id: campaignId, position, label, before_cents: before, after_cents: less })
      .execute()
  await promiseJob(trx, now, { kind: 'ask-backers', key: campaignId, payload: { campaignId, after: '' } })
  await promiseJob(trx, now, {
    kind: 'end-near-miss',
    key: `${campaignId}:answers`,
    payload: { campaignId },
    runAt: answersBy,
  })
  await recordAudit(trx, now, {
    actorId: initiatorId,
    action: 'campaign.near-miss-explained',
    subject: { type: 'campaign', id: campaignId },
    detail: { minimumCents: newMinimumOf(lines) },
  })
  return { ok: true, answersBy }
}

async function linesWithLess(
  trx: WriteDb,
  campaignId: string,
  amounts: readonly Cents[],
): Promise<LessOfLine[]> {
  const lines = await trx
    .selectFrom('budget_line')
    .select(['label', 'amount_cents'])
    .where('campaign_id', '=', campaignId)
    .where('kind', '=', 'must_have')
    .orderBy('position')
    .execute()
  return lines.map(({ label, amount_cents }, index) => ({
    label,
    before: amount_cents,
    after: amounts[index] ?? amount_cents,
  }))
}

/** The conversation of a campaign while it goes on; undefined before and after. */
async function openNearMiss(db: ReadDb, campaignId: string): Promise<Row<'near_miss'> | undefined> {
  return db
    .selectFrom('near_miss')
    .innerJoin('campaign', 'campaign.id', 'near_miss.campaign_id')
    .selectAll('near_miss')
    .where('near_miss.campaign_id', '=', campaignId)
    .where('campaign.state', '=', 'near_miss')
    .executeTakeFirst()
}

const BACKERS_A_PAGE = 50

/**
 * Promises the backers their letter, a page at a time; the next page is promised with this one, so that a killed
 * process goes on where it stopped.
 *
 * @param from the id of the last pledge of the page before; empty for the first
 */
export async function askBackers(
  { db, clock }: { db: Db; clock: Clock },
  campaignId: string,
  from: string,
): Promise<void> {
  await db.inTransaction(async trx => {
    const now = clock.now()
    const nearMiss = await openNearMiss(trx, campaignId)
    if (!nearMiss?.explanation || !nearMiss.answers_by || nearMiss.minimum_cents === null) return
    const page = await trx
      .selectFrom('pledge')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('state', 'in', ['held', 'committed'])
      .where('id', '>', from)
      .orderBy('id')
      .limit(BACKERS_A_PAGE)
      .execute()
    const { cents: countedCents } = await countedNow(trx, campaignId)
    for (const { id } of page) {
      const pledge = await requirePledge(trx, id)
      await promiseLetter(trx, now, {
        name: 'near-miss-question',
        dedupKey: id,
        to: pledge.email,
        language: pledge.language,
        props: {
          ...pledgeFacts(pledge),
          explanation: nearMiss.explanation,
          countedCents,
          minimumCents: pledge.minimum_cents,
          newMinimumCents: nearMiss.minimum_cents,
          answersBy: nearMiss.answers_by,
        },
      })
    }
    const last = page.at(-1)
    if (last && page.length === BACKERS_A_PAGE)
      await promiseJob(trx, now, {
        kind: 'ask-backers',
        key: `${campaignId}:${last.id}`,
        payload: { campaignId, after: last.id },
      })
  })
}

export type Answered =
  { ok: true } | { ok: false; reason: 'not-asked' | 'too-late' | 'not-paid-yet' | 'already-ended' }

/**
 * Keeps what a backer answers: the last answer counts, and until the end it may be another. Who withdraws gets the
 * money back at once. Who adds makes a second pledge beside this one; that is for the caller, after this.
 */
export async function answerNearMiss(
  trx: WriteDb,
  now: Date,
  { pledgeId, answer }: { pledgeId: string; answer: NearMissAnswer },
): Promise<Answered> {
  const pledge = await requirePledge(trx, pledgeId)
  const nearMiss = await openNearMiss(trx, pledge.campaign_id)
  if (!nearMiss?.answers_by) return { ok: false, reason: 'not-asked' }
  if (nearMiss.answers_by <= instant(now)) return { ok: false, reason: 'too-late' }
  if (answer === 'withdraw') {
    const withdrawal = await withdraw(trx, now, pledgeId)
    if (!withdrawal.ok) return withdrawal
  } else if (answer === 'stay' && pledge.state !== 'held' && pledge.state !== 'committed')
    return { ok: false, reason: 'already-ended' }
  await trx
    .insertInto('near_miss_answer')
    .values(eb => ({
      pledge_id: pledgeId,
      n: eb
        .selectFrom('near_miss_answer')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('pledge_id', '=', pledgeId),
      answer,
      at: instant(now),
    }))
    .execute()
  return { ok: true }
}

/**
 * Ends the conversation when its time is over: without an explanation the campaign failed; after the answers it is
 * decided by what is there then, once no payment is under way.
 *
 * @returns when to look again; null when there is nothing left to do
 */
export async function endNearMiss(ports: ClosingPorts, campaignId: string): Promise<Instant | null> {
  const { db, clock } = ports
  const nearMiss = await openNearMiss(db.read, campaignId)
  if (!nearMiss) return null
  const end = nearMiss.answers_by ?? nearMiss.explain_by
  if (instant(clock.now()) < end) return end
  await db.inTransaction(trx => endOpenCheckouts(trx, clock.now(), campaignId))
  await lookAtPaymentsUnderWay(ports, campaignId)
  return db.inTransaction(async trx => {
    const now = clock.now()
    const current = await openNearMiss(trx, campaignId)
    if (!current) return null
    if (current.answers_by && instant(now) < current.answers_by) return current.answers_by
    if (!(await isAllFinal(trx, now, campaignId))) return after(now, MINUTE_MS)
    const { minimum_cents: minimum } = await trx
      .selectFrom('campaign')
      .select('minimum_cents')
      .where('id', '=', campaignId)
      .executeTakeFirstOrThrow()
    const { cents: counted } = await countedNow(trx, campaignId)
    await conclude(trx, now, campaignId, outcomeOfNearMiss(counted, current.minimum_cents, minimum ?? ZERO))
    return null
  })
}
