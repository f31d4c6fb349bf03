import { sql } from 'kysely'
import type { Db, ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import type { PaymentGateway, PayoutReading } from '../payments/gateway.ts'
import { restsUntil } from './cooling.ts'
import { callWithKey, madeBefore, reportDiscrepancy, wasAsked } from '../payments/payments.server.ts'

type TransferPorts = { db: Db; clock: Clock; gateway: PaymentGateway }

/**
 * How a transfer went: it waits while what backers paid is not available at Stripe yet, and rests for a day after the
 * bank behind the account was changed.
 */
export type Transferred =
  'transferred' | 'waits-for-balance' | 'waits-for-account' | 'rests' | 'nothing-to-do' | 'refused'

/**
 * Sends an approved settlement to the initiator's account at Stripe, from available balance. Stripe does not
 * retry a transfer, so a short balance is found before it is asked for. Not before it is asked for again: then the
 * balance may be short because the transfer was made. Nor while the account cannot receive: it is sent as soon as the
 * account is open again (`syncPayoutAccount`).
 */
export async function sendTransfer(ports: TransferPorts, settlementId: string): Promise<Transferred> {
  const { db, clock, gateway } = ports
  const settlement = await db.read
    .selectFrom('settlement')
    .selectAll()
    .where('id', '=', settlementId)
    .executeTakeFirstOrThrow()
  if (settlement.state !== 'approved') return 'nothing-to-do'
  const rests = await restOfAccount(db, clock.now(), settlement.stripe_account_id)
  if (rests) return 'rests'
  const key = `settlement:${settlementId}:transfer:${settlement.transfer_n}`
  const mayBeMade = await wasAsked(db, key)
  if (!mayBeMade && !(await canReceive(db.read, settlement.stripe_account_id))) return 'waits-for-account'
  if (!mayBeMade && (await gateway.availableBalance()) < settlement.payout_cents) return 'waits-for-balance'
  const request = {
    settlementId,
    campaignId: settlement.campaign_id,
    stripeAccountId: settlement.stripe_account_id,
    amount: settlement.payout_cents,
  }
  const sent = await callWithKey(ports, {
    key,
    purpose: 'transfer',
    request,
    make: key => gateway.transfer({ ...request, key }),
    find: async () => madeBefore(await gateway.findTransfer(request)),
    idOf: value => value.transferId,
  })
  return db.inTransaction(async (trx): Promise<Transferred> => {
    const now = clock.now()
    if (sent.ok) {
      await recordTransferred(trx, now, settlement, sent.value)
      return 'transferred'
    }
    await numberNextTransfer(trx, settlementId)
    if (sent.refusal.code === 'balance_insufficient') return 'waits-for-balance'
    if (sent.refusal.code === 'insufficient_capabilities_for_transfer') return 'waits-for-account'
    await reportDiscrepancy(trx, now, {
      kind: 'transfer-refused',
      subject: settlementId,
      amount: settlement.payout_cents,
      detail: { code: sent.refusal.code },
    })
    return 'refused'
  })
}

/** Until when nothing goes to the account; null when it need not rest. */
async function restOfAccount(db: Db, now: Date, stripeAccountId: string): Promise<string | null> {
  const account = await db.read
    .selectFrom('payout_account')
    .select('bank_changed_at')
    .where('stripe_account_id', '=', stripeAccountId)
    .executeTakeFirst()
  return restsUntil(account?.bank_changed_at ?? null, now)
}

async function canReceive(db: ReadDb, stripeAccountId: string): Promise<boolean> {
  const account = await db
    .selectFrom('payout_account')
    .select('state')
    .where('stripe_account_id', '=', stripeAccountId)
    .executeTakeFirst()
  return account?.state === 'active'
}

async function recordTransferred(
  trx: WriteDb,
  now: Date,
  settlement: Row<'settlement'>,
  transfer: { transferId: string; destinationPaymentId: string | null },
): Promise<void> {
  await trx
    .updateTable('settlement')
    .set({
      state: 'transferred',
      transfer_id: transfer.transferId,
      destination_payment_id: transfer.destinationPaymentId,
      transferred_at: instant(now),
    })
    .where('id', '=', settlement.id)
    .where('state', '=', 'approved')
    .executeTakeFirstOrThrow()
  const to = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['campaign.title', 'user.email', 'user.language'])
    .where('campaign.id', '=', settlement.campaign_id)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'payout-sent',
    dedupKey: settlement.id,
    to: to.email,
    language: to.language,
    props: {
      campaignId: settlement.campaign_id,
      campaignTitle: to.title,
      fundsCents: settlement.funds_cents,
      feeCents: settlement.fee_cents,
      vatCents: settlement.vat_cents,
      costsCents: settlement.costs_cents,
      debtCents: settlement.debt_cents,
      owedCents: settlement.owed_cents,
      payoutCents: settlement.payout_cents,
    },
  })
}

