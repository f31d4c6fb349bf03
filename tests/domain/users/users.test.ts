import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { firstAdmin, linkForBrowser, userOfSession } from '#app/domain/users/user-queries.server.ts'
import {
  createCommandSignInLink,
  findOrMakeUser,
  forgetExpiredSignIns,
  grantRole,
  requestSignInLink,
  signInByLink,
  signOut,
} from '#app/domain/users/users.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The users door by itself, without HTTP: links, sessions, roles. */

const BROWSER = 'the secret of one browser'

async function ask(world: TestWorld, email = 'fatima@voorbeeld.nl'): Promise<string> {
  await world.db.inTransaction(trx =>
    requestSignInLink(trx, world.clock.now(), {
      email,
      browserSecret: BROWSER,
      returnTo: '/my',
      language: 'nl',
    }),
  )
  const { id } = await world.db.read
    .selectFrom('sign_in_link')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

function follow(world: TestWorld, linkId: string, browserSecret: string | null = BROWSER) {
  return world.db.inTransaction(trx =>
    signInByLink(trx, world.clock.now(), { linkId, browserSecret, language: 'nl' }),
  )
}

async function sessionSecret(world: TestWorld, linkId: string): Promise<string> {
  const result = await follow(world, linkId)
  if (!result.ok) throw new Error(result.reason)
  return result.sessionSecret
}

describe('a sign-in link', () => {
  test('is promised by letter, without anything in the letter that works without our signature', async () => {
    const world = await makeTestWorld()
    const linkId = await ask(world)
    const letters = await world.db.read.selectFrom('letter').selectAll().execute()
    expect(letters).toMatchObject([{ name: 'sign-in', to_email: 'fatima@voorbeeld.nl', language: 'nl' }])
    expect(JSON.parse(letters[0]?.props ?? '')).toEqual({ linkId, validMinutes: 10 })
  })

  test('makes the user the first time, and finds the same one afterwards', async () => {
    const world = await makeTestWorld()
    expect(await world.db.read.selectFrom('user').select('id').execute()).toEqual([])
    const first = await sessionSecret(world, await ask(world))
    const second = await sessionSecret(world, await ask(world))
    const found = await Promise.all(
      [first, second].map(secret => userOfSession(world.db.read, secret, world.clock.now())),
    )
    expect(found[0]?.email).toBe('fatima@voorbeeld.nl')
    expect(found[1]?.id).toBe(found[0]?.id)
    expect(second).not.toBe(first)
  })

  test('works once, even when it is followed twice at the same moment', async () => {
    const world = await makeTestWorld()
    const linkId = await ask(world)
    const results = await Promise.all([follow(world, linkId), follow(world, linkId)])
    expect(results.map(result => result.ok).sort()).toEqual([false, true])
    expect(await follow(world, linkId)).toEqual({ ok: false, reason: 'used' })
    expect(await world.db.read.selectFrom('session').select('token_hash').execute()).toHaveLength(1)
  })

  test('is too old after ten minutes', async () => {
    const world = await makeTestWorld()
    const linkId = await ask(world)
    world.clock.advance(10 * MINUTE_MS)
    expect(await follow(world, linkId)).toEqual({ ok: false, reason: 'expired' })
  })

  test('only works in the browser that asked, and another browser does not use it up', async () => {
    const world = await makeTestWorld()
    const linkId = await ask(world)
    expect(await follow(world, linkId, 'another browser')).toEqual({ ok: false, reason: 'other-browser' })
    expect(await follow(world, linkId, null)).toEqual({ ok: false, reason: 'other-browser' })
    expect(await follow(world, linkId)).toMatchObject({ ok: true, returnTo: '/my' })
  })

  test('tells the address only to the browser that can use it', async () => {
    const world = await makeTestWorld()
    const linkId = await ask(world)
    const seen = (secret: string | null) => linkForBrowser(world.db.read, linkId, secret, world.clock.now())
    expect(await seen(BROWSER)).toEqual({ standing: 'usable', email: 'fatima@voorbeeld.nl' })
    expect(await seen('another browser')).toEqual({ standing: 'other-browser' })
  })

  test('that a command made works in any browser, as often as it says', async () => {
    const world = await makeTestWorld()
    const { linkId } = await world.db.inTransaction(trx =>
      createCommandSignInLink(trx, world.clock.now(), {
        email: 'a@voorbeeld.nl',
        uses: 2,
        validMs: MINUTE_MS,
      }),
    )
    expect(await follow(world, linkId, null)).toMatchObject({ ok: true })
    expect(await follow(world, linkId, 'any')).toMatchObject({ ok: true })
    expect(await follow(world, linkId, null)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('a session', () => {
  test('is kept as a hash, and signing out ends it on the server', async () => {
    const world = await makeTestWorld()
    const secret = await sessionSecret(world, await ask(world))
    const rows = await world.db.read.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
    await world.db.inTransaction(trx => signOut(trx, secret))
    expect(await userOfSession(world.db.read, secret, world.clock.now())).toBeNull()
  })

  test('ends when a role is given, so that what one knew before is worth nothing with it', async () => {
    const world = await makeTestWorld()
    const secret = await sessionSecret(world, await ask(world))
    const user = await userOfSession(world.db.read, secret, world.clock.now())
    await world.db.inTransaction(trx =>
      grantRole(trx, world.clock.now(), { userId: user?.id ?? '', role: 'treasurer', grantedBy: null }),
    )
    expect(await userOfSession(world.db.read, secret, world.clock.now())).toBeNull()
  })

  test('shows a role of this moment', async () => {
    const world = await makeTestWorld()
    const userId = await world.db.inTransaction(async trx => {
      const id = await findOrMakeUser(trx, world.clock.now(), 'fatima@voorbeeld.nl', 'nl')
      await grantRole(trx, world.clock.now(), { userId: id, role: 'approver', grantedBy: null })
      return id
    })
    const secret = await sessionSecret(world, await ask(world))
    const roles = async () => (await userOfSession(world.db.read, secret, world.clock.now()))?.roles
    expect(await roles()).toEqual(['approver'])
    await world.db.inTransaction(trx => trx.deleteFrom('user_role').where('user_id', '=', userId).execute())
    expect(await roles()).toEqual([])
  })
})

test('giving a role is written in the audit log, once', async () => {
  const world = await makeTestWorld()
  await world.db.inTransaction(async trx => {
    const userId = await findOrMakeUser(trx, world.clock.now(), 'a@voorbeeld.nl', 'nl')
    for (let time = 0; time < 2; time += 1)
      await grantRole(trx, world.clock.now(), { userId, role: 'reviewer', grantedBy: null })
  })
  const entries = await world.db.read.selectFrom('audit_entry').select(['action', 'detail']).execute()
  expect(entries).toEqual([{ action: 'user.role-granted', detail: '{"role":"reviewer"}' }])
})

test('the first admin counts as signed in only after signing in', async () => {
  const world = await makeTestWorld()
  expect(await firstAdmin(world.db.read)).toBeNull()
  const linkId = await ask(world)
  await world.db.inTransaction(async trx => {
    const userId = await findOrMakeUser(trx, world.clock.now(), 'fatima@voorbeeld.nl', 'nl')
    await grantRole(trx, world.clock.now(), { userId, role: 'admin', grantedBy: null })
  })
  expect(await firstAdmin(world.db.read)).toMatchObject({ hasSignedIn: false })
  await follow(world, linkId)
  expect(await firstAdmin(world.db.read)).toMatchObject({ hasSignedIn: true })
})

test('links and sessions that are over are forgotten, the others stay', async () => {
  const world = await makeTestWorld()
  await ask(world)
  world.clock.advance(11 * MINUTE_MS)
  const fresh = await ask(world)
  await world.db.inTransaction(trx => forgetExpiredSignIns(trx, world.clock.now()))
  const links = await world.db.read.selectFrom('sign_in_link').select('id').execute()
  expect(links).toEqual([{ id: fresh }])
})
