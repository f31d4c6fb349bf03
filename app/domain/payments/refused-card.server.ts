import type { WriteDb } from '#db/database.server.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { movePledge, promiseRecoveryLetter, RECOVERY_DAYS, requirePledge } from '../pledges/pledges.server.ts'

/** The days after the first refusal on which the saved card is tried again (money.md 1.3). */
const RETRY_DAYS = [3, 6]
/**
 * The days on which its backer is told once more, so that no two days pass without a letter. On the sixth the refused
 * retry brings one by itself, where the card may be tried.
 */
const REMINDER_DAYS = [2, 4, 6]

/** What a card's bank says that means: never again with this card. */
export const DO_NOT_TRY_AGAIN = 'do_not_try_again'

/** How a saved card was refused, in Stripe's words. */
export interface CardRefusal {
  paymentIntentId: string | null
  declineCode: string | null
  adviceCode: string | null
}

/**
 * Records that a saved card was refused, however that became known. From the first refusal its backer has a week: a
 * letter with a link to pay in any way, one more every second day, the card tried again on the third and the sixth day (unless its bank says not
 * to), and then the pledge is dropped.
 *
 * @returns whether the pledge was being collected
 */
export async function recordRefusedCard(
  trx: WriteDb,
  now: Date,
  pledgeId: string,
  refusal: CardRefusal,
): Promise<boolean> {
  const before = await requirePledge(trx, pledgeId)
  const { state, collect_payment_intent_id: decided } = before
  // A bank still decides about another payment: what is told of this one no longer touches the pledge.
  if (state === 'processing' && decided !== refusal.paymentIntentId) return false
  const startedAt = before.recovery_started_at ?? instant(now)
  const moved = await movePledge(trx, now, pledgeId, 'collection-declined', {
    collect_payment_intent_id: refusal.paymentIntentId,
    decline_code: refusal.declineCode,
    // That a card must never be tried again stays true when a bank refuses the payment after it.
    advice_code: refusal.adviceCode ?? before.advice_code,
    recovery_started_at: startedAt,
  })
  if (!moved.changed || before.recovery_started_at) return moved.changed
  const promiseAt = (kind: 'collect-pledge' | 'drop-pledge', days: number) =>
    promiseJob(trx, now, {
      kind,
      key: `${pledgeId}:${days}`,
      payload: { pledgeId },
      runAt: after(startedAt, days * DAY_MS),
    })
  if (refusal.adviceCode !== DO_NOT_TRY_AGAIN)
    for (const days of RETRY_DAYS) await promiseAt('collect-pledge', days)
  for (const day of REMINDER_DAYS)
    if (refusal.adviceCode === DO_NOT_TRY_AGAIN || !RETRY_DAYS.includes(day))
      await promiseJob(trx, now, {
        kind: 'remind-of-recovery',
        key: `${pledgeId}:${day}`,
        payload: { pledgeId, day },
        runAt: after(startedAt, day * DAY_MS),
      })
  await promiseAt('drop-pledge', RECOVERY_DAYS)
  return true
}

/** Tells a backer again that their card was refused, while they can still answer. */
export async function remindOfRecovery(
  trx: WriteDb,
  now: Date,
  { pledgeId, day }: { pledgeId: string; day: number },
): Promise<void> {
  const pledge = await requirePledge(trx, pledgeId)
  if (pledge.state !== 'action_required') return
  await promiseRecoveryLetter(trx, now, pledge, `${pledgeId}:day-${day}`)
}
