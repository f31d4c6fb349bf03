import { describe, expect, test } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import { CARD_BROWSER_COOKIE } from '#app/http/cookies.server.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** How many pledges one network may start: few by card, since robots try stolen ones; a room full of neighbours by bank. */

const HOME = '10.0.0.1'
const NEXT_DOOR = '10.0.0.2'

async function openForm() {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway, settings: { TRUSTED_PROXIES: '1' } })
  const { slug } = await aLiveCampaign(world)
  const site = await openTestSite(world)
  const form = (fields: Record<string, string> = {}) => {
    const pledge = randomIds.next()
    const token = world.links.token('pledge-form', pledge)
    return { pledge, token, amount: '1710', method: 'card', email: 'ans@voorbeeld.nl', name: 'Ans', ...fields }
  }
  /** Each time from another browser: one that began a pledge is asked before it makes a second. */
  const send = (fields: Record<string, string>, network = HOME) => {
    const visitor = site.visitor()
    visitor.cookies.set(CARD_BROWSER_COOKIE, randomIds.next())
    return visitor.post(`/campaigns/${slug}/pledge`, fields, { headers: { 'X-Forwarded-For': network } })
  }
  /** How many forms are taken before one is refused. */
  const taken = async (make: (n: number) => [fields: Record<string, string>, network?: string]) => {
    for (let n = 0; n < 400; n += 1) {
      const { status } = await send(...make(n))
      if (status === 429) return n
      expect(status).toBe(303)
    }
    throw new Error('Nothing was refused.')
  }
  return { gateway, world, form, send, taken }
}

describe('from one network', () => {
  test('twenty pledges by card; the next waits with its form kept, and a neighbour is not hindered', async () => {
    const { gateway, form, send, taken } = await openForm()
    expect(await taken(() => [form()])).toBe(20)
    const refused = await send(form())
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.text).toContain('value="ans@voorbeeld.nl"')
    expect(gateway.checkouts).toHaveLength(20)
    expect((await send(form(), NEXT_DOOR)).status).toBe(303)
    expect((await send(form({ method: 'bank' }))).status).toBe(303)
  })

  test('a hundred pledges by bank, in which no card can be tried', async () => {
    const { gateway, form, taken } = await openForm()
    expect(await taken(() => [form({ method: 'bank' })])).toBe(100)
    for (const { request } of gateway.checkouts) expect(request.methods).toEqual(['ideal', 'bancontact'])
  })
})

describe('the same form', () => {
  test('sent fifty times at once leads to one Checkout and is counted once', async () => {
    const { gateway, world, form, send, taken } = await openForm()
    const fields = form()
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(fields)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(gateway.checkouts).toHaveLength(1)
    expect(await world.db.read.selectFrom('pledge').select('id').execute()).toHaveLength(1)
    expect(await taken(() => [form()])).toBe(19)
  })

  test('that was refused is refused again', async () => {
    const { form, send, taken } = await openForm()
    await taken(() => [form()])
    const fields = form()
    expect([(await send(fields)).status, (await send(fields)).status]).toEqual([429, 429])
  })

  test('is counted again with every change, and a change back is one: each opens another Checkout', async () => {
    const { gateway, form, taken } = await openForm()
    const fields = form()
    const amounts = ['1710', '7100']
    expect(await taken(n => [{ ...fields, amount: amounts[n % 2] ?? '' }])).toBe(20)
    expect(gateway.checkouts).toHaveLength(20)
  })

  test('changed in turns from two networks is counted in both', async () => {
    const { gateway, form, taken } = await openForm()
    const fields = form()
    expect(await taken(n => (n % 2 ? [fields, HOME] : [{ ...fields, amount: '7100' }, NEXT_DOOR]))).toBe(40)
    expect(gateway.checkouts).toHaveLength(40)
  })

  test('is taken a hundred times and no more, from however many networks', async () => {
    const { form, taken } = await openForm()
    const fields = form()
    expect(await taken(() => [fields])).toBe(100)
  })
})
