import type { Db } from '#db/database.server.ts'
import type { PledgeState, Row } from '#db/schema.ts'
import { after, instant, MINUTE_MS } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { ZERO } from '../money.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { findPledge, modelOfOpenCampaign, movePledge, requirePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import type { CheckoutRequest, PaymentGateway } from './gateway.ts'
import { callWithKey, madeBefore } from './keyed-call.server.ts'
import type { PaymentPorts } from './ports.ts'
import { syncCheckout } from './sync.server.ts'

/**
 * Stripe lets no session end within 30 minutes: a little is left for the way there, and for as long as a request
 * that names this instant may be repeated.
 */
const CHECKOUT_LASTS_MS = 32 * MINUTE_MS
const REPEATS_FOR_MS = MINUTE_MS

export type OpenedCheckout =
  | { ok: true; url: string }
  | { ok: false; reason: 'already-decided' | 'overtaken' | 'campaign-not-open' | 'refused-by-stripe' }

type CheckoutPorts = PaymentPorts & { db: Db }

/** In which ways a pledge can be paid whose card was refused. */
export type RecoveryBy = 'any-method' | 'bank'

/**
 * Opens the Checkout that a pledge's newest number asks for, or returns the one that is open already. Sessions
 * with an older number are ended first, so that nobody pays twice.
 *
 * A pledge that waits for an answer after its card was refused gets a Checkout with every method (recovery), or with
 * banks alone while the brake stops cards (docs/decisions/0017-only-cards-are-braked.md).
 *
 * `overtaken`: the pledge was changed meanwhile, so that its newest number asks for another Checkout.
 *
 * @throws GatewayUnavailable when Stripe cannot be reached: the pledge stays, the same form may be posted again
 */
export function openCheckout(
  ports: CheckoutPorts,
  pledgeId: string,
  recovery: RecoveryBy = 'any-method',
): Promise<OpenedCheckout> {
  return openFrom(ports, pledgeId, ['draft', 'checkout_open', 'action_required'], recovery)
}

/**
 * Opens a Checkout in which the backer of a committed pledge saves another card. Until that is done the card that was
 * saved first stays the one that is charged.
 *
 * @throws GatewayUnavailable
 */
export function openCardCheckout(ports: CheckoutPorts, pledgeId: string): Promise<OpenedCheckout> {
  return openFrom(ports, pledgeId, ['committed'])
}

async function openFrom(
  ports: CheckoutPorts,
  pledgeId: string,
  states: readonly PledgeState[],
  recovery: RecoveryBy = 'any-method',
): Promise<OpenedCheckout> {
  const { db, clock, gateway } = ports
  const pledge = await findPledge(db.read, pledgeId)
  if (!pledge || !states.includes(pledge.state)) return { ok: false, reason: 'already-decided' }
  const sessions = await sessionsOf(db, pledgeId)
  const current = sessions.find(session => session.n === pledge.checkout_n)
  if (current?.state === 'open' && current.expires_at > instant(clock.now()))
    return { ok: true, url: current.url }
  // Of the sessions that were seen, and none that is newer than what was read of the pledge: whoever opened one
  // meanwhile posted the same form, or has overtaken this one.
  const older = sessions.filter(({ n }) => n <= pledge.checkout_n)
  if (!(await endSessions(ports, older))) return { ok: false, reason: 'already-decided' }
  if (current) pledge.checkout_n = await numberNextCheckout(db, pledge)
  const customerId = pledge.customer_id ?? (await createCustomer(ports, pledge))
  if (!customerId) return { ok: false, reason: 'refused-by-stripe' }
  const request = checkoutRequest(ports, pledge, customerId, recovery)
  const opened = await callWithKey(ports, {
    key: `pledge:${pledgeId}:checkout:${pledge.checkout_n}`,
    purpose: 'open-checkout',
    request,
    make: (key, firstTriedAt) =>
      gateway.openCheckout({
        ...request,
        key,
        expiresAt: new Date(after(firstTriedAt, CHECKOUT_LASTS_MS)),
      }),
    find: async () => madeBefore(await gateway.findOpenCheckout(request)),
    idOf: value => value.sessionId,
    repeatsForMs: REPEATS_FOR_MS,
    movesNoMoney: true,
  })
  if (!opened.ok) return { ok: false, reason: 'refused-by-stripe' }
  return keepSession(ports, pledge, { ...opened.value, mode: request.mode })
}

/**
 * Ends every open Checkout of a pledge at Stripe, so that nothing can be paid by terms that are about to change: paid
 * is paid, and what is paid must be what was shown.
 *
 * @param before only those with a lower number than this
 * @returns false when the backer was first: the payment or the card has then been recorded
 * @throws GatewayUnavailable
 */
export async function endCheckouts(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  pledgeId: string,
  before = Infinity,
): Promise<boolean> {
  const sessions = await sessionsOf(ports.db, pledgeId)
  return endSessions(
    ports,
    sessions.filter(({ n }) => n < before),
  )
}

