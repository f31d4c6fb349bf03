import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { createCommandSignInLink } from '#app/domain/users/users.server.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Signing in by a mailed link, over HTTP: the whole way, and everything that must not work. */

async function open(): Promise<{ world: TestWorld; site: TestSite }> {
  const world = await makeTestWorld()
  return { world, site: await openTestSite(world) }
}

/** Where the link in the newest letter leads. */
async function newestLink(world: TestWorld): Promise<string> {
  const letter = await world.db.read
    .selectFrom('letter')
    .select('props')
    .where('name', '=', 'sign-in')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const { linkId } = JSON.parse(letter.props) as { linkId: string }
  const { pathname, search } = new URL(world.links.signIn(linkId))
  return pathname + search
}

async function ask(visitor: Visitor, world: TestWorld, fields: Record<string, string> = {}): Promise<string> {
  const { status, headers } = await visitor.post('/sign-in', { email: 'fatima@voorbeeld.nl', ...fields })
  expect([status, headers.location]).toEqual([303, '/sign-in/sent'])
  return newestLink(world)
}

async function sessions(world: TestWorld): Promise<number> {
  return (await world.db.read.selectFrom('session').select('token_hash').execute()).length
}

test('someone signs in: asks, opens the letter, presses the button, and is where they wanted to be', async () => {
  const { world, site } = await open()
  const visitor = site.visitor()
  const form = await visitor.get('/sign-in?returnTo=%2Fmy%2Fpayout-account')
  expect(form.text).toContain('name="returnTo" value="/my/payout-account"')
  const link = await ask(visitor, world, { returnTo: '/my/payout-account' })
  expect((await visitor.get('/sign-in/sent')).text).toContain('Kijk in je post')
  const page = await visitor.get(link)
  expect(page.text).toContain('Je logt in als fatima@voorbeeld.nl.')
  const { status, headers } = await visitor.post(link)
  expect([status, headers.location]).toEqual([303, '/my/payout-account'])
  expect((await visitor.get('/sign-in')).text).toContain('Je bent ingelogd als fatima@voorbeeld.nl.')
})

test('without a wish, people come to their own pages and staff to the desk', async () => {
  const { world, site } = await open()
  const visitor = site.visitor()
  const { headers } = await visitor.post(await ask(visitor, world))
  expect(headers.location).toBe('/my')
  await site.signIn('admin@voorbeeld.nl', ['admin'])
  const admin = site.visitor()
  const link = await ask(admin, world, { email: 'admin@voorbeeld.nl' })
  expect((await admin.post(link)).headers.location).toBe('/admin')
})

