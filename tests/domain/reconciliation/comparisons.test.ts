/** The daily comparisons with Stripe (money.md 2): each finds a planted fault, says what it is about, and is quiet again when it is mended. */
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { after, DAY_MS, HOUR_MS, instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { decideRefund, hintCheckout } from '#app/domain/payments/payments.server.ts'
import type { EventReading, PaymentReading } from '#app/domain/payments/gateway.ts'
import {
  alarmTreasurers,
  checkConnectedAccounts,
  checkEndpoints,
  findOrphans,
  proveBalance,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { grantRole } from '#app/domain/users/users.server.ts'
import { SCHEDULE } from '#app/jobs/schedule.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { HANDLED_EVENTS } from '#app/stripe/event-types.ts'
import { backfillUndelivered } from '#app/stripe/backfill.server.ts'
import { payByBank } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, activePayoutAccount, aUser } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

async function open(world: TestWorld) {
  const rows = await world.db.read
    .selectFrom('discrepancy')
    .select(['kind', 'subject', 'detail'])
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, subject }) => [kind, subject])
}

function clientOf({ sandbox }: Town) {
  const { hostname, port } = new URL(sandbox.url)
  return new Stripe(sandbox.apiKey, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
  })
}

describe('orphan scan', () => {
  /** A paid pledge, two days old, and what Stripe lists. */
  async function paid() {
    const gateway = createFakeGateway()
    gateway.payoutAccount = { transfersActive: true, detailsSubmitted: true }
    const world = await makeTestWorld({ gateway })
    const { campaignId } = await aLiveCampaign(world)
    const { pledgeId } = await pledgeTo(world, campaignId)
    const sessionId = gateway.checkouts[0]?.reading.sessionId ?? ''
    await world.db.inTransaction(trx => hintCheckout(trx, world.clock.now(), { pledgeId, sessionId }))
    gateway.complete(sessionId)
    await workOff(world)
    world.clock.advance(2 * DAY_MS)
    const payment = await world.db.read.selectFrom('payment').selectAll().executeTakeFirstOrThrow()
    const createdAt = new Date(after(world.clock.now(), -DAY_MS))
    return { gateway, world, campaignId, pledgeId, payment, createdAt }
  }

  test('finds nothing where both have the same', async () => {
    const { world } = await paid()
    expect(await findOrphans(world)).toBe(0)
    expect(await open(world)).toEqual([])
  })

  test('payment-without-row · a payment of ours that succeeded and is not here; and it closes once it is', async () => {
    const { gateway, world, pledgeId, payment, createdAt } = await paid()
    const lists = gateway.paymentsSince.bind(gateway)
    const lost: PaymentReading & { createdAt: Date } = {
      paymentIntentId: 'pi_lost',
      pledgeId,
      state: 'succeeded',
      amount: cents(17_10),
      currency: 'eur',
      declineCode: null,
      adviceCode: null,
      createdAt,
    }
    gateway.paymentsSince = async function* (since) {
      yield* lists(since)
      yield lost
      yield { ...lost, paymentIntentId: 'pi_of_others', pledgeId: null }
      yield { ...lost, paymentIntentId: 'pi_canceled', state: 'canceled' }
      yield { ...lost, paymentIntentId: 'pi_on_its_way', createdAt: new Date(world.clock.now()) }
    }
    expect(await findOrphans(world)).toBe(1)
    expect(await open(world)).toEqual([['payment-without-row', 'pi_lost']])
    await world.db.inTransaction(trx =>
      trx
        .insertInto('payment')
        .values({ ...payment, id: 'pi_lost', purpose: 'surplus' })
        .execute(),
    )
    await findOrphans(world)
    expect(await open(world)).toEqual([])
    const closed = await world.db.read.selectFrom('discrepancy').selectAll().executeTakeFirstOrThrow()
    expect([closed.resolved_by, closed.resolution]).toEqual([null, 'came right by itself'])
  })

  test('row-without-object · a payment, refund or transfer of ours that Stripe does not have', async () => {
    const { gateway, world, payment } = await paid()
    gateway.paymentsSince = async function* () {}
    expect(await findOrphans(world)).toBe(1)
    expect(await open(world)).toEqual([['row-without-object', payment.id]])
  })

  test('refund-without-row · a refund of ours that is not here', async () => {
    const { gateway, world, payment, createdAt } = await paid()
    const refund = { state: 'succeeded', amount: cents(17_10), failure: null, createdAt } as const
    gateway.refundsSince = async function* () {
      yield { ...refund, stripeRefundId: 're_lost', refundId: randomIds.next(), paymentIntentId: payment.id }
      yield { ...refund, stripeRefundId: 're_of_others', refundId: null, paymentIntentId: 'pi_of_others' }
    }
    expect(await findOrphans(world)).toBe(1)
    expect(await open(world)).toEqual([['refund-without-row', 're_lost']])
  })

  test('refund-without-row · not the one that failed when its row names the next try', async () => {
    const { gateway, world, payment, createdAt } = await paid()
    const refundId = randomIds.next()
    const failed = { state: 'failed', amount: cents(17_10), failure: 'lost_or_stolen_card' } as const
    gateway.refundsSince = async function* () {
      yield { ...failed, createdAt, stripeRefundId: 're_first', refundId, paymentIntentId: payment.id }
    }
    expect(await findOrphans(world)).toBe(1)
    await world.db.inTransaction(async trx => {
      await decideRefund(trx, world.clock.now(), {
        pledgeId: payment.pledge_id,
        amount: cents(5_00),
        reason: 'by_admin',
        decidedBy: null,
      })
      const { id } = await trx.selectFrom('refund').select('id').executeTakeFirstOrThrow()
      const failed_at = instant(world.clock.now())
      await trx
        .insertInto('refund_attempt')
        .values({ refund_id: id, n: 1, stripe_refund_id: 're_first', failure: failed.failure, failed_at })
        .execute()
    })
    expect(await findOrphans(world)).toBe(0)
    expect(await open(world)).toEqual([])
  })

  test('transfer-without-settlement · money that left for an initiator without any settlement', async () => {
    const { gateway, world, createdAt } = await paid()
    gateway.transfersSince = async function* () {
      yield { transferId: 'tr_lost', settlementId: null, amount: cents(100_00), createdAt }
    }
    expect(await findOrphans(world)).toBe(1)
    expect(await open(world)).toEqual([['transfer-without-settlement', 'tr_lost']])
    // An old one that falls off Stripe's list is not closed by that: nobody looked into it.
    gateway.transfersSince = async function* () {}
    await findOrphans(world)
    expect(await open(world)).toEqual([['transfer-without-settlement', 'tr_lost']])
  })

  test('with Stripe: a campaign that was taken in is whole, and a refund by hand is found', async () => {
    const town = await openTown({ webhooks: 'calm', booksMayBreak: true })
    const { campaignId } = await aLiveCampaign(town.world)
    const { checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 40_00 })
    await payByBank(checkoutUrl)
    await town.settle()
    await town.pass('1d')
    expect((await open(town.world)).filter(([kind]) => kind?.includes('without'))).toEqual([])
    const { id } = await town.world.db.read.selectFrom('payment').select('id').executeTakeFirstOrThrow()
    const refund = await clientOf(town).refunds.create({ payment_intent: id, amount: 10_00 })
    await town.pass('3h')
    await findOrphans(town.world)
    expect(await open(town.world)).toContainEqual(['refund-made-elsewhere', refund.id])
  })
})

