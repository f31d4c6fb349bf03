import { sql } from 'kysely'
import type { WriteDb } from '#db/database.server.ts'
import type { PledgeState, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Cents } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { requirePledge } from './pledge-in-campaign.server.ts'
import type { PledgeInCampaign } from './pledge-in-campaign.server.ts'
import { promisePledgeLetter } from './pledge-letters.server.ts'
import { countsAs, leftOf, nextPledge } from './pledge.ts'
import type { Arrow, PledgeFact } from './pledge.ts'
import { freeReward } from './reward-reservation.server.ts'

export { findPledge, pledgeFacts, requirePledge } from './pledge-in-campaign.server.ts'
export type { PledgeInCampaign } from './pledge-in-campaign.server.ts'
export { modelOfOpenCampaign } from './open-campaign.server.ts'
export { promiseCanceledLetter, promiseRecoveryLetter, RECOVERY_DAYS } from './pledge-letters.server.ts'
export { withdrawableAfterDelivery } from './delivery-term.server.ts'
export { recordDelivery } from './deliveries.server.ts'
export { startPledge } from './start-pledge.server.ts'
export type { NewPledge, StartedPledge } from './start-pledge.server.ts'

/** What a fact brought about: the arrow that was taken, or that the state has no arrow for it. */
export type Moved =
  { changed: true; arrow: Arrow; pledge: PledgeInCampaign } | { changed: false; state: PledgeState }

/**
 * Takes the arrow that a fact asks for: writes the state, the step, the reward's count, the campaign's total,
 * and promises the letter and the forgetting of the card. The caller books the entry that the arrow names, in
 * this same transaction.
 *
 * @param of the pledge's id, or the pledge as it was read in this same transaction
 */
export async function movePledge(
  trx: WriteDb,
  now: Date,
  of: string | PledgeInCampaign,
  fact: PledgeFact,
  changes: PledgeChanges = {},
): Promise<Moved> {
  const before = typeof of === 'string' ? await requirePledge(trx, of) : of
  const arrow = nextPledge(before.state, fact)
  if (!arrow) return { changed: false, state: before.state }
  const isAccepted = before.accepted_at === null && countsAs({ state: arrow.to, accepted_at: null }) !== null
  const changed = { ...changes, state: arrow.to, ...(isAccepted && { accepted_at: instant(now) }) }
  await trx
    .updateTable('pledge')
    .set(changed)
    .where('id', '=', before.id)
    .where('state', '=', before.state)
    .executeTakeFirstOrThrow()
  await recordTransition(trx, now, before.id, arrow)
  const pledge = { ...before, ...changed }
  if (arrow.letter) await promisePledgeLetter(trx, now, arrow, pledge)
  if (arrow.forgetsCard && pledge.payment_method_id)
    await promiseJob(trx, now, {
      kind: 'detach-card',
      key: pledge.payment_method_id,
      payload: { paymentMethodId: pledge.payment_method_id },
    })
  if (arrow.freesReward) await freeReward(trx, pledge)
  await moveTotal(trx, before, pledge)
  return { changed: true, arrow, pledge }
}

/** What may change with a step, beside the state. */
export type PledgeChanges = Partial<
  Pick<
    Row<'pledge'>,
    | 'customer_id'
    | 'payment_method_id'
    | 'card_ends'
    | 'collect_payment_intent_id'
    | 'decline_code'
    | 'advice_code'
    | 'recovery_started_at'
    | 'collect_n'
    | 'checkout_n'
    | 'returned_cents'
    | 'returned_tip_cents'
  >
>

async function recordTransition(trx: WriteDb, now: Date, pledgeId: string, arrow: Arrow): Promise<void> {
  await trx
    .insertInto('pledge_transition')
    .values(eb => ({
      pledge_id: pledgeId,
      n: eb
        .selectFrom('pledge_transition')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('pledge_id', '=', pledgeId),
      from_state: arrow.from,
      to_state: arrow.to,
      fact: arrow.fact,
      at: instant(now),
    }))
    .execute()
}

/** The campaign's total is one update, and the last statement: writers stand in its line as briefly as can be. */
async function moveTotal(trx: WriteDb, before: Row<'pledge'>, after: Row<'pledge'>): Promise<void> {
  const count = (pledge: Row<'pledge'>, as: 'held' | 'committed') => (countsAs(pledge) === as ? 1 : 0)
  const change = (as: 'held' | 'committed') => ({
    count: count(after, as) - count(before, as),
    cents: count(after, as) * leftOf(after).amount - count(before, as) * leftOf(before).amount,
  })
  const [held, committed] = [change('held'), change('committed')]
  if (held.cents === 0 && committed.cents === 0) return
  await trx
    .updateTable('campaign_total')
    .set({
      held_cents: sql<Cents>`held_cents + ${held.cents}`,
      held_count: sql<number>`held_count + ${held.count}`,
      committed_cents: sql<Cents>`committed_cents + ${committed.cents}`,
      committed_count: sql<number>`committed_count + ${committed.count}`,
    })
    .where('campaign_id', '=', after.campaign_id)
    .executeTakeFirstOrThrow()
}

/** Shows or hides the backer's name, at any time (product.md 6). */
export async function setNameVisible(trx: WriteDb, pledgeId: string, visible: boolean): Promise<void> {
  await trx
    .updateTable('pledge')
    .set({ name_visible: visible ? 1 : 0 })
    .where('id', '=', pledgeId)
    .execute()
}
