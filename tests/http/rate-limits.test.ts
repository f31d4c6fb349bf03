import { describe, expect, test } from 'vitest'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** How often something may be asked for, counted for an address, for a network, and for one link. */

async function open() {
  const world = await makeTestWorld({ settings: { TRUSTED_PROXIES: '1' } })
  return { world, site: await openTestSite(world) }
}

/** A request that comes from this address, as our own proxy tells it. */
function from(address: string) {
  return { headers: { 'X-Forwarded-For': address } }
}

describe('letters with a sign-in link', () => {
  const FATIMA = 'fatima@voorbeeld.nl'

  /** How often strangers ask for a link to an address until one is refused, each time from another network. */
  async function askUntilRefused(site: TestSite, email: string): Promise<number> {
    for (let time = 0; time < 400; time += 1) {
      const network = `198.51.${Math.floor(time / 200)}.${time % 200}`
      if ((await site.visitor().post('/sign-in', { email }, from(network))).status === 429) return time
    }
    throw new Error('Nothing was refused.')
  }

  test('are asked for to one address five times from one network; another address still gets its own', async () => {
    const { world, site } = await open()
    const ask = (email: string) => site.visitor().post('/sign-in', { email }, from('198.51.100.1'))
    const statuses = []
    for (let time = 0; time < 7; time += 1) statuses.push((await ask(FATIMA)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429])
    expect((await ask('other@voorbeeld.nl')).status).toBe(303)
    expect(await world.db.read.selectFrom('letter').select('id').execute()).toHaveLength(6)
  })

  test('that strangers use up are not those of a browser in which she signed in before', async () => {
    const { site } = await open()
    const fatima = await site.signIn(FATIMA)
    await fatima.post('/sign-out')
    expect(await askUntilRefused(site, FATIMA)).toBe(20)
    const statuses = []
    for (let time = 0; time < 6; time += 1)
      statuses.push((await fatima.post('/sign-in', { email: FATIMA }, from('198.51.0.0'))).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })

  test('a browser is known as one person, and by our own signature alone', async () => {
    const { site } = await open()
    const other = await site.signIn('other@voorbeeld.nl')
    await askUntilRefused(site, FATIMA)
    const value = other.cookies.get('__Host-device') ?? ''
    for (const forged of [
      value,
      value.slice(0, -1),
      `A${value.slice(1)}`,
      value.slice(0, 22),
      '',
      'A'.repeat(65),
    ]) {
      const visitor = site.visitor()
      visitor.cookies.set('__Host-device', forged)
      const { status } = await visitor.post('/sign-in', { email: FATIMA }, from('203.0.113.1'))
      expect([forged, status]).toEqual([forged, 429])
    }
  })

  test('are three hundred in all for strangers; who has signed in before still gets one', async () => {
    const { site } = await open()
    const fatima = await site.signIn(FATIMA)
    const ask = (time: number) =>
      site.visitor().post('/sign-in', { email: `a${time}@voorbeeld.nl` }, from(`198.51.${time % 30}.1`))
    for (let time = 0; time < 300; time += 1) expect((await ask(time)).status).toBe(303)
    expect((await ask(300)).status).toBe(429)
    expect((await fatima.post('/sign-in', { email: FATIMA })).status).toBe(303)
  })

  test('go to a known and an unknown address equally often', async () => {
    for (const email of ['known@voorbeeld.nl', 'unknown@voorbeeld.nl']) {
      const { site } = await open()
      await site.signIn('known@voorbeeld.nl')
      expect(await askUntilRefused(site, email)).toBe(20)
    }
  })

  test('are asked for twenty times from one network; an IPv6 network is a /64', async () => {
    const { site } = await open()
    const ask = (time: number, address: string) =>
      site.visitor().post('/sign-in', { email: `a${time}@voorbeeld.nl` }, from(address))
    for (let time = 0; time < 20; time += 1)
      expect((await ask(time, `2001:db8:1:2::${time.toString(16)}`)).status).toBe(303)
    expect((await ask(20, '2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await ask(21, '2001:db8:1:3::1')).status).toBe(303)
  })

  test('a refusal says when, in words and in the header, and what was kept', async () => {
    const { site } = await open()
    const visitor = site.visitor()
    for (let time = 0; time < 5; time += 1) await visitor.post('/sign-in', { email: 'a@voorbeeld.nl' })
    const { status, headers, text } = await visitor.post('/sign-in', { email: 'a@voorbeeld.nl' })
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(800)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(900)
    expect(text).toContain('Even wachten')
    expect(text).toContain('Dit laatste hebben we niet uitgevoerd: er is niets door veranderd.')
  })

  test('what a visitor writes in X-Forwarded-For does not make them many', async () => {
    const world = await makeTestWorld()
    const site = await openTestSite(world)
    const statuses = new Set<number>()
    for (let time = 0; time < 25; time += 1) {
      const { status } = await site
        .visitor()
        .post('/sign-in', { email: `a${time}@voorbeeld.nl` }, from(`203.0.113.${time}`))
      statuses.add(status)
    }
    expect([...statuses].sort()).toEqual([303, 429])
  })
})

test('guesses at one link: at most twenty reach the check, from however many addresses they come', async () => {
  const { world, site } = await open()
  const victim = site.visitor()
  await victim.post('/sign-in', { email: 'fatima@voorbeeld.nl' })
  const { id } = await world.db.read.selectFrom('sign_in_link').select('id').executeTakeFirstOrThrow()
  const { pathname, search } = new URL(world.links.signIn(id))
  const statuses: number[] = []
  for (let time = 0; time < 300; time += 1) {
    const guess = await site.visitor().post(pathname + search, {}, from(`198.51.${time % 250}.${time % 200}`))
    statuses.push(guess.status)
  }
  expect(statuses.filter(status => status === 403)).toHaveLength(20)
  expect(statuses.filter(status => status === 429)).toHaveLength(280)
  await victim.post('/sign-in', { email: 'fatima@voorbeeld.nl' })
  const newest = await world.db.read
    .selectFrom('sign_in_link')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = new URL(world.links.signIn(newest.id))
  expect((await victim.post(link.pathname + link.search)).status).toBe(303)
})

test('guesses from one network: at most twenty reach the check, whatever link they are at', async () => {
  const { site } = await open()
  const statuses: number[] = []
  for (let time = 0; time < 100; time += 1) {
    const path = `/sign-in/01a20cde-30a4-71d7-9052-${String(time).padStart(12, '0')}?k=guess`
    statuses.push((await site.visitor().post(path, {}, from('198.51.100.7'))).status)
  }
  expect(statuses.filter(status => status !== 429)).toHaveLength(20)
})
