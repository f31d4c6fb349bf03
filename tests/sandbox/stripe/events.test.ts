import { expect, test } from 'vitest'
import { openEndpoint, openSandbox, payByIdeal, refusalOf } from '../sandbox-kit.ts'

test('events are listed by types, by moment and in pages, for thirty days', async () => {
  const bench = await openSandbox()
  const { stripe, sandbox } = bench
  await stripe.customers.create({})
  const before = Math.floor(Date.parse(sandbox.control.clock().now) / 1000)
  await sandbox.control.advance('1h')
  const intent = await payByIdeal(bench, 5500)
  await sandbox.control.drain()
  const types = ['payment_intent.succeeded', 'charge.updated']
  const found = (await stripe.events.list({ types })).data
  expect(found.map(event => event.type)).toEqual(['charge.updated', 'payment_intent.succeeded'])
  expect(found[1]?.data.object).toMatchObject({ id: intent.id })
  expect((await stripe.events.retrieve(found[0]?.id ?? '')).type).toBe('charge.updated')
  const since = (await stripe.events.list({ created: { gt: before } })).data.map(event => event.type)
  expect(since).not.toContain('customer.created')
  const [first] = (await stripe.events.list({ limit: 1 })).data
  const rest = await stripe.events.list({ starting_after: first?.id, limit: 100 })
  expect(rest.data.map(event => event.id)).not.toContain(first?.id)
  expect(await refusalOf(stripe.events.retrieve('evt_x'))).toMatchObject({ statusCode: 404 })
  await sandbox.control.advance('31d')
  const late = (await stripe.events.list({ limit: 100 })).data.map(event => event.type)
  expect(late).not.toContain('customer.created')
})

test('an endpoint that is switched off hears nothing, and hears again when it is switched on', async () => {
  const { stripe, sandbox } = await openSandbox()
  const { url, received } = await openEndpoint()
  const { id } = await stripe.webhookEndpoints.create({ url, enabled_events: ['customer.created'] })
  await stripe.webhookEndpoints.update(id, { disabled: true })
  await stripe.customers.create({})
  await sandbox.control.drain()
  expect(received).toHaveLength(0)
  await stripe.webhookEndpoints.update(id, { disabled: false })
  await stripe.customers.create({})
  await sandbox.control.drain()
  expect(received).toHaveLength(1)
})

test('a change of how an account is paid out is told', async () => {
  const { stripe } = await openSandbox()
  await stripe.balanceSettings.update({ payments: { debit_negative_balances: true } })
  const [event] = (await stripe.events.list({ type: 'balance_settings.updated' })).data
  expect(event?.data.object).toMatchObject({ payments: { debit_negative_balances: true } })
})
