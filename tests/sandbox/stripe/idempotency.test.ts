import { describe, expect, test } from 'vitest'
import { collect, openSandbox, refusalOf, savedCard } from '../sandbox-kit.ts'

describe('idempotency keys of API v1', () => {
  test('the same request is answered with what was saved, and done once', async () => {
    const { stripe } = await openSandbox()
    const first = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    await stripe.customers.update(first.id, { name: 'B' })
    const again = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    expect(again.id).toBe(first.id)
    expect(again.name, 'as it was answered then').toBe('A')
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('another request under the same key is a 400', async () => {
    const { stripe } = await openSandbox()
    await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    for (const call of [
      stripe.customers.create({ name: 'B' }, { idempotencyKey: 'k' }),
      stripe.paymentIntents.create({ amount: 500, currency: 'eur' }, { idempotencyKey: 'k' }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
    }
  })

  test('a key is the account’s own, holds a day, and has at most 255 characters', async () => {
    const { stripe, sandbox } = await openSandbox()
    const create = () => stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    const first = await create()
    await sandbox.control.advance('23h')
    expect((await create()).id).toBe(first.id)
    const account = await stripe.v2.core.accounts.create({ display_name: 'X' })
    const other = await stripe.customers.create(
      { name: 'A' },
      { idempotencyKey: 'k', stripeAccount: account.id },
    )
    expect(other.id).not.toBe(first.id)
    await sandbox.control.advance('1h')
    expect((await create()).id, 'after a day a key protects nothing').not.toBe(first.id)
    const long = stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) })
    expect(await refusalOf(long)).toMatchObject({ statusCode: 400 })
  })

  test('a refusal of parameters is not saved: the mended request may use the key', async () => {
    const { stripe } = await openSandbox()
    const tooSmall = stripe.paymentIntents.create({ amount: 1, currency: 'eur' }, { idempotencyKey: 'k' })
    expect(await refusalOf(tooSmall)).toMatchObject({ code: 'amount_too_small' })
    const mended = await stripe.paymentIntents.create(
      { amount: 100, currency: 'eur' },
      { idempotencyKey: 'k' },
    )
    expect(mended.amount).toBe(100)
  })

  test('a declined card is saved: the same key never charges again', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4000000000000341')
    const first = await refusalOf(collect(bench.stripe, saved, 2500, { idempotencyKey: 'collect:1' }))
    const again = await refusalOf(collect(bench.stripe, saved, 2500, { idempotencyKey: 'collect:1' }))
    expect(again).toMatchObject({ statusCode: 402, charge: first.charge })
    expect((await bench.stripe.charges.list()).data).toHaveLength(1)
  })

  test('a refusal by the state of things is saved too', async () => {
    const { stripe } = await openSandbox()
    const payOut = () =>
      refusalOf(stripe.payouts.create({ amount: 100, currency: 'eur' }, { idempotencyKey: 'k' }))
    expect(await payOut()).toMatchObject({ code: 'balance_insufficient' })
    expect((await payOut()).headers?.['idempotent-replayed']).toBe('true')
  })

  test('a 500 after the effect is saved: retries get it again, and the effect stays single', async () => {
    const { stripe, sandbox } = await openSandbox()
    sandbox.control.fault({ method: 'POST', path: '/v1/customers', kind: 'error_after' })
    const create = () => refusalOf(stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' }))
    expect(await create()).toMatchObject({ statusCode: 500 })
    const again = await create()
    expect(again).toMatchObject({ statusCode: 500 })
    expect(again.headers?.['stripe-should-retry']).toBe('false')
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('two at the same time: the second is a 409 that may be tried again', async () => {
    const { stripe, sandbox } = await openSandbox()
    sandbox.control.fault({ path: '/v1/customers', kind: 'slow', slowMs: 300 })
    const slow = stripe.customers.create({}, { idempotencyKey: 'k' })
    await new Promise(resolve => setTimeout(resolve, 100))
    const second = await refusalOf(stripe.customers.create({}, { idempotencyKey: 'k' }))
    expect(second).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
    expect(second.headers?.['stripe-should-retry']).toBe('true')
    const first = await slow
    expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).id).toBe(first.id)
  })
})

describe('idempotency keys of API v2', () => {
  test('what succeeded is not repeated, and the object is answered as it is by now', async () => {
    const { stripe } = await openSandbox()
    const create = () => stripe.v2.core.accounts.create({ display_name: 'A' }, { idempotencyKey: 'k' })
    const first = await create()
    await stripe.v2.core.accounts.update(first.id, { display_name: 'B' })
    const again = await create()
    expect(again).toMatchObject({ id: first.id, display_name: 'B' })
    expect((await stripe.v2.core.accounts.list({})).data).toHaveLength(1)
  })

  test('what failed is worked to its end by the retry', async () => {
    const { stripe, sandbox } = await openSandbox()
    const create = () => stripe.v2.core.accounts.create({ display_name: 'A' }, { idempotencyKey: 'k' })
    sandbox.control.fault({ path: '/v2/core/accounts', kind: 'error_before' })
    expect(await refusalOf(create())).toMatchObject({ statusCode: 500 })
    expect(await create()).toMatchObject({ display_name: 'A' })
  })

  test('a 500 after the effect: the retry finds what was done, and does not do it twice', async () => {
    const { stripe, sandbox } = await openSandbox()
    const create = () => stripe.v2.core.accounts.create({ display_name: 'A' }, { idempotencyKey: 'k' })
    sandbox.control.fault({ path: '/v2/core/accounts', kind: 'error_after' })
    expect(await refusalOf(create())).toMatchObject({ statusCode: 500 })
    await create()
    expect((await stripe.v2.core.accounts.list({})).data).toHaveLength(1)
  })

  test('another request under the same key is refused', async () => {
    const { stripe } = await openSandbox()
    await stripe.v2.core.accounts.create({ display_name: 'A' }, { idempotencyKey: 'k' })
    const other = stripe.v2.core.accounts.create({ display_name: 'B' }, { idempotencyKey: 'k' })
    expect(await refusalOf(other)).toMatchObject({ statusCode: 400 })
  })
})
