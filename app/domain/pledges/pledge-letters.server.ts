import type { WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { pledgeFacts } from './pledge-in-campaign.server.ts'
import type { PledgeInCampaign } from './pledge-in-campaign.server.ts'
import { totalOf } from './pledge.ts'
import type { Arrow } from './pledge.ts'

/** Promises the letter that an arrow of the state table asks for. */
export async function promisePledgeLetter(
  trx: WriteDb,
  now: Date,
  arrow: Arrow,
  pledge: PledgeInCampaign,
): Promise<void> {
  const facts = pledgeFacts(pledge)
  const envelope = { dedupKey: pledge.id, to: pledge.email, language: pledge.language }
  const { campaign_deadline: deadline } = pledge
  switch (arrow.letter) {
    case 'pledge-receipt': {
      const allOrNothing = pledge.funding_model === 'all_or_nothing'
      return promiseLetter(trx, now, {
        ...envelope,
        name: 'pledge-receipt',
        props: { ...facts, allOrNothing, deadline },
      })
    }
    case 'card-saved':
      return promiseLetter(trx, now, { ...envelope, name: 'card-saved', props: { ...facts, deadline } })
    case 'pledge-withdrawn':
      return promiseLetter(trx, now, {
        ...envelope,
        name: 'pledge-withdrawn',
        props: { ...facts, withdrawnAt: instant(now), deliveredOn: pledge.delivered_on },
      })
    case 'campaign-missed': {
      const countedCents = await countedAtClosing(trx, pledge.campaign_id)
      return promiseLetter(trx, now, {
        ...envelope,
        name: 'campaign-missed',
        props: { ...facts, countedCents, minimumCents: pledge.minimum_cents },
      })
    }
    case 'campaign-canceled':
      return promiseCanceledLetter(trx, now, pledge, arrow.entry === 'refund' ? totalOf(pledge) : null)
    case 'card-failed':
      return promiseRecoveryLetter(trx, now, pledge, refusalOf(arrow, pledge))
    case 'pledge-dropped':
      return promiseLetter(trx, now, { ...envelope, name: 'pledge-dropped', props: facts })
    default:
      throw new Error(`The state table names a letter that no step writes: ${arrow.letter}`)
  }
}

/**
 * Tells a backer that the campaign was canceled, why, and what comes back.
 *
 * @param returned null when nothing was taken
 */
export async function promiseCanceledLetter(
  trx: WriteDb,
  now: Date,
  pledge: PledgeInCampaign,
  returned: Cents | null,
): Promise<void> {
  const { reason } = await trx
    .selectFrom('campaign_cancellation')
    .select('reason')
    .where('campaign_id', '=', pledge.campaign_id)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'campaign-canceled',
    dedupKey: pledge.id,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), reason, returnedCents: returned },
  })
}

/** Names a refusal: by our try to charge the card, or by the payment about which a bank said no after a while. */
function refusalOf({ from }: Arrow, pledge: PledgeInCampaign): string {
  return `${pledge.id}:${from === 'processing' ? pledge.collect_payment_intent_id : pledge.collect_n}`
}

/** @param dedupKey names the refusal, or the day on which it is told again */
export async function promiseRecoveryLetter(
  trx: WriteDb,
  now: Date,
  pledge: PledgeInCampaign,
  dedupKey: string,
): Promise<void> {
  await promiseLetter(trx, now, {
    name: 'card-failed',
    dedupKey,
    to: pledge.email,
    language: pledge.language,
    props: { ...pledgeFacts(pledge), answerBy: answerBy(pledge, now) },
  })
}

/** The days in which a refused card may be answered (money.md 1.3). */
export const RECOVERY_DAYS = 7

function answerBy(pledge: Row<'pledge'>, now: Date): string {
  const start = new Date(pledge.recovery_started_at ?? now)
  return after(start, RECOVERY_DAYS * DAY_MS)
}

async function countedAtClosing(trx: WriteDb, campaignId: string): Promise<Cents> {
  const closure = await trx
    .selectFrom('campaign_closure')
    .select('counted_cents')
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  return closure?.counted_cents ?? ZERO
}
