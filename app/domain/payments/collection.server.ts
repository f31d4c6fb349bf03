import type { Db } from '#db/database.server.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { findPledge, movePledge, RECOVERY_DAYS, requirePledge } from '../pledges/pledges.server.ts'
import { totalOf } from '../pledges/pledge.ts'
import type { PaymentGateway, Refusal } from './gateway.ts'
import { callWithKey } from './keyed-call.server.ts'
import { recordPayment } from './record-payment.server.ts'
import { syncCheckout } from './sync.server.ts'

type CollectionPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/** The days after the first refusal on which the saved card is tried again (money.md 1.3). */
const RETRY_DAYS = [3, 6]

/**
 * Charges a saved card after the campaign succeeded, or tries again after a refusal. The number of the try is
 * kept before the call, so that a crash repeats the same try and never begins another.
 *
 * A refused card gives the backer a week: a letter with a link to pay in any way, the card tried again on the
 * third and the sixth day (unless its bank says not to), and then the pledge is dropped.
 */
export async function collectPledge(ports: CollectionPorts, pledgeId: string): Promise<void> {
  const { db, clock, gateway } = ports
  if (!(await endOpenSessions(ports, pledgeId))) return
  const pledge = await db.inTransaction(async trx => {
    const current = await requirePledge(trx, pledgeId)
    if (current.state === 'collecting') return current
    const n = current.collect_n + 1
    const moved = await movePledge(trx, clock.now(), pledgeId, 'collection-started', { collect_n: n })
    return moved.changed ? moved.pledge : null
  })
  if (!pledge?.customer_id || !pledge.payment_method_id) return
  const request = {
    n: pledge.collect_n,
    pledgeId,
    campaignId: pledge.campaign_id,
    customerId: pledge.customer_id,
    paymentMethodId: pledge.payment_method_id,
    amount: totalOf(pledge),
  }
  const charged = await callWithKey(ports, {
    key: `pledge:${pledgeId}:collect:${pledge.collect_n}`,
    purpose: 'collect',
    request,
    make: key => gateway.chargeSavedCard({ ...request, key }),
    find: () => gateway.findCharge(request),
    idOf: value => value.paymentIntentId,
  })
  await db.inTransaction(async trx => {
    const now = clock.now()
    if (!charged.ok) return recordRefusal(trx, now, pledgeId, charged.refusal)
    await trx
      .updateTable('pledge')
      .set({ collect_payment_intent_id: charged.value.paymentIntentId })
      .where('id', '=', pledgeId)
      .execute()
    await recordPayment(trx, now, charged.value)
  })
}

async function recordRefusal(
  trx: Parameters<Parameters<Db['inTransaction']>[0]>[0],
  now: Date,
  pledgeId: string,
  refusal: Refusal,
): Promise<void> {
  const before = await requirePledge(trx, pledgeId)
  const startedAt = before.recovery_started_at ?? instant(now)
  const moved = await movePledge(trx, now, pledgeId, 'collection-declined', {
    collect_payment_intent_id: refusal.paymentIntentId,
    decline_code: refusal.declineCode ?? refusal.code,
    advice_code: refusal.adviceCode,
    recovery_started_at: startedAt,
  })
  if (!moved.changed || before.recovery_started_at) return
  const promiseAt = (kind: 'collect-pledge' | 'drop-pledge', days: number) =>
    promiseJob(trx, now, {
      kind,
      key: `${pledgeId}:${days}`,
      payload: { pledgeId },
      runAt: after(startedAt, days * DAY_MS),
    })
  if (refusal.adviceCode !== 'do_not_try_again')
    for (const days of RETRY_DAYS) await promiseAt('collect-pledge', days)
  await promiseAt('drop-pledge', RECOVERY_DAYS)
}

/**
 * Before a new way to pay opens, or a pledge is given up, what is under way is ended: the refused payment is
 * canceled and open sessions expire.
 *
 * @returns false when the backer paid meanwhile, which has then been recorded
 */
async function endOpenSessions(ports: CollectionPorts, pledgeId: string): Promise<boolean> {
  const { db, gateway } = ports
  const sessions = await db.read
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('state', '=', 'open')
    .execute()
  for (const session of sessions) {
    await gateway.expireCheckout(session.id)
    await syncCheckout(ports, session.id)
  }
  const pledge = await findPledge(db.read, pledgeId)
  return pledge !== null && ['committed', 'collecting', 'action_required'].includes(pledge.state)
}

/** Ends the week of recovery: the pledge leaves the total, its reward is free, its card forgotten. */
export async function dropPledge(ports: CollectionPorts, pledgeId: string): Promise<void> {
  if (!(await endOpenSessions(ports, pledgeId))) return
  await ports.db.inTransaction(trx => movePledge(trx, ports.clock.now(), pledgeId, 'recovery-ended'))
}

/**
 * Makes ready for a recovery Checkout: cancels the refused payment first, so that it cannot succeed beside the
 * new one, and numbers the new session.
 *
 * @returns false when the pledge does not wait for an answer
 */
export async function prepareRecovery(ports: CollectionPorts, pledgeId: string): Promise<boolean> {
  const { db, gateway, clock } = ports
  const pledge = await findPledge(db.read, pledgeId)
  if (pledge?.state !== 'action_required') return false
  if (pledge.collect_payment_intent_id) await gateway.cancelPayment(pledge.collect_payment_intent_id)
  const open = await db.read
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .where('n', '=', pledge.checkout_n)
    .where('state', '=', 'open')
    .where('expires_at', '>', instant(clock.now()))
    .executeTakeFirst()
  if (open) return true
  await db.inTransaction(trx =>
    trx
      .updateTable('pledge')
      .set({ checkout_n: pledge.checkout_n + 1 })
      .where('id', '=', pledgeId)
      .where('checkout_n', '=', pledge.checkout_n)
      .execute(),
  )
  return true
}
