import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import {
  clientOf,
  linkFor,
  makeAccount,
  onboardedAccount,
  openEndpoint,
  openSandbox,
  post,
  topUp,
} from './sandbox-kit.ts'

const SECRET = 'whsec_platform'

/** The moment to which a signature must be fresh: the sandbox's, since its clock is frozen. */
function nowOf(sandbox: { control: { clock(): { now: string } } }): number {
  return Date.parse(sandbox.control.clock().now)
}

describe('webhooks', () => {
  test('carry the event as it was made, under a signature that the package accepts', async () => {
    const { stripe, sandbox } = await openSandbox()
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'snapshot' })
    await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    expect(received).toEqual([])
    expect(await sandbox.control.drain()).toEqual({ delivered: 1, failed: 0, waiting: 0 })
    const [one] = received
    const event = stripe.webhooks.constructEvent(
      one?.body ?? '',
      one?.signature ?? '',
      SECRET,
      300,
      undefined,
      nowOf(sandbox),
    )
    expect(event).toMatchObject({
      type: 'customer.created',
      api_version: '2026-10-28.endive',
      pending_webhooks: 1,
      request: { idempotency_key: 'k' },
    })
    expect(() =>
      stripe.webhooks.constructEvent(one?.body ?? '', one?.signature ?? '', 'whsec_other'),
    ).toThrow()
    expect((await stripe.events.retrieve(event.id)).pending_webhooks, 'by now it has arrived').toBe(0)
  })

  test('go only to endpoints that ask for the type, and connected accounts have endpoints of their own', async () => {
    const bench = await openSandbox()
    const { sandbox } = bench
    const [payments, connect] = [await openEndpoint(), await openEndpoint()]
    sandbox.control.setWebhookEndpoint({
      url: payments.url,
      secret: SECRET,
      kind: 'snapshot',
      enabled_events: ['topup.*'],
    })
    sandbox.control.setWebhookEndpoint({ url: connect.url, secret: SECRET, kind: 'snapshot', connect: true })
    const account = await onboardedAccount(bench)
    await topUp(bench, 500)
    await bench.stripe.transfers.create({ amount: 500, currency: 'eur', destination: account })
    await sandbox.control.advance('3d')
    const eventsAt = (endpoint: { received: { body: string }[] }) =>
      endpoint.received.map(r => JSON.parse(r.body) as { type: string; account?: string })
    expect(eventsAt(payments).map(e => e.type)).toEqual(['topup.created', 'topup.succeeded'])
    const ofAccount = eventsAt(connect)
    expect(ofAccount.map(e => e.type)).toContain('payout.paid')
    expect(new Set(ofAccount.map(e => e.account))).toEqual(new Set([account]))
  })

  test('of API v2 are thin: the package reads them and fetches event and object by itself', async () => {
    const { stripe, sandbox } = await openSandbox()
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'thin' })
    const account = await makeAccount(stripe)
    await post((await linkFor(stripe, account)).url, {
      outcome: 'complete',
      name: 'X',
      iban: 'NL91ABNA0417164300',
    })
    await sandbox.control.drain()
    const read = received.map(r =>
      stripe.parseEventNotification(r.body, r.signature, SECRET, 300, undefined, nowOf(sandbox)),
    )
    expect(read.map(n => n.type)).toEqual([
      'v2.core.account[requirements].updated',
      'v2.core.account[configuration.recipient].capability_status_updated',
      'v2.core.account_link.returned',
    ])
    expect(JSON.parse(received[1]?.body ?? '{}'), 'the data stays behind').not.toHaveProperty('data')
    const changed =
      read[1] as Stripe.Events.V2CoreAccountIncludingConfigurationRecipientCapabilityStatusUpdatedEventNotification
    expect((await changed.fetchEvent()).data).toEqual({
      updated_capability: 'stripe_balance.stripe_transfers',
    })
    expect((await changed.fetchRelatedObject()).id).toBe(account)
    expect(() =>
      stripe.webhooks.constructEvent(received[0]?.body ?? '', received[0]?.signature ?? '', SECRET),
    ).toThrow()
  })

  test('that are not answered with 2xx are tried again on the clock, for three days, with a fresh signature', async () => {
    let status = 500
    const { stripe, sandbox } = await openSandbox()
    const { url, received } = await openEndpoint(() => status)
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'snapshot' })
    await stripe.customers.create({})
    expect(await sandbox.control.drain()).toEqual({ delivered: 0, failed: 1, waiting: 1 })
    expect(await sandbox.control.drain(), 'a drain does not bring retries forward').toMatchObject({
      failed: 0,
      waiting: 1,
    })
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1)
    await sandbox.control.advance('5m')
    expect(received).toHaveLength(2)
    expect(received[1]?.signature).not.toBe(received[0]?.signature)
    await sandbox.control.advance('3d')
    expect(received).toHaveLength(11)
    await sandbox.control.advance('3d')
    expect(received, 'then it gives up').toHaveLength(11)
    status = 200
    const [delivery] = sandbox.control.dump().delivery ?? []
    await post(`${sandbox.url}/deliveries/${(delivery?.doc as { id: string }).id}/resend`, {})
    expect(await sandbox.control.drain()).toMatchObject({ delivered: 1 })
    expect((await stripe.events.list({ delivery_success: false })).data, 'sent again by hand').toEqual([])
  })

  test('to an endpoint that is gone fail and wait', async () => {
    const { stripe, sandbox } = await openSandbox()
    sandbox.control.setWebhookEndpoint({ url: 'http://127.0.0.1:9/none', secret: SECRET, kind: 'snapshot' })
    await stripe.customers.create({})
    expect(await sandbox.control.drain()).toMatchObject({ failed: 1, waiting: 1 })
    expect(sandbox.control.counts()).toMatchObject({ webhooksWaiting: 1 })
  })

  test('a payload never changes, though its object does', async () => {
    const { stripe, sandbox } = await openSandbox()
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'snapshot' })
    const { id } = await stripe.customers.create({ name: 'A' })
    await stripe.customers.update(id, { name: 'B' })
    await sandbox.control.drain()
    const events = received.map(
      r => JSON.parse(r.body) as { data: { object: { name: string }; previous_attributes?: object } },
    )
    expect(events.map(e => e.data.object.name)).toEqual(['A', 'B'])
    expect(events[1]?.data.previous_attributes).toEqual({ name: 'A' })
  })
})

