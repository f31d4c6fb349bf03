import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { LanguageCode, PayoutAccountState, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Clock, Instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { sum } from '../money.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { callWithKey, madeBefore } from '../payments/payments.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { syncPayouts } from './transfers.server.ts'

type AccountPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

export interface Initiator {
  id: string
  email: string
  name: string
  language: LanguageCode
}

export type EnsuredAccount =
  { ok: true; account: Row<'payout_account'> } | { ok: false; reason: 'refused-by-stripe' }

/**
 * Makes the initiator's account at Stripe when there is none yet. One user has one account, however often this
 * is asked, and also when their name, address or language has changed since a try whose answer was lost.
 *
 * @throws GatewayUnavailable
 */
export async function ensurePayoutAccount(
  ports: AccountPorts,
  initiator: Initiator,
): Promise<EnsuredAccount> {
  const { db, clock, gateway } = ports
  const existing = await accountOf(db, initiator.id)
  if (existing?.stripe_account_id) return { ok: true, account: existing }
  const request = {
    email: initiator.email,
    name: initiator.name,
    userId: initiator.id,
    language: initiator.language,
  }
  const made = await callWithKey(ports, {
    key: `user:${initiator.id}:payout-account:1`,
    purpose: 'create-payout-account',
    request,
    make: key => gateway.createPayoutAccount({ ...request, key }),
    find: async () => madeBefore(await gateway.findPayoutAccount(request)),
    idOf: value => value.stripeAccountId,
    movesNoMoney: true,
  })
  if (!made.ok) return { ok: false, reason: 'refused-by-stripe' }
  const now = instant(clock.now())
  await db.inTransaction(trx =>
    trx
      .insertInto('payout_account')
      .values({
        id: randomIds.next(),
        user_id: initiator.id,
        stripe_account_id: made.value.stripeAccountId,
        state: 'onboarding',
        created_at: now,
        updated_at: now,
      })
      .onConflict(conflict => conflict.column('user_id').doNothing())
      .execute(),
  )
  const account = await accountOf(db, initiator.id)
  if (!account) throw new Error(`The payout account of ${initiator.id} was not kept.`)
  return { ok: true, account }
}

/** A link to Stripe's own pages, where the initiator shows who they are and to which bank account money may go. */
export async function onboardingLink(
  { gateway, links }: { gateway: PaymentGateway; links: { payoutAccount(): string } },
  stripeAccountId: string,
): Promise<string | null> {
  const link = await gateway.onboardingLink({
    stripeAccountId,
    returnUrl: `${links.payoutAccount()}?from=stripe`,
    refreshUrl: `${links.payoutAccount()}?from=expired`,
  })
  return link.ok ? link.value.url : null
}

/** Looks at an account at Stripe as it is now: `active` when it can receive transfers. */
export async function syncPayoutAccount(
  { db, clock, gateway }: AccountPorts,
  stripeAccountId: string,
): Promise<void> {
  const reading = await gateway.readPayoutAccount(stripeAccountId)
  await db.inTransaction(async trx => {
    const account = await trx
      .selectFrom('payout_account')
      .selectAll()
      .where('stripe_account_id', '=', stripeAccountId)
      .executeTakeFirst()
    if (!account) return
    const state = nextState(account.state, reading.transfersActive)
    if (state === account.state) return
    await trx
      .updateTable('payout_account')
      .set({ state, updated_at: instant(clock.now()) })
      .where('id', '=', account.id)
      .execute()
    if (state === 'active') await sendWhatWaits(trx, clock.now(), stripeAccountId)
    if (state === 'restricted') await tellOfRestriction(trx, clock.now(), account)
  })
}

/**
 * The bank account behind a payout account was changed at Stripe. Whoever got into somebody's account would do exactly
 * that, so for a day nothing goes to it, and what was proposed before must be proposed again (trust.md T11).
 *
 * @param at when it was changed; what comes late or twice never shortens the wait
 * @returns false when it was the first bank of an account that could not receive anything yet
 */
export async function noteBankChange(
  { db, clock }: Pick<AccountPorts, 'db' | 'clock'>,
  stripeAccountId: string,
  at: Instant,
): Promise<boolean> {
  return db.inTransaction(async trx => {
    const account = await trx
      .selectFrom('payout_account')
      .select(['id', 'user_id', 'state', 'bank_changed_at'])
      .where('stripe_account_id', '=', stripeAccountId)
      .executeTakeFirst()
    if (!account || account.state === 'onboarding') return false
    if (account.bank_changed_at !== null && account.bank_changed_at >= at) return true
    await trx
      .updateTable('payout_account')
      .set({ bank_changed_at: at, updated_at: instant(clock.now()) })
      .where('id', '=', account.id)
      .execute()
    await recordAudit(trx, clock.now(), {
      actorId: null,
      action: 'payout-account.bank-changed',
      subject: { type: 'user', id: account.user_id },
      detail: {},
    })
    return true
  })
}

/** When the bank account behind an initiator's payout account was last changed; null while it is the first. */
export async function bankChangedAt(db: ReadDb, userId: string): Promise<Instant | null> {
  const account = await db
    .selectFrom('payout_account')
    .select('bank_changed_at')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return account?.bank_changed_at ?? null
}

/** What was approved while the account could not receive leaves now. */
async function sendWhatWaits(trx: WriteDb, now: Date, stripeAccountId: string): Promise<void> {
  for (const { id } of await waitingFor(trx, stripeAccountId))
    await promiseJob(trx, now, { kind: 'send-transfer', key: id, payload: { settlementId: id } })
}

/** The initiator alone can open the account again, at Stripe. */
async function tellOfRestriction(trx: WriteDb, now: Date, account: Row<'payout_account'>): Promise<void> {
  const to = await trx
    .selectFrom('user')
    .select(['email', 'language'])
    .where('id', '=', account.user_id)
    .executeTakeFirstOrThrow()
  const waiting = await waitingFor(trx, account.stripe_account_id ?? '')
  await promiseLetter(trx, now, {
    name: 'payout-account-restricted',
    dedupKey: `${account.id}:${instant(now)}`,
    to: to.email,
    language: to.language,
    props: { waitingCents: sum(waiting.map(settlement => settlement.payout_cents)) },
  })
}

async function waitingFor(db: ReadDb, stripeAccountId: string) {
  return db
    .selectFrom('settlement')
    .select(['id', 'payout_cents'])
    .where('stripe_account_id', '=', stripeAccountId)
    .where('state', '=', 'approved')
    .orderBy('id')
    .execute()
}

/** Looks at every account that is in use, and at its payouts: what no event told. */
export async function checkPayoutAccounts(ports: AccountPorts): Promise<void> {
  const accounts = await ports.db.read
    .selectFrom('payout_account')
    .select('stripe_account_id')
    .where('state', 'in', ['onboarding', 'active', 'restricted'])
    .execute()
  for (const { stripe_account_id: id } of accounts) {
    if (!id) continue
    await syncPayoutAccount(ports, id)
    await syncPayouts(ports, id)
  }
}

/** none → onboarding → active ↔ restricted → closed (money.md 1.4). */
function nextState(state: PayoutAccountState, transfersActive: boolean): PayoutAccountState {
  if (state === 'closed') return state
  if (transfersActive) return 'active'
  return state === 'active' ? 'restricted' : state
}

async function accountOf(db: Db, userId: string): Promise<Row<'payout_account'> | undefined> {
  return db.read.selectFrom('payout_account').selectAll().where('user_id', '=', userId).executeTakeFirst()
}
