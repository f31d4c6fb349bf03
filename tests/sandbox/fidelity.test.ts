import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fundsOf, openSandbox, payByIdeal, refusalOf, topUp } from './sandbox-kit.ts'

/* What the sandbox does otherwise than Stripe, held in place, so that it changes only on purpose. */

const folder = import.meta.dirname
const fidelity = readFileSync(join(folder, '../../scripts/sandbox/FIDELITY.md'), 'utf8')

test('every departure in FIDELITY.md names a test that exists', () => {
  const rows = fidelity.split('\n').filter(line => /^\| \d+ \|/.test(line))
  expect(rows.length).toBeGreaterThan(15)
  for (const row of rows) {
    const [, file, name] = /\| `([\w/.-]+)`: (.+) \|$/.exec(row) ?? []
    const source = readFileSync(join(folder, file ?? 'missing'), 'utf8')
    expect(source.includes(`'${name}'`), row).toBe(true)
  }
})

describe('departures', () => {
  test('iDEAL and Bancontact cannot be saved', async () => {
    const { stripe } = await openSandbox()
    const setup = stripe.checkout.sessions.create({
      mode: 'setup',
      allowed_payment_method_types: ['ideal', 'bancontact'],
      success_url: 'http://site.test/ok',
    })
    expect(await refusalOf(setup)).toMatchObject({ statusCode: 400, param: 'allowed_payment_method_types' })
  })

  test('a waiting refund that is too large does not hold up a smaller one', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const [large, small] = [await payByIdeal(bench, 5000), await payByIdeal(bench, 1000)]
    const waiting = [
      await stripe.refunds.create({ payment_intent: large.id }),
      await stripe.refunds.create({ payment_intent: small.id }),
    ]
    await topUp(bench, 1500)
    const statuses = await Promise.all(
      waiting.map(async refund => (await stripe.refunds.retrieve(refund.id)).status),
    )
    expect(statuses).toEqual(['pending', 'succeeded'])
    await sandbox.control.advance('1d')
    expect((await stripe.refunds.retrieve(waiting[0]?.id ?? '')).status).toBe('succeeded')
  })

  test('a top-up arrives after two seconds, or at the next drain', async () => {
    const { stripe, sandbox } = await openSandbox()
    const topup = await stripe.topups.create({ amount: 500, currency: 'eur' })
    expect(topup.status).toBe('pending')
    await sandbox.control.advance('2s')
    expect((await stripe.topups.retrieve(topup.id)).status).toBe('succeeded')
    expect(await fundsOf(stripe)).toEqual({ available: 500, pending: 0 })
  })

  test('keys of API v2 are forgotten after a day as well', async () => {
    const { stripe, sandbox } = await openSandbox()
    const create = () => stripe.v2.core.accounts.create({ display_name: 'A' }, { idempotencyKey: 'k' })
    const first = await create()
    await sandbox.control.advance('24h')
    expect((await create()).id).not.toBe(first.id)
  })

  test('what is not there yet is a 404, and says that it may be the sandbox’s doing', async () => {
    const { sandbox } = await openSandbox()
    for (const path of ['/v1/mandates/x', '/v1/files', '/v1/payment_intents/search', '/v1/accounts']) {
      const answer = await fetch(sandbox.url + path, { headers: { Authorization: 'Bearer sk_test_x' } })
      expect(answer.status, path).toBe(404)
      const { error } = (await answer.json()) as { error: object }
      expect(error).toMatchObject({
        type: 'invalid_request_error',
        message: `Unrecognized request URL (GET: ${path}), or one that the sandbox does not emulate.`,
      })
      expect(Object.keys(error).sort()).toEqual(['message', 'request_log_url', 'type'])
    }
    const headers = { Authorization: 'Bearer sk_test_x' }
    const deleted = await fetch(`${sandbox.url}/v1/customers/cus_1`, { method: 'DELETE', headers })
    expect(deleted.status).toBe(404)
    expect(await deleted.text()).toContain('Unrecognized request URL (DELETE: /v1/customers/cus_1)')
  })
})