describe('the weather on the way', () => {
  async function arrivals(seed: string, options: { drop?: number } = {}): Promise<string[]> {
    const { stripe, sandbox } = await openSandbox({ webhooks: 'hostile', seed, ...options })
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'snapshot' })
    for (let n = 0; n < 40; n++) await stripe.customers.create({ name: String(n).padStart(2, '0') })
    await sandbox.control.drain()
    return received.map(r => (JSON.parse(r.body) as { data: { object: { name: string } } }).data.object.name)
  }

  test('hostile weather shuffles and doubles, and loses nothing', async () => {
    const names = await arrivals('one')
    expect(new Set(names).size).toBe(40)
    expect(names.length).toBeGreaterThan(42)
    expect(names).not.toEqual(names.toSorted())
  })

  test('a share can be made to disappear', async () => {
    const names = await arrivals('one', { drop: 0.5 })
    expect(new Set(names).size).toBeLessThan(40)
    expect(new Set(names).size).toBeGreaterThan(5)
  })

  test('the same seed brings the same doubles and losses', async () => {
    const [first, second, other] = [
      await arrivals('one', { drop: 0.3 }),
      await arrivals('one', { drop: 0.3 }),
      await arrivals('two', { drop: 0.3 }),
    ]
    expect(second.toSorted()).toEqual(first.toSorted())
    expect(other.toSorted()).not.toEqual(first.toSorted())
  })

  test('while the clock runs, webhooks go out by themselves', async () => {
    const { sandbox } = await openSandbox({ webhooks: 'live' })
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: SECRET, kind: 'snapshot' })
    await sandbox.control.thaw()
    await clientOf(sandbox).customers.create({})
    await expect.poll(() => received.length, { timeout: 5000 }).toBeGreaterThan(0)
  })
})

describe('endpoints', () => {
  test('of API v1 are made with a secret that is shown once, changed, switched off and removed', async () => {
    const { stripe, sandbox } = await openSandbox()
    const { url, received } = await openEndpoint()
    const made = await stripe.webhookEndpoints.create({ url, enabled_events: ['customer.created'] })
    expect(made.secret).toMatch(/^whsec_/)
    expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined()
    await stripe.customers.create({})
    await sandbox.control.drain()
    const [one] = received
    const event = stripe.webhooks.constructEvent(
      one?.body ?? '',
      one?.signature ?? '',
      made.secret ?? '',
      300,
      undefined,
      nowOf(sandbox),
    )
    expect(event.type).toBe('customer.created')
    expect((await stripe.webhookEndpoints.update(made.id, { disabled: true })).status).toBe('disabled')
    await stripe.customers.create({})
    await sandbox.control.drain()
    expect(received).toHaveLength(1)
    expect((await stripe.webhookEndpoints.del(made.id)).deleted).toBe(true)
    expect((await stripe.webhookEndpoints.list()).data).toEqual([])
  })

  test('of API v2 are made for thin events', async () => {
    const { stripe } = await openSandbox()
    const made = await stripe.v2.core.eventDestinations.create({
      name: 'accounts',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: ['v2.core.account_link.returned'],
      webhook_endpoint: { url: 'http://127.0.0.1:9/thin' },
      include: ['webhook_endpoint.signing_secret'],
    })
    expect(made.webhook_endpoint?.signing_secret).toMatch(/^whsec_/)
    const found = await stripe.v2.core.eventDestinations.retrieve(made.id, {
      include: ['webhook_endpoint.url'],
    })
    expect(found.webhook_endpoint).toEqual({ url: 'http://127.0.0.1:9/thin' })
  })

  test('that a launcher names are one, however often they are named', async () => {
    const { sandbox, stripe } = await openSandbox()
    const wish = { url: 'http://127.0.0.1:9/hook', secret: 'whsec_1', kind: 'snapshot' as const }
    const first = sandbox.control.setWebhookEndpoint(wish)
    const second = sandbox.control.setWebhookEndpoint({
      ...wish,
      secret: 'whsec_2',
      enabled_events: ['charge.*'],
    })
    expect(second.id).toBe(first.id)
    const connect = sandbox.control.setWebhookEndpoint({ ...wish, connect: true })
    expect(connect.id).not.toBe(first.id)
    expect((await stripe.webhookEndpoints.retrieve(first.id)).enabled_events).toEqual(['charge.*'])
  })
})