test('a wish to leave the site is forgotten', async () => {
  const { world, site } = await open()
  for (const returnTo of ['//evil.test', 'https://evil.test', '/\\evil.test', 'javascript:alert(1)']) {
    const visitor = site.visitor()
    const form = await visitor.get(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
    expect(form.text).not.toContain('name="returnTo"')
    const link = await ask(visitor, world, { returnTo })
    expect((await visitor.post(link)).headers.location).toBe('/my')
  }
  const { headers } = await site.visitor().get('/language/en?returnTo=%2F%2Fevil.test')
  expect(headers.location).toBe('/')
})

describe('nobody learns who is known here', () => {
  test('the answers for a known and an unknown address are the same, byte for byte', async () => {
    const { world, site } = await open()
    await site.signIn('known@voorbeeld.nl', ['treasurer'])
    const answers = []
    for (const email of ['known@voorbeeld.nl', 'unknown@voorbeeld.nl']) {
      const visitor = site.visitor()
      const posted = await visitor.post('/sign-in', { email })
      const sent = await visitor.get('/sign-in/sent')
      const names = Object.keys(posted.headers).sort()
      answers.push({ status: posted.status, location: posted.headers.location, names, text: sent.text })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(await world.db.read.selectFrom('letter').select('to_email').orderBy('id').execute()).toEqual([
      { to_email: 'known@voorbeeld.nl' },
      { to_email: 'unknown@voorbeeld.nl' },
    ])
  })

  test('the work is the same as well: as many rows, wherever they are written', async () => {
    const { world, site } = await open()
    await site.signIn('known@voorbeeld.nl')
    const grown = []
    for (const email of ['known@voorbeeld.nl', 'unknown@voorbeeld.nl']) {
      const before = await counts(world)
      await site.visitor().post('/sign-in', { email })
      const after = await counts(world)
      grown.push(after.map((count, index) => count - (before[index] ?? 0)))
    }
    expect(grown[0]).toEqual([1, 1, 1, 0])
    expect(grown[1]).toEqual(grown[0])
  })

  async function counts(world: TestWorld): Promise<number[]> {
    const tables = ['sign_in_link', 'letter', 'job', 'user'] as const
    return Promise.all(
      tables.map(async table => (await world.db.read.selectFrom(table).select('id').execute()).length),
    )
  }
})

describe('a link', () => {
  test('is not used up by a program that reads mail and follows it', async () => {
    const { world, site } = await open()
    const visitor = site.visitor()
    const link = await ask(visitor, world)
    for (let time = 0; time < 50; time += 1) {
      await site.visitor().get(link)
      await site.visitor().get(link, { method: 'HEAD' })
    }
    expect(await sessions(world)).toBe(0)
    expect((await visitor.post(link)).status).toBe(303)
  })

  test('pressed by a program that posts is refused without the browser that asked, and is not used up', async () => {
    const { world, site } = await open()
    const visitor = site.visitor()
    const link = await ask(visitor, world)
    const scanner = await site.visitor().post(link)
    expect(scanner.status).toBe(403)
    expect(scanner.text).toContain('Deze link hoort bij een andere browser')
    expect(scanner.text).not.toContain('fatima@voorbeeld.nl')
    expect(await sessions(world)).toBe(0)
    expect((await visitor.post(link)).status).toBe(303)
  })

  test('that was used says so, and how to get another', async () => {
    const { world, site } = await open()
    const visitor = site.visitor()
    const link = await ask(visitor, world)
    await visitor.post(link)
    for (const answer of [await visitor.get(link), await visitor.post(link)]) {
      expect(answer.status).toBe(410)
      expect(answer.text).toContain('Deze link is al gebruikt')
      expect(answer.text).toContain('href="/sign-in"')
    }
    expect(await sessions(world)).toBe(1)
  })

  test('that is too old says so, in English too', async () => {
    const { world, site } = await open()
    const visitor = site.visitor()
    const link = await ask(visitor, world)
    world.clock.advance(10 * MINUTE_MS)
    const english = { headers: { 'Accept-Language': 'en' } }
    expect((await visitor.get(link)).text).toContain('Deze link is te oud')
    expect((await visitor.post(link, {}, english)).text).toContain('This link is too old')
    expect(await sessions(world)).toBe(0)
  })

  test('that was altered opens nothing, and looks like one that never was', async () => {
    const { world, site } = await open()
    const visitor = site.visitor()
    const link = await ask(visitor, world)
    const [path = '', token = ''] = link.split('?k=')
    const others = [
      path,
      `${path}?k=`,
      `${path}?k=${token.slice(0, -1)}`,
      `${path}?k=${token.replace(/^./, first => (first === 'A' ? 'B' : 'A'))}`,
      `${path}?k=${world.links.token('manage-pledge', path.split('/').pop() ?? '')}`,
      `/sign-in/01a20cde-30a4-71d7-9052-606d8b2dbcf7?k=${token}`,
    ]
    for (const other of others) {
      expect([other, (await visitor.get(other)).status]).toEqual([other, 404])
      expect([other, (await visitor.post(other)).status]).toEqual([other, 404])
    }
    expect(await sessions(world)).toBe(0)
  })

  test('of a command works in any browser', async () => {
    const { world, site } = await open()
    const { linkId } = await world.db.inTransaction(trx =>
      createCommandSignInLink(trx, world.clock.now(), { email: 'a@voorbeeld.nl', uses: 2, validMs: HOUR_MS }),
    )
    const { pathname, search } = new URL(world.links.signIn(linkId))
    for (const status of [303, 303, 410])
      expect((await site.visitor().post(pathname + search)).status).toBe(status)
  })
})

test('an address that is none keeps what was typed and says what an address looks like', async () => {
  const { world, site } = await open()
  for (const email of ['fatima', '', '<script>alert(1)</script>', 'a@b.nl\r\nBcc: c@d.nl']) {
    const { status, text } = await site.visitor().post('/sign-in', { email })
    expect(status).toBe(422)
    expect(text).toContain('Dit is geen e-mailadres dat we kunnen gebruiken')
    expect(text).not.toContain('<script>alert')
  }
  const { text } = await site.visitor().post('/sign-in', { email: 'fatima@' })
  expect(text).toContain('value="fatima@"')
  expect(await world.db.read.selectFrom('letter').select('id').execute()).toEqual([])
})

test('fields that the form does not have are refused', async () => {
  const { world, site } = await open()
  const fields = { email: 'a@voorbeeld.nl', role: 'admin', ['__proto__']: 'x', constructor: 'y' }
  const { status } = await site.visitor().post('/sign-in', Object.entries(fields))
  expect(status).toBe(422)
  expect(await world.db.read.selectFrom('letter').select('id').execute()).toEqual([])
})