/** A refused try is over: the next one gets a key of its own. */
async function numberNextTransfer(trx: WriteDb, settlementId: string): Promise<void> {
  await trx
    .updateTable('settlement')
    .set({ transfer_n: sql<number>`transfer_n + 1` })
    .where('id', '=', settlementId)
    .where('state', '=', 'approved')
    .execute()
}

/**
 * Looks at the payouts of an initiator's account to its bank, and marks the settlements whose transfer they
 * carried. It is their money by then: nothing is booked.
 */
export async function syncPayouts(ports: TransferPorts, stripeAccountId: string): Promise<number> {
  const waiting = await ports.db.read
    .selectFrom('settlement')
    .select('transfer_id')
    .where('stripe_account_id', '=', stripeAccountId)
    .where('state', 'in', ['transferred', 'paid_out', 'payout_failed'])
    .execute()
  if (waiting.length === 0) return 0
  const payouts = await ports.gateway.payoutsOfAccount(stripeAccountId)
  let marked = 0
  for (const payout of payouts.toReversed())
    marked += await ports.db.inTransaction(trx => markPaidOut(trx, ports.clock.now(), payout))
  return marked
}

/**
 * C1. A payout can be paid and fail later: the newest reading counts. What failed goes back to the account's balance,
 * and a later payout carries the failed one on: so a settlement is found by the payment that its transfer became, or by
 * the payout that failed.
 */
async function markPaidOut(trx: WriteDb, now: Date, payout: PayoutReading): Promise<number> {
  const state =
    payout.state === 'paid'
      ? 'paid_out'
      : payout.state === 'failed' || payout.state === 'canceled'
        ? 'payout_failed'
        : null
  if (!state || payout.paymentIds.length === 0) return 0
  const carried = await trx
    .selectFrom('settlement')
    .select(['id', 'campaign_id', 'payout_cents', 'stripe_payout_id'])
    .where('state', 'in', ['transferred', 'paid_out', 'payout_failed'])
    .where('state', '<>', state)
    .where(eb =>
      eb.or([
        eb('stripe_payout_id', '=', payout.id),
        eb.and([
          eb('destination_payment_id', 'in', payout.paymentIds),
          // The payout that failed is not the newest any more once another one carried it on.
          eb.or([eb('stripe_payout_id', 'is', null), eb('state', '=', 'transferred')]),
        ]),
        eb.and([eb('state', '=', 'payout_failed'), eb('stripe_payout_id', 'in', payout.paymentIds)]),
      ]),
    )
    .execute()
  for (const settlement of carried) {
    await trx
      .updateTable('settlement')
      .set({ state, stripe_payout_id: payout.id, paid_out_at: state === 'paid_out' ? instant(now) : null })
      .where('id', '=', settlement.id)
      .execute()
    if (state === 'payout_failed') await tellOfFailure(trx, now, settlement, payout.id)
  }
  return carried.length
}

async function tellOfFailure(
  trx: WriteDb,
  now: Date,
  settlement: Pick<Row<'settlement'>, 'id' | 'campaign_id' | 'payout_cents'>,
  payoutId: string,
): Promise<void> {
  const to = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['campaign.title', 'user.email', 'user.language'])
    .where('campaign.id', '=', settlement.campaign_id)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'payout-failed',
    dedupKey: `${settlement.id}:${payoutId}`,
    to: to.email,
    language: to.language,
    props: {
      campaignId: settlement.campaign_id,
      campaignTitle: to.title,
      payoutCents: settlement.payout_cents,
    },
  })
}
