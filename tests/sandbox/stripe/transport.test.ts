import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { clientOf, openSandbox, paymentSession, payByIdeal, refusalOf } from '../sandbox-kit.ts'

describe('who may ask', () => {
  test('a request without a key, or with one that is not for tests, is refused with 401', async () => {
    const { sandbox } = await openSandbox()
    const url = `${sandbox.url}/v1/balance`
    expect((await fetch(url)).status).toBe(401)
    expect((await fetch(url, { headers: { Authorization: 'Bearer sk_live_x' } })).status).toBe(401)
    expect((await fetch(url, { headers: { Authorization: 'Bearer sk_test_x' } })).status).toBe(200)
    const basic = Buffer.from('sk_test_x:').toString('base64')
    expect((await fetch(url, { headers: { Authorization: `Basic ${basic}` } })).status).toBe(200)
  })

  test('another API version, an unknown account and an unknown address are told apart', async () => {
    const { sandbox, stripe } = await openSandbox()
    const headers = { Authorization: 'Bearer sk_test_x' }
    const old = await fetch(`${sandbox.url}/v1/balance`, {
      headers: { ...headers, 'Stripe-Version': '2020-08-27' },
    })
    expect(old.status).toBe(400)
    expect(await old.text()).toContain('2026-10-28.endive')
    const stranger = stripe.balance.retrieve({}, { stripeAccount: 'acct_unknown' })
    expect(await refusalOf(stranger)).toMatchObject({ statusCode: 403, code: 'account_invalid' })
    expect((await fetch(`${sandbox.url}/v1/coupons`, { headers })).status).toBe(404)
  })

  test('every answer names its request, and the version it speaks', async () => {
    const { stripe } = await openSandbox()
    const customer = await stripe.customers.create({}, { idempotencyKey: 'k' })
    expect(customer.lastResponse).toMatchObject({
      requestId: expect.stringMatching(/^req_/) as string,
      apiVersion: '2026-10-28.endive',
      idempotencyKey: 'k',
    })
  })
})