async function endSessions(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  sessions: Pick<Row<'checkout_session'>, 'id' | 'state'>[],
): Promise<boolean> {
  for (const { id } of sessions.filter(({ state }) => state === 'open')) {
    const ended = await ports.gateway.expireCheckout(id)
    if (!ended.ok) {
      await syncCheckout(ports, id)
      return false
    }
    await ports.db.inTransaction(trx =>
      trx.updateTable('checkout_session').set({ state: 'expired' }).where('id', '=', id).execute(),
    )
  }
  return true
}

async function sessionsOf(db: Db, pledgeId: string) {
  return db.read.selectFrom('checkout_session').selectAll().where('pledge_id', '=', pledgeId).execute()
}

/** Each session has a number of its own, so that the end of one says nothing of the next. */
async function numberNextCheckout(
  db: Db,
  { id, checkout_n: seen }: Pick<PledgeInCampaign, 'id' | 'checkout_n'>,
): Promise<number> {
  return db.inTransaction(async trx => {
    await trx
      .updateTable('pledge')
      .set({ checkout_n: seen + 1 })
      .where('id', '=', id)
      .where('checkout_n', '=', seen)
      .execute()
    const { checkout_n: n } = await requirePledge(trx, id)
    return n
  })
}

async function createCustomer(ports: CheckoutPorts, pledge: PledgeInCampaign): Promise<string | null> {
  const request = { email: pledge.email, pledgeId: pledge.id, language: pledge.language }
  const created = await callWithKey(ports, {
    key: `pledge:${pledge.id}:customer:${pledge.checkout_n}`,
    purpose: 'create-customer',
    request,
    make: key => ports.gateway.createCustomer({ ...request, key }),
    find: async () => madeBefore(await ports.gateway.findCustomer(request)),
    idOf: value => value.customerId,
    movesNoMoney: true,
  })
  if (!created.ok) return null
  const { customerId } = created.value
  await ports.db.inTransaction(trx =>
    trx.updateTable('pledge').set({ customer_id: customerId }).where('id', '=', pledge.id).execute(),
  )
  return customerId
}

function checkoutRequest(
  { links }: PaymentPorts,
  pledge: PledgeInCampaign,
  customerId: string,
  recovery: RecoveryBy,
): Omit<CheckoutRequest, 'key' | 'expiresAt'> {
  const isRecovery = pledge.state === 'action_required'
  const isSetup = pledge.collection === 'at_deadline' && !isRecovery
  const methods = isRecovery ? METHODS[recovery] : METHODS[pledge.method]
  const lines = [{ name: pledge.campaign_title, amount: pledge.amount_cents }]
  if (pledge.tip_cents > ZERO) lines.push({ name: tipLine[pledge.language], amount: pledge.tip_cents })
  return {
    n: pledge.checkout_n,
    pledgeId: pledge.id,
    campaignId: pledge.campaign_id,
    customerId,
    mode: isSetup ? 'setup' : 'payment',
    methods,
    lines,
    language: pledge.language,
    returnUrl: links.thanks(pledge.id),
    cancelUrl:
      isRecovery || pledge.state === 'committed' || pledge.campaign_state === 'near_miss'
        ? links.managePledge(pledge.id)
        : links.pledgeForm(pledge.campaign_slug, pledge.id),
  }
}

const METHODS = {
  'any-method': ['ideal', 'bancontact', 'card'],
  bank: ['ideal', 'bancontact'],
  card: ['card'],
} as const

/** The tip is a line of its own at Checkout (money.md, decision 9). */
const tipLine = { nl: 'Fooi voor Stadmakers', en: 'Tip for Stadmakers' }

/**
 * Keeps the session before the backer is sent to it. When the campaign closed meanwhile, the session is ended
 * instead: after the deadline nothing new is opened (trust.md F14).
 */
async function keepSession(
  { db, clock }: CheckoutPorts,
  { id: pledgeId, checkout_n: n }: PledgeInCampaign,
  session: { sessionId: string; url: string; expiresAt: Date; mode: 'payment' | 'setup' },
): Promise<OpenedCheckout> {
  return db.inTransaction(async (trx): Promise<OpenedCheckout> => {
    const now = clock.now()
    await trx
      .insertInto('checkout_session')
      .values({
        id: session.sessionId,
        pledge_id: pledgeId,
        n,
        mode: session.mode,
        state: 'open',
        url: session.url,
        created_at: instant(now),
        expires_at: instant(session.expiresAt),
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const pledge = await findPledge(trx, pledgeId)
    const isOvertaken = pledge?.checkout_n !== n
    const isOpen =
      pledge?.state === 'action_required' ||
      (pledge && (await modelOfOpenCampaign(trx, now, pledge.campaign_id, true)) !== null)
    if (isOvertaken || !isOpen) {
      await promiseJob(trx, now, {
        kind: 'expire-checkout',
        key: session.sessionId,
        payload: { sessionId: session.sessionId },
      })
      return { ok: false, reason: isOvertaken ? 'overtaken' : 'campaign-not-open' }
    }
    // Another card for the same promise: the state stays what it is.
    if (pledge.state === 'committed') return { ok: true, url: session.url }
    const moved = await movePledge(trx, now, pledgeId, 'checkout-opened')
    return moved.changed ? { ok: true, url: session.url } : { ok: false, reason: 'already-decided' }
  })
}
