import type { Db } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { findPledge, movePledge, requirePledge } from '../pledges/pledges.server.ts'
import { totalOf } from '../pledges/pledge.ts'
import type { PaymentGateway } from './gateway.ts'
import { callWithKey } from './keyed-call.server.ts'
import type { RecoveryBy } from './open-checkout.server.ts'
import { recordPayment } from './record-payment.server.ts'
import { DO_NOT_TRY_AGAIN, recordRefusedCard } from './refused-card.server.ts'
import { syncCheckout } from './sync.server.ts'

/** `waits`: a bank still decides, ask again later. */
type Worked = 'done' | 'waits'

type CollectionPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/**
 * Charges a saved card after the campaign succeeded, or tries again after a refusal. The number of the try is
 * kept before the call, so that a crash repeats the same try and never begins another.
 *
 * What is told late of an earlier try no longer touches the pledge: its payment is not kept as the pledge's any more.
 *
 * @returns `waits` while a bank decides about another payment: ask again in an hour
 */
export async function collectPledge(ports: CollectionPorts, pledgeId: string): Promise<Worked> {
  const { db, clock, gateway } = ports
  const underWay = await endOpenSessions(ports, pledgeId)
  if (underWay !== 'nothing') return underWay
  const pledge = await db.inTransaction(async trx => {
    const current = await requirePledge(trx, pledgeId)
    if (current.state === 'collecting') return current
    if (current.advice_code === DO_NOT_TRY_AGAIN) return null
    const moved = await movePledge(trx, clock.now(), pledgeId, 'collection-started', {
      collect_n: current.collect_n + 1,
      collect_payment_intent_id: null,
    })
    return moved.changed ? moved.pledge : null
  })
  if (!pledge) return 'done'
  if (!pledge.customer_id || !pledge.payment_method_id)
    throw new Error(`Pledge ${pledgeId} is to be collected and has no saved card.`)
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
    if (!charged.ok) {
      const { code, declineCode } = charged.refusal
      await recordRefusedCard(trx, now, pledgeId, { ...charged.refusal, declineCode: declineCode ?? code })
      return
    }
    await trx
      .updateTable('pledge')
      .set({ collect_payment_intent_id: charged.value.paymentIntentId })
      .where('id', '=', pledgeId)
      .where('state', '<>', 'processing')
      .execute()
    await recordPayment(trx, now, charged.value)
  })
  return 'done'
}

/**
 * Before a new way to pay opens, or a pledge is given up, what is under way is ended: the refused payment is
 * canceled and open sessions expire.
 *
 * @returns `done` when there is nothing left to do: the backer paid meanwhile, which has then been recorded; `waits` when
 *   a bank decides about a payment of recovery, so that the card must not be charged beside it
 */
async function endOpenSessions(ports: CollectionPorts, pledgeId: string): Promise<Worked | 'nothing'> {
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
  // The first charge of a card is not waited for: what a bank decides about then is that charge.
  if (pledge?.state === 'processing') return pledge.recovery_started_at === null ? 'done' : 'waits'
  return pledge && ['committed', 'collecting', 'action_required'].includes(pledge.state) ? 'nothing' : 'done'
}

/**
 * Ends the week of recovery: the pledge leaves the total, its reward is free, its card forgotten.
 *
 * @returns `waits` while a payment is in flight (money.md 1.4, row 14): ask again in an hour
 */
export async function dropPledge(ports: CollectionPorts, pledgeId: string): Promise<Worked> {
  const underWay = await endOpenSessions(ports, pledgeId)
  if (underWay !== 'nothing') return underWay
  const dropped = await ports.db.inTransaction(trx =>
    movePledge(trx, ports.clock.now(), pledgeId, 'recovery-ended'),
  )
  return !dropped.changed && dropped.state === 'processing' ? 'waits' : 'done'
}

/**
 * Gives up on a refused card because its campaign was canceled: nothing is charged any more.
 *
 * @returns `waits` while a payment is in flight: ask again in an hour
 */
export async function releasePledge(ports: CollectionPorts, pledgeId: string): Promise<Worked> {
  const underWay = await endOpenSessions(ports, pledgeId)
  if (underWay !== 'nothing') return underWay
  const pledge = await findPledge(ports.db.read, pledgeId)
  if (pledge?.state !== 'action_required') return 'done'
  if (pledge.collect_payment_intent_id) await ports.gateway.cancelPayment(pledge.collect_payment_intent_id)
  await ports.db.inTransaction(trx => movePledge(trx, ports.clock.now(), pledgeId, 'campaign-canceled'))
  return 'done'
}

/**
 * Makes ready for a recovery Checkout: cancels the refused payment first, so that it cannot succeed beside the
 * new one, and numbers the new session. A Checkout that is open already stays the one, unless it is to be by bank alone:
 * then what is open may take cards, and another takes its place.
 *
 * @returns false when the pledge does not wait for an answer
 */
export async function prepareRecovery(
  ports: CollectionPorts,
  pledgeId: string,
  by: RecoveryBy = 'any-method',
): Promise<boolean> {
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
  if (open && by === 'any-method') return true
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