describe('parameters that are refused', () => {
  const price = { currency: 'eur', unit_amount: 5500, product_data: { name: 'x' } }
  const session = {
    mode: 'payment',
    success_url: 'http://site.test/',
    line_items: [{ quantity: 1, price_data: price }],
  }
  const cases: [string, object, { code?: string; param?: string }][] = [
    [
      'payment_method_types',
      { payment_method_types: ['card'] },
      { code: 'payment_method_types_no_longer_supported' },
    ],
    ['an unknown name', { colour: 'red' }, { code: 'parameter_unknown', param: 'colour' }],
    [
      'an unknown name inside',
      { line_items: [{ quantity: 1, price_data: { ...price, colour: 'red' } }] },
      { code: 'parameter_unknown', param: 'line_items[0][price_data][colour]' },
    ],
    ['a missing mode', { mode: undefined }, { code: 'parameter_missing', param: 'mode' }],
    [
      'a missing success address',
      { success_url: undefined },
      { code: 'parameter_missing', param: 'success_url' },
    ],
    ['text for a number', { expires_at: 'soon' }, { code: 'parameter_invalid_integer', param: 'expires_at' }],
    ['an end too soon', { expires_at: 1 }, { param: 'expires_at' }],
    ['an unknown customer', { customer: 'cus_x' }, { code: 'resource_missing', param: 'customer' }],
    [
      'no method that is left',
      { allowed_payment_method_types: ['klarna'] },
      { param: 'allowed_payment_method_types' },
    ],
    ['a word that is not in the set', { submit_type: 'gift' }, { param: 'submit_type' }],
    [
      'another currency',
      { line_items: [{ quantity: 1, price_data: { ...price, currency: 'usd' } }] },
      { param: 'line_items[0][price_data][currency]' },
    ],
    [
      'too small a sum',
      { line_items: [{ quantity: 1, price_data: { ...price, unit_amount: 49 } }] },
      { code: 'amount_too_small' },
    ],
    [
      'what the sandbox gives no effect',
      { phone_number_collection: { enabled: true } },
      { code: 'sandbox_not_emulated' },
    ],
  ]

  test.each(cases)('%s', async (_, change, refusal) => {
    const { stripe } = await openSandbox()
    const call = stripe.checkout.sessions.create({
      ...session,
      ...change,
    })
    expect(await refusalOf(call)).toMatchObject({
      statusCode: 400,
      rawType: 'invalid_request_error',
      ...refusal,
    })
  })

  test('an amount must be whole cents from 50 up', async () => {
    const { stripe } = await openSandbox()
    const refused = (amount: number) => refusalOf(stripe.paymentIntents.create({ amount, currency: 'eur' }))
    expect(await refused(49)).toMatchObject({ code: 'amount_too_small' })
    expect(await refused(0.5)).toMatchObject({ code: 'parameter_invalid_integer' })
    expect(await refused(-1)).toMatchObject({ code: 'parameter_invalid_integer' })
    expect(await refused(1e9)).toMatchObject({ code: 'amount_too_large' })
  })

  test('what API v2 does not know is refused too, and broken JSON', async () => {
    const { stripe, sandbox } = await openSandbox()
    const wrong = { use_case: { type: 'account_onboarding' }, account: 'acct_x', colour: 'red' }
    expect(await refusalOf(stripe.v2.core.accountLinks.create(wrong))).toMatchObject({
      code: 'parameter_unknown',
      param: 'colour',
    })
    const broken = await fetch(`${sandbox.url}/v2/core/accounts`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_x', 'Content-Type': 'application/json' },
      body: '{',
    })
    expect(broken.status).toBe(400)
  })

  test('an object that is not there is a 404 when it is asked for, and a 400 when it is spoken of', async () => {
    const { stripe } = await openSandbox()
    expect(await refusalOf(stripe.customers.retrieve('cus_x'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
    expect(await refusalOf(stripe.refunds.create({ charge: 'ch_x' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
    })
  })
})

describe('metadata', () => {
  test('is merged; an empty value takes a name away, and an empty whole takes all', async () => {
    const { stripe } = await openSandbox()
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2', n: 12 } })
    expect((await stripe.customers.update(id, { metadata: { b: '', c: '3' } })).metadata).toEqual({
      a: '1',
      n: '12',
      c: '3',
    })
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({})
  })
})

describe('lists', () => {
  test('are paged from the newest, forwards and backwards, and walked by the package itself', async () => {
    const { stripe } = await openSandbox()
    const made: string[] = []
    for (let n = 0; n < 7; n++)
      made.unshift((await stripe.customers.create({ email: `${n}@example.test` })).id)
    const ids = (list: { data: { id: string }[] }) => list.data.map(c => c.id)
    const first = await stripe.customers.list({ limit: 3 })
    expect(ids(first)).toEqual(made.slice(0, 3))
    expect(first.has_more).toBe(true)
    const second = await stripe.customers.list({ limit: 3, starting_after: made[2] })
    expect(ids(second)).toEqual(made.slice(3, 6))
    const back = await stripe.customers.list({ limit: 2, ending_before: made[3] })
    expect(ids(back)).toEqual(made.slice(1, 3))
    const last = await stripe.customers.list({ limit: 3, starting_after: made[5] })
    expect(last.has_more).toBe(false)
    const walked: string[] = []
    for await (const customer of stripe.customers.list({ limit: 2 })) walked.push(customer.id)
    expect(walked).toEqual(made)
    expect(ids(await stripe.customers.list({ email: '3@example.test' }))).toEqual([made[3]])
    expect(await refusalOf(stripe.customers.list({ limit: 101 }))).toMatchObject({
      statusCode: 400,
      param: 'limit',
    })
    expect(await refusalOf(stripe.customers.list({ starting_after: 'cus_x' }))).toMatchObject({
      param: 'starting_after',
    })
  })

  test('can be narrowed to when things were made', async () => {
    const { stripe, sandbox } = await openSandbox()
    const early = await stripe.customers.create({})
    await sandbox.control.advance('1h')
    const late = await stripe.customers.create({})
    const found = await stripe.customers.list({ created: { gt: early.created, lte: late.created } })
    expect(found.data.map(c => c.id)).toEqual([late.id])
    expect((await stripe.customers.list({ created: early.created })).data.map(c => c.id)).toEqual([early.id])
  })

  test('of API v2 are walked by the addresses they give', async () => {
    const { stripe } = await openSandbox()
    const made: string[] = []
    for (let n = 0; n < 5; n++)
      made.unshift((await stripe.v2.core.accounts.create({ display_name: `${n}` })).id)
    const walked: string[] = []
    for await (const account of stripe.v2.core.accounts.list({ limit: 2 })) walked.push(account.id)
    expect(walked).toEqual(made)
  })

  test('of events reach thirty days back', async () => {
    const { stripe, sandbox } = await openSandbox()
    await stripe.customers.create({})
    await sandbox.control.advance('29d')
    expect((await stripe.events.list()).data).toHaveLength(1)
    await sandbox.control.advance('2d')
    expect((await stripe.events.list()).data).toHaveLength(0)
  })
})

describe('expand', () => {
  test('puts objects in the place of ids, through lists and four steps deep', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const customer = await stripe.customers.create({ name: 'A' })
    await payByIdeal(bench, 5500, { customer: customer.id })
    await sandbox.control.drain()
    const list = await stripe.checkout.sessions.list({
      expand: ['data.payment_intent.latest_charge.balance_transaction', 'data.customer'],
    })
    expect(list.data[0]).toMatchObject({
      customer: { id: customer.id, name: 'A' },
      payment_intent: { latest_charge: { balance_transaction: { net: 5471 } } },
    })
  })

  test('refuses five steps and what is no reference', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const { id } = await paymentSession(stripe, 5500)
    const asking = (path: string) => refusalOf(stripe.checkout.sessions.retrieve(id, { expand: [path] }))
    expect(await asking('a.b.c.d.e')).toMatchObject({ statusCode: 400, param: 'expand' })
    expect(await asking('mode')).toMatchObject({ statusCode: 400, param: 'expand' })
    expect(await asking('colour')).toMatchObject({ statusCode: 400, param: 'expand' })
  })
})

describe('planned faults', () => {
  test('a failure before the effect does nothing; the package’s own retry then succeeds', async () => {
    const { sandbox } = await openSandbox()
    const stripe = clientOf(sandbox, { maxNetworkRetries: 2 })
    sandbox.control.fault({ method: 'POST', path: '^/v1/customers$', kind: 'error_before' })
    await stripe.customers.create({ name: 'A' })
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('a refusal for the rate is retried as well', async () => {
    const { sandbox } = await openSandbox()
    sandbox.control.fault({ path: '/v1/customers', kind: '429', times: 2 })
    expect(await refusalOf(clientOf(sandbox).customers.create({}))).toMatchObject({
      statusCode: 429,
      code: 'rate_limit',
    })
    await clientOf(sandbox, { maxNetworkRetries: 2 }).customers.create({})
  })

  test('an answer that is cut off is a connection error, and the effect is there', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.control.fault({ path: '/v1/customers', kind: 'cut' })
    const cut = stripe.customers.create({}, { idempotencyKey: 'k' })
    await expect(cut).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    const again = await stripe.customers.create({}, { idempotencyKey: 'k' })
    expect((await stripe.customers.list()).data.map(c => c.id)).toEqual([again.id])
  })

  test('a slow answer outlasts the client’s patience, and the effect is there', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.control.fault({ path: '/v1/customers', kind: 'slow', slowMs: 400 })
    await expect(stripe.customers.create({}, { timeout: 50 })).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    )
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })
})
