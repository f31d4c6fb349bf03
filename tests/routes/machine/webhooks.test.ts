/**
 * Proves what the webhook endpoints take in: what Stripe signed, lately, for this endpoint and this mode, and once.
 * Everything else is answered with a sentence and leaves no row.
 */
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { workOff } from '#app/jobs/worker.server.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

const SECONDS_STRIPE_ALLOWS = 300

async function openEndpoints() {
  const world = await makeTestWorld({ gateway: createFakeGateway() })
  const site = await openTestSite(world)
  const stripe = new Stripe('sk_test_sandbox')
  const sign = (payload: string, secret = 'whsec_platform', secondsAgo = 0) =>
    stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(world.clock.now().getTime() / 1_000) - secondsAgo,
    })
  return {
    world,
    sign,
    event: (more: Record<string, unknown> = {}) =>
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'charge.updated',
        created: Math.floor(world.clock.now().getTime() / 1_000),
        livemode: false,
        data: { object: { id: 'ch_1' } },
        ...more,
      }),
    deliver: (body: string, signature: string | null, path = '/webhooks/stripe') =>
      site.visitor().send('POST', path, body, {
        without: ['Origin', 'Sec-Fetch-Site'],
        headers: { 'Content-Type': 'application/json', ...(signature && { 'Stripe-Signature': signature }) },
      }),
    kept: () => world.db.read.selectFrom('stripe_event').select(['id', 'type', 'outcome']).execute(),
  }
}

test('an event that Stripe signed is kept and answered', async () => {
  const { sign, event, deliver, kept } = await openEndpoints()
  const answer = await deliver(event(), sign(event()))
  expect([answer.status, answer.text]).toEqual([200, 'kept'])
  expect(await kept()).toEqual([{ id: 'evt_1', type: 'charge.updated', outcome: null }])
})

test('the same event again is kept once, by itself or fifty times at once', async () => {
  const { world, sign, event, deliver, kept } = await openEndpoints()
  await deliver(event(), sign(event()))
  const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(event(), sign(event()))))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['200 kept before']),
  )
  expect(await kept()).toHaveLength(1)
  const jobs = await world.db.read
    .selectFrom('job')
    .select('id')
    .where('kind', '=', 'handle-stripe-event')
    .execute()
  expect(jobs).toHaveLength(1)
})

describe('nothing is kept of', () => {
  test.each<[string, string | null, number]>([
    ['an event without a signature', null, 0],
    ['an event signed with another secret', 'whsec_forged', 0],
    ['an event signed for another endpoint', 'whsec_connect', 0],
    [
      'an event that was signed too long ago, and is sent again now',
      'whsec_platform',
      SECONDS_STRIPE_ALLOWS + 1,
    ],
  ])('%s', async (_, secret, secondsAgo) => {
    const { world, sign, event, deliver, kept } = await openEndpoints()
    const answer = await deliver(event(), secret && sign(event(), secret, secondsAgo))
    expect([answer.status, answer.text]).toEqual([400, 'The signature does not fit: nothing was kept.'])
    expect(await kept()).toEqual([])
    expect(world.logLines.join('')).toContain('webhook.refused')
  })

  test('an event that was changed after it was signed', async () => {
    const { sign, event, deliver, kept } = await openEndpoints()
    const answer = await deliver(event({ type: 'payment_intent.succeeded' }), sign(event()))
    expect([answer.status, await kept()]).toEqual([400, []])
  })

  test('an event of the other mode', async () => {
    const { sign, event, deliver, kept } = await openEndpoints()
    const live = event({ livemode: true })
    const answer = await deliver(live, sign(live))
    expect(answer.text).toBe('The event is of the other mode (test or live): nothing was kept.')
    expect([answer.status, await kept()]).toEqual([400, []])
  })

  test.each(['not json', '{}', '[]', '{"id":"evt_1","type":"charge.updated"}'])('%s, signed', async body => {
    const { sign, deliver, kept } = await openEndpoints()
    const answer = await deliver(body, sign(body))
    expect([answer.status, answer.text]).toEqual([400, 'This is no event: nothing was kept.'])
    expect(await kept()).toEqual([])
  })

  test.each(['/webhooks/stripe', '/webhooks/stripe-connect', '/webhooks/stripe-thin'])(
    'an event that is too large, at %s',
    async path => {
      const { sign, event, deliver, kept } = await openEndpoints()
      const large = event({ padding: ' '.repeat(256 * 1024) })
      const answer = await deliver(large, sign(large), path)
      expect([answer.status, answer.text]).toEqual([
        413,
        'This is larger than a webhook may be: nothing was kept.',
      ])
      expect(await kept()).toEqual([])
    },
  )
})

test('an event that the platform does not listen to is kept, and nothing is done for it', async () => {
  const { world, sign, event, deliver, kept } = await openEndpoints()
  const unheard = event({ type: 'payment_intent.created', data: { object: { id: 'pi_unknown' } } })
  await deliver(unheard, sign(unheard))
  await workOff(world)
  expect(await kept()).toEqual([{ id: 'evt_1', type: 'payment_intent.created', outcome: 'not listened to' }])
})