describe('endpoint check', () => {
  test('endpoint-is-wrong · one that is off, one that lacks an event, one that is gone; and right again', async () => {
    const town = await openTown({ webhooks: 'calm' })
    const stripe = clientOf(town)
    const check = () => checkEndpoints({ ...town.world, publicUrl: town.world.config.PUBLIC_URL })
    expect(await check()).toBe(0)
    const { data } = await stripe.webhookEndpoints.list()
    const [platform, connect] = ['/webhooks/stripe', '/webhooks/stripe-connect'].map(path =>
      data.find(({ url }) => url.endsWith(path)),
    )
    await stripe.webhookEndpoints.update(platform?.id ?? '', { enabled_events: [...HANDLED_EVENTS].slice(1) })
    await stripe.webhookEndpoints.update(connect?.id ?? '', { disabled: true })
    expect(await check()).toBe(2)
    const found = await town.world.db.read
      .selectFrom('discrepancy')
      .select(['subject', 'detail'])
      .orderBy('id')
      .execute()
    expect(found.map(({ subject, detail }) => [subject, JSON.parse(detail) as unknown])).toEqual([
      ['/webhooks/stripe', { problem: 'other-events', lacking: HANDLED_EVENTS[0], surplus: null }],
      ['/webhooks/stripe-connect', expect.objectContaining({ problem: 'disabled' })],
    ])
    await stripe.webhookEndpoints.update(platform?.id ?? '', { enabled_events: [...HANDLED_EVENTS] })
    await stripe.webhookEndpoints.update(connect?.id ?? '', { disabled: false })
    expect(await check()).toBe(0)
    expect(await open(town.world)).toEqual([])
    const elsewhere = await checkEndpoints({ ...town.world, publicUrl: 'https://elsewhere.example' })
    expect([elsewhere, (await open(town.world)).map(([kind]) => kind)]).toEqual([
      3,
      Array(3).fill('endpoint-is-wrong'),
    ])
  })
})

