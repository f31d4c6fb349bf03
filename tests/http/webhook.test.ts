import { describe, expect, test } from 'vitest'
import { signatureHeader } from '#scripts/sandbox/stripe/signature.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** What comes to the address of Stripe's events: it is kept once, or refused in so many words, and never a crash. */

async function open() {
  const world = await makeTestWorld()
  const site = await openTestSite(world)
  const seconds = Math.floor(world.clock.now().getTime() / 1_000)
  const send = async (body: string, signature = signatureHeader(body, 'whsec_platform', seconds)) => {
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signature }
    return (await site.visitor().send('POST', '/webhooks/stripe', body, { headers })).status
  }
  const kept = async () => (await world.db.read.selectFrom('stripe_event').select('id').execute()).length
  const errors = () => world.logLines.filter(line => (JSON.parse(line) as { level: number }).level >= 50)
  return { send, kept, errors, seconds }
}

function event(created: unknown): string {
  const data = { object: { id: 'pi_1' } }
  return JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', created, livemode: false, data })
}

test('an event that Stripe signed is kept, and the second time it is the same one', async () => {
  const { send, kept, seconds } = await open()
  expect([await send(event(seconds)), await send(event(seconds))]).toEqual([200, 200])
  expect(await kept()).toBe(1)
})

describe('a forgery is refused and leaves no error', () => {
  const now = 1_795_510_800
  test.each([
    ['nothing at all', ''],
    ['empty parts', 't=,v1='],
    ['an empty signature', `t=${now},v1=`],
    ['a signature without a value', `t=${now},v1`],
    ['a signature that is cut in two', `t=${now},v1==abc`],
    ['only commas', ',,,'],
    ['a signature that is no hex', `t=${now},v1=é`],
    ['a true one beside an empty one, of another body', `t=${now},v1=,v1=${'0'.repeat(64)}`],
    ['another secret', signatureHeader(event(now), 'whsec_other', now)],
    ['a true one of long ago', signatureHeader(event(now), 'whsec_platform', now - 301)],
  ])('%s', async (_, signature) => {
    const { send, kept, errors, seconds } = await open()
    expect(seconds).toBe(now)
    expect(await send(event(now), signature)).toBe(400)
    expect([await kept(), errors()]).toEqual([0, []])
  })
})

test.each([8_640_000_000_001, 253_402_300_800, -1, 1.5, 'now', null])(
  'an event made at %j is none, even when it is signed',
  async created => {
    const { send, kept, errors } = await open()
    expect(await send(event(created))).toBe(400)
    expect([await kept(), errors()]).toEqual([0, []])
  },
)

test('an event of the last second that can be kept is kept', async () => {
  const { send, kept } = await open()
  expect(await send(event(253_402_300_799))).toBe(200)
  expect(await kept()).toBe(1)
})
