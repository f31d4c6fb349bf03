import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startSandbox } from '#scripts/sandbox/start-sandbox.ts'
import {
  clientOf,
  fundsOf,
  idIn,
  openEndpoint,
  openSandbox,
  payByIdeal,
  paymentSession,
} from './sandbox-kit.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  folders.push(folder)
  return folder
}

async function control(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${url}/_sandbox/${path}`, { method, body: JSON.stringify(body) })
  return { status: response.status, json: await response.json() }
}

describe('the clock', () => {
  test('stands still, moves forward and never back', async () => {
    const { sandbox } = await openSandbox()
    const before = Date.parse(sandbox.control.clock().now)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(Date.parse(sandbox.control.clock().now)).toBe(before)
    const moved = await control(sandbox.url, 'POST', 'clock', { advance: '90m' })
    expect(moved.json).toEqual({ now: new Date(before + 90 * 60_000).toISOString(), frozen: true })
    const past = await control(sandbox.url, 'POST', 'clock', { to: new Date(before).toISOString() })
    expect(past).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining('only goes forward') as string },
    })
    await sandbox.control.thaw()
    await expect.poll(() => Date.parse(sandbox.control.clock().now)).toBeGreaterThan(before + 90 * 60_000)
  })

  test('tells a file, so that the application can follow it', async () => {
    const clockFile = join(newFolder(), 'clock.json')
    const { sandbox } = await openSandbox({ clockFile })
    const told = () =>
      JSON.parse(readFileSync(clockFile, 'utf8')) as { offsetMs: number; frozenAt: string | null }
    expect(told().frozenAt).toBe(sandbox.control.clock().now)
    await sandbox.control.advance('2d')
    expect(told().frozenAt).toBe(sandbox.control.clock().now)
    await sandbox.control.thaw()
    expect(told().frozenAt).toBeNull()
    expect(Math.abs(told().offsetMs - 2 * 86_400_000)).toBeLessThan(60_000)
  })

  test('lets what is due happen at its own moment and in order', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const { url, received } = await openEndpoint()
    sandbox.control.setWebhookEndpoint({ url, secret: 'whsec_x', kind: 'snapshot' })
    await paymentSession(stripe, 5500)
    await payByIdeal(bench, 5500)
    await sandbox.control.advance('3d')
    const created = received.map(r => (JSON.parse(r.body) as { created: number }).created)
    expect(created).toEqual(created.toSorted((a, b) => a - b))
    const signed = received.map(r => Number(/t=(\d+)/.exec(r.signature)?.[1]))
    expect(signed, 'each was sent when it happened').toEqual(created)
  })
})

describe('the control panel', () => {
  test('says clearly what it does not understand', async () => {
    const { sandbox } = await openSandbox()
    const wrong = async (method: string, path: string, body: object) =>
      (await control(sandbox.url, method, path, body)).status
    expect(await wrong('POST', 'clock', { advance: 'a while' })).toBe(400)
    expect(await wrong('PUT', 'webhook-endpoints', { url: 'x', secret: 's', kind: 'snapshot' })).toBe(400)
    expect(
      await wrong('PUT', 'webhook-endpoints', { url: 'http://a.test', secret: 's', kind: 'thick' }),
    ).toBe(400)
    expect(await wrong('POST', 'faults', { path: '(', kind: 'slow' })).toBe(400)
    expect(await wrong('POST', 'faults', { path: '/', kind: 'tired' })).toBe(400)
    expect(await wrong('POST', 'accounts/acct_x/restrict', {})).toBe(400)
    expect(await wrong('POST', 'nonsense', {})).toBe(404)
  })

  test('counts, dumps, drains and resets', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.customers.create({})
    expect((await control(sandbox.url, 'GET', 'state')).json).toMatchObject({
      customer: 1,
      event: 1,
      webhooksWaiting: 0,
    })
    expect((await control(sandbox.url, 'GET', 'dump')).json).toMatchObject({
      customer: [{ owner: '', doc: { id } }],
    })
    expect((await control(sandbox.url, 'POST', 'drain')).json).toEqual({
      delivered: 0,
      failed: 0,
      waiting: 0,
    })
    const [before] = (await stripe.events.list()).data
    expect((await control(sandbox.url, 'POST', 'reset')).status).toBe(200)
    expect((await stripe.customers.list()).data).toEqual([])
    await stripe.customers.create({})
    const [after] = (await stripe.events.list()).data
    expect(after?.id, 'ids are never given out twice').not.toBe(before?.id)
  })

  test('tells what was not as Stripe’s types say', async () => {
    const { sandbox, stripe } = await openSandbox()
    await stripe.customers.create({ name: 'A' })
    expect((await control(sandbox.url, 'GET', 'validation')).json).toEqual({ count: 0, violations: [] })
    await stripe.customers.list({ limit: 'x' as unknown as number }).catch(() => undefined)
    expect(sandbox.control.validation()).toMatchObject({
      count: 1,
      violations: [{ kind: 'request', what: 'GET /v1/customers' }],
    })
  })
})

describe('the state on disk', () => {
  test('survives a restart whole: objects, money, clock, planned work, undelivered webhooks and saved keys', async () => {
    const dataDir = newFolder()
    const first = await openSandbox({ dataDir })
    const { url, received } = await openEndpoint()
    first.sandbox.control.setWebhookEndpoint({
      url,
      secret: 'whsec_x',
      kind: 'snapshot',
      enabled_events: ['charge.updated'],
    })
    const customer = await first.stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    const intent = await payByIdeal(first, 5500)
    const { now } = first.sandbox.control.clock()
    const before = first.sandbox.control.dump()
    await first.sandbox.close()

    const sandbox = await startSandbox({ dataDir, webhooks: 'calm', validate: 'throw' })
    const stripe = clientOf(sandbox)
    expect(sandbox.control.clock()).toEqual({ now, frozen: true })
    expect(sandbox.control.dump()).toEqual(before)
    expect((await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })).id).toBe(customer.id)
    await sandbox.control.drain()
    expect((await stripe.charges.retrieve(idIn(intent.latest_charge))).balance_transaction).toMatch(/^txn_/)
    expect(received).toHaveLength(1)
    await sandbox.control.advance('1d')
    expect(await fundsOf(stripe)).toEqual({ available: 5471, pending: 0 })
    await sandbox.close()
  })

  test('waits for nobody: a webhook that hangs is broken off and sent after the restart', async () => {
    const dataDir = newFolder()
    const first = await openSandbox({ dataDir })
    const hanging = createServer(() => undefined)
    await new Promise<void>(resolve => hanging.listen(0, '127.0.0.1', resolve))
    const { port } = hanging.address() as AddressInfo
    first.sandbox.control.setWebhookEndpoint({
      url: `http://127.0.0.1:${port}/`,
      secret: 'whsec_x',
      kind: 'snapshot',
    })
    await first.stripe.customers.create({})
    const drained = first.sandbox.control.drain()
    await new Promise(resolve => setTimeout(resolve, 100))
    const before = performance.now()
    await first.sandbox.close()
    expect(performance.now() - before).toBeLessThan(2000)
    await drained
    hanging.closeAllConnections()
    hanging.close()

    const { url, received } = await openEndpoint()
    const second = await openSandbox({ dataDir })
    const [endpoint] = (await second.stripe.webhookEndpoints.list()).data
    await second.stripe.webhookEndpoints.update(endpoint?.id ?? '', { url })
    await second.sandbox.control.advance('1m')
    expect(received).toHaveLength(1)
  })

  test('is given up as a whole when a step fails: nothing of it is kept', async () => {
    const { sandbox, stripe } = await openSandbox()
    const half = () =>
      sandbox.machine.step(draft => {
        draft.put('counter', 'half', { id: 'half', value: 1 })
        throw new Error('in the middle')
      })
    expect(half).toThrow('in the middle')
    expect(sandbox.machine.state.get('counter', 'half')).toBeUndefined()
    expect((await stripe.customers.list()).data).toEqual([])
  })
})