describe('connected accounts', () => {
  test('account-is-asked, account-owes, account-payout-failed · each is found, and right again when it is', async () => {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({ gateway })
    await activePayoutAccount(world, await aUser(world, 'Ine'))
    const { stripe_account_id: account } = await world.db.read
      .selectFrom('payout_account')
      .select('stripe_account_id')
      .executeTakeFirstOrThrow()
    expect(await checkConnectedAccounts(world)).toBe(1)
    expect(await open(world)).toEqual([])
    gateway.readConnectedAccount = async () => ({ requirements: 2, balance: cents(-12_34) })
    gateway.payoutsOfAccount = async () => [
      ...[3, 20].map(days => ({
        ...{ id: `po_${days}`, state: 'failed' as const, amount: cents(100_00), paymentIds: [] },
        arrivalDate: new Date(after(world.clock.now(), -days * DAY_MS)),
      })),
    ]
    await checkConnectedAccounts(world)
    expect(await open(world)).toEqual([
      ['account-is-asked', account],
      ['account-owes', account],
      ['account-payout-failed', 'po_3'],
    ])
    gateway.readConnectedAccount = async () => ({ requirements: 0, balance: cents(0) })
    gateway.payoutsOfAccount = async () => []
    await checkConnectedAccounts(world)
    expect(await open(world)).toEqual([])
  })

  test('with Stripe: an account that is restricted is found', async () => {
    const town = await openTown({ webhooks: 'calm' })
    await aSucceededCampaign(town)
    await checkConnectedAccounts(town.world)
    expect(await open(town.world)).toEqual([])
    const { stripe_account_id: account } = await town.world.db.read
      .selectFrom('payout_account')
      .select('stripe_account_id')
      .executeTakeFirstOrThrow()
    town.sandbox.control.restrict(account ?? '')
    await town.settle()
    await checkConnectedAccounts(town.world)
    expect(await open(town.world)).toEqual([['account-is-asked', account]])
  })
})

describe('event backfill', () => {
  test('nightly: what some endpoint never took comes in though the cursor is past it, once', async () => {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({ gateway })
    const asked: Date[] = []
    gateway.undeliveredEvents = async function* (since) {
      asked.push(since)
      const event: EventReading = {
        ...{ id: 'evt_lost', type: 'payment_intent.succeeded', account: null, objectId: 'pi_1' },
        ...{ createdAt: new Date(after(world.clock.now(), -20 * DAY_MS)), livemode: false, payload: '{}' },
      }
      yield event
    }
    expect(await backfillUndelivered(world)).toBe(1)
    expect(await backfillUndelivered(world)).toBe(0)
    expect(asked[0]).toEqual(new Date(after(world.clock.now(), -30 * DAY_MS)))
    const jobs = await world.db.read.selectFrom('job').select('key').execute()
    expect(jobs).toEqual([{ key: 'handle-stripe-event:evt_lost' }])
    expect(SCHEDULE['backfill-undelivered-events']).toBe(24 * 60)
  })
})

describe('balance proof', () => {
  test('is kept once a day, and again when the difference is another', async () => {
    let theirs = 0
    const world = await makeTestWorld({
      gateway: { ...createFakeGateway(), wholeBalance: async () => cents(theirs) },
    })
    const kept = async () =>
      (
        await world.db.read
          .selectFrom('balance_proof')
          .select(['ours_cents', 'theirs_cents'])
          .orderBy('id')
          .execute()
      ).map(row => [row.ours_cents, row.theirs_cents])
    await proveBalance(world)
    await proveBalance(world)
    expect(await kept()).toEqual([[0, 0]])
    theirs = 1
    expect(await proveBalance(world)).toBe(1)
    expect(await kept()).toEqual([
      [0, 0],
      [0, 1],
    ])
    world.clock.advance(DAY_MS)
    await proveBalance(world)
    expect(await kept()).toHaveLength(3)
    expect(await open(world)).toEqual([['balance-differs', 'stripe_balance']])
  })
})

describe('the alarm', () => {
  test('writes to every treasurer about what is open for too long, once; and again when it came back', async () => {
    const world = await makeTestWorld()
    const start = world.clock.now()
    const [thea, tom] = [await aUser(world, 'Thea'), await aUser(world, 'Tom')]
    await aUser(world, 'Nico')
    await world.db.inTransaction(async trx => {
      for (const userId of [thea, tom])
        await grantRole(trx, start, { userId, role: 'treasurer', grantedBy: null })
      const row = { amount: cents(17_10), detail: {} }
      await reportDiscrepancy(trx, start, { kind: 'key-reused', subject: 'job-1', ...row })
      await reportDiscrepancy(trx, start, { kind: 'refund-failed', subject: 're_1', ...row })
    })
    const alarm = () => world.db.inTransaction(trx => alarmTreasurers(trx, world.clock.now()))
    const letters = async () =>
      (await world.db.read.selectFrom('letter').select(['name', 'props']).execute()).map(({ props }) => {
        const { kind } = JSON.parse(props) as { kind: string }
        return kind
      })
    world.clock.advance(12 * HOUR_MS)
    expect([await alarm(), await letters()]).toEqual([0, []])
    world.clock.advance(1)
    expect([await alarm(), await letters()]).toEqual([1, ['key-reused', 'key-reused']])
    expect([await alarm(), (await letters()).length]).toEqual([1, 2])
    await world.db.inTransaction(trx =>
      trx
        .updateTable('discrepancy')
        .set({ found_at: instant(world.clock.now()) })
        .where('kind', '=', 'key-reused')
        .execute(),
    )
    world.clock.advance(3 * DAY_MS + 1)
    expect([await alarm(), (await letters()).length]).toEqual([2, 6])
  })
})
