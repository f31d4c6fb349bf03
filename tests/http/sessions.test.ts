import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** A session over HTTP: its cookie, how it ends, and that a role given or taken counts at once. */

const SESSION = '__Host-session'

async function open(): Promise<{ world: TestWorld; site: TestSite }> {
  const world = await makeTestWorld()
  return { world, site: await openTestSite(world) }
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/sign-in')).text.includes('Je bent ingelogd als')
}

test('its cookie is kept to this host, away from scripts and out of foreign forms', async () => {
  const { world, site } = await open()
  const visitor = site.visitor()
  await visitor.post('/sign-in', { email: 'fatima@voorbeeld.nl' })
  const { id } = await world.db.read.selectFrom('sign_in_link').select('id').executeTakeFirstOrThrow()
  const { pathname, search } = new URL(world.links.signIn(id))
  const { headers } = await visitor.post(pathname + search)
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^__Host-session=[\w-]{43}; Path=\/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax$/,
    ),
    expect.stringMatching(
      /^__Host-device=[\w-]{65}; Path=\/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax$/,
    ),
  ])
})

test('signing in again gives another token, and the one before is dead at once', async () => {
  const { world, site } = await open()
  const visitor = site.visitor()
  const secrets: string[] = []
  for (let time = 0; time < 2; time += 1) {
    await visitor.post('/sign-in', { email: 'fatima@voorbeeld.nl' })
    const { id } = await world.db.read
      .selectFrom('sign_in_link')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const { pathname, search } = new URL(world.links.signIn(id))
    await visitor.post(pathname + search)
    secrets.push(visitor.cookies.get(SESSION) ?? '')
  }
  expect(secrets[1]).not.toBe(secrets[0])
  const thief = site.visitor()
  thief.cookies.set(SESSION, secrets[0] ?? '')
  expect(await isSignedIn(thief)).toBe(false)
  expect(await isSignedIn(visitor)).toBe(true)
})

test('a token that somebody put into the browser beforehand is not taken over', async () => {
  const { site } = await open()
  const visitor = site.visitor()
  visitor.cookies.set(SESSION, 'A'.repeat(43))
  expect(await isSignedIn(visitor)).toBe(false)
})

test('signing out ends it on the server: the cookie is worth nothing afterwards', async () => {
  const { world, site } = await open()
  const user = await site.signIn('fatima@voorbeeld.nl')
  const secret = user.cookies.get(SESSION) ?? ''
  const { status, headers } = await user.post('/sign-out')
  expect([status, headers.location]).toEqual([303, '/'])
  expect(user.cookies.has(SESSION)).toBe(false)
  user.cookies.set(SESSION, secret)
  expect(await isSignedIn(user)).toBe(false)
  expect(await world.db.read.selectFrom('session').select('token_hash').execute()).toEqual([])
})

test('a link cannot sign anyone out', async () => {
  const { site } = await open()
  const user = await site.signIn('fatima@voorbeeld.nl')
  expect((await user.get('/sign-out')).status).toBe(405)
  expect(await isSignedIn(user)).toBe(true)
})

describe('it ends by itself', () => {
  test('for staff after half an hour without a request, and after half a day in any case', async () => {
    const { world, site } = await open()
    const admin = await site.signIn('admin@voorbeeld.nl', ['admin'])
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      expect([minutes, await isSignedIn(admin)]).toEqual([minutes, true])
      world.clock.advance(20 * MINUTE_MS)
    }
    world.clock.advance(20 * MINUTE_MS)
    expect(await isSignedIn(admin)).toBe(false)
    const idle = await site.signIn('admin@voorbeeld.nl', ['admin'])
    world.clock.advance(30 * MINUTE_MS)
    expect(await isSignedIn(idle)).toBe(false)
  })

  test('for others after thirty days without a request, and after ninety in any case', async () => {
    const { world, site } = await open()
    const user = await site.signIn('fatima@voorbeeld.nl')
    for (let days = 0; days < 90; days += 29) {
      expect([days, await isSignedIn(user)]).toEqual([days, true])
      world.clock.advance(29 * DAY_MS)
    }
    expect(await isSignedIn(user)).toBe(false)
    const idle = await site.signIn('fatima@voorbeeld.nl')
    world.clock.advance(30 * DAY_MS)
    expect(await isSignedIn(idle)).toBe(false)
  })

  test('a role given later shortens a session that is under way', async () => {
    const { world, site } = await open()
    const user = await site.signIn('fatima@voorbeeld.nl')
    world.clock.advance(HOUR_MS)
    const grant = { user_id: user.userId, role: 'reviewer', granted_by: null, granted_at: '' } as const
    await world.db.inTransaction(trx => trx.insertInto('user_role').values(grant).execute())
    expect(await isSignedIn(user)).toBe(false)
  })
})

test('a role that is taken away counts at the next request', async () => {
  const { world, site } = await open()
  const admin = await site.signIn('admin@voorbeeld.nl', ['admin'])
  const seesDesk = async () => (await admin.get('/sign-in')).text.includes('href="/admin"')
  expect(await seesDesk()).toBe(true)
  await world.db.inTransaction(trx =>
    trx.deleteFrom('user_role').where('user_id', '=', admin.userId).execute(),
  )
  expect(await seesDesk()).toBe(false)
})

test('a disk that is full does not keep anyone from reading', async () => {
  const { world, site } = await open()
  const user = await site.signIn('fatima@voorbeeld.nl')
  world.clock.advance(2 * HOUR_MS)
  world.db.inTransaction = async () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  }
  expect((await user.get('/sign-in')).status).toBe(200)
  expect(await isSignedIn(user)).toBe(true)
})