describe('a page of another site', () => {
  const FOREIGN = ['https://evil.test', 'null', 'http://127.0.0.1:1', 'http://127.0.0.1']

  test('changes nothing: not by the control panel, not by the buttons of the clock, not by a form', async () => {
    const { sandbox, stripe } = await openSandbox()
    await stripe.customers.create({})
    const before = sandbox.control.clock()
    const session = await paymentSession(stripe, 1710)
    for (const origin of FOREIGN)
      for (const [method, path, body] of [
        ['POST', '/_sandbox/reset', '{}'],
        ['POST', '/_sandbox/clock', '{"advance":"1d"}'],
        ['PUT', '/_sandbox/webhook-endpoints', '{"url":"http://evil.test","secret":"x","kind":"snapshot"}'],
        ['POST', '/clock', 'change=1d'],
        ['POST', new URL(session.url ?? '').pathname, 'method=ideal'],
      ]) {
        const { status } = await fetch(`${sandbox.url}${path}`, { method, body, headers: { Origin: origin } })
        expect([origin, path, status]).toEqual([origin, path, 403])
      }
    expect(sandbox.control.clock()).toEqual(before)
    expect((await stripe.customers.list()).data).toHaveLength(1)
    expect((await stripe.webhookEndpoints.list()).data).toEqual([])
  })

  test('is told apart from a page of the sandbox itself, whatever name it is reached by', async () => {
    const { sandbox } = await openSandbox({ publicUrl: 'https://sandbox.example' })
    const press = (origin: string) =>
      fetch(`${sandbox.url}/clock`, {
        method: 'POST',
        body: new URLSearchParams({ change: '1h' }),
        headers: { Origin: origin },
        redirect: 'manual',
      })
    const before = Date.parse(sandbox.control.clock().now)
    expect((await press(sandbox.url)).status).toBe(303)
    expect((await press('https://sandbox.example')).status).toBe(303)
    expect(Date.parse(sandbox.control.clock().now)).toBe(before + 2 * 3_600_000)
  })
})
