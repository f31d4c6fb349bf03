import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import { afterDays, dayInCity } from '../campaigns/campaigns.server.ts'
import type { Clock } from '../clock.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import { modelOfOpenCampaign, pledgeFacts, RECOVERY_DAYS, requirePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { recordAudit } from '../users/users.server.ts'
import type { SetupReading } from './gateway.ts'

/**
 * Another card for a pledge whose card is saved and not charged yet (money.md 1.4, row 9): one that ends before it may
 * be needed is told of early, and its backer can save another. The pledge stays committed all the while.
 */

/** Whether the backer can give another card: while the campaign runs, or talks with its backers. */
export async function mayGiveAnotherCard(db: ReadDb, now: Date, pledge: PledgeInCampaign): Promise<boolean> {
  if (pledge.state !== 'committed') return false
  return (await modelOfOpenCampaign(db, now, pledge.campaign_id, true)) !== null
}

/**
 * Records a card that was saved for a pledge that has one. It takes the place of the one before, which is forgotten at
 * Stripe. What an older Checkout tells late changes nothing; and a card that comes when the other is being charged, or
 * when the pledge is over, is itself forgotten.
 *
 * @returns whether the card of the pledge is now another
 */
export async function recordAnotherCard(
  trx: WriteDb,
  now: Date,
  pledge: PledgeInCampaign,
  setup: SetupReading & { paymentMethodId: string },
): Promise<boolean> {
  const { payment_method_id: before } = pledge
  const isNewest = setup.checkoutN === pledge.checkout_n
  if (before === null || before === setup.paymentMethodId || !isNewest) return false
  const isTaken = pledge.state === 'committed'
  await forgetCard(trx, now, isTaken ? before : setup.paymentMethodId)
  if (!isTaken) return false
  await trx
    .updateTable('pledge')
    .set({ payment_method_id: setup.paymentMethodId, card_ends: setup.cardEnds })
    .where('id', '=', pledge.id)
    .where('state', '=', 'committed')
    .executeTakeFirstOrThrow()
  await recordAudit(trx, now, {
    actorId: null,
    action: 'pledge.card-replaced',
    subject: { type: 'pledge', id: pledge.id },
    detail: {},
  })
  return true
}

async function forgetCard(trx: WriteDb, now: Date, paymentMethodId: string): Promise<void> {
  await promiseJob(trx, now, { kind: 'detach-card', key: paymentMethodId, payload: { paymentMethodId } })
}

/** As many letters as one transaction promises. */
const TOLD_AT_ONCE = 200

/**
 * Writes to every backer whose card ends before the last day on which it may be charged. One letter for each card.
 *
 * @returns how many cards end too early
 */
export async function warnOfEndingCards({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const campaigns = await db.read
    .selectFrom('campaign')
    .leftJoin('near_miss', 'near_miss.campaign_id', 'campaign.id')
    .select(['campaign.id', 'campaign.deadline', 'near_miss.answers_by'])
    .where('campaign.state', 'in', ['live', 'near_miss'])
    .where('campaign.deadline', 'is not', null)
    .orderBy('campaign.id')
    .execute()
  let found = 0
  for (const { id, deadline, answers_by } of campaigns) {
    const lastDay = answers_by === null ? (deadline ?? '') : dayInCity(new Date(answers_by))
    const month = lastChargeMonth(lastDay)
    let told = await warnNext(db, clock, id, month, '')
    while (told) {
      found += told.count
      told = await warnNext(db, clock, id, month, told.last)
    }
  }
  return found
}

/** A card is charged on the day after the last, and for a week more when it is refused. */
export function lastChargeMonth(lastDay: string): string {
  return afterDays(lastDay, 1 + RECOVERY_DAYS).slice(0, 7)
}

async function warnNext(
  db: Db,
  clock: Clock,
  campaignId: string,
  month: string,
  after: string,
): Promise<{ count: number; last: string } | null> {
  return db.inTransaction(async trx => {
    const ending = await trx
      .selectFrom('pledge')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('state', '=', 'committed')
      .where('card_ends', '<', month)
      .where('id', '>', after)
      .orderBy('id')
      .limit(TOLD_AT_ONCE)
      .execute()
    for (const { id } of ending) await tell(trx, clock.now(), await requirePledge(trx, id))
    const last = ending.at(-1)
    return last ? { count: ending.length, last: last.id } : null
  })
}

async function tell(trx: WriteDb, now: Date, pledge: PledgeInCampaign): Promise<void> {
  if (pledge.card_ends === null) return
  await promiseLetter(trx, now, {
    name: 'card-ends',
    dedupKey: `${pledge.id}:${pledge.payment_method_id}`,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), deadline: pledge.campaign_deadline, cardEnds: pledge.card_ends },
  })
}
