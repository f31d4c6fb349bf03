import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { findOrMakeUser } from '#app/domain/users/users.server.ts'
import { createPageCache, pageKey } from '#app/http/page-cache.server.ts'
import { PAGE_CACHE_HEADER, publicPage } from '#app/http/public-page.ts'
import { sourceRoutes } from '#tests/support/source-build.ts'
import type { RouteModule, SourceRoute } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** A finished page is given again only while it would come out the same, and never to who is signed in. */

/** A public page that says how often it was made and how many users there are. */
function countingPage(more: Partial<RouteModule> = {}) {
  const page = { made: 0 }
  const module: RouteModule = {
    headers: publicPage,
    loader: async ({ context }: LoaderFunctionArgs) => {
      page.made += 1
      const users = await context.world.db.read.selectFrom('user').select('id').execute()
      return { users: users.length }
    },
    default: function Counted() {
      return <p>{`users: ${useLoaderData<{ users: number }>().users}.`}</p>
    },
    ...more,
  }
  const route: SourceRoute = { pattern: '/counted', file: 'counted.tsx', module }
  return { page, route }
}

async function open(more?: Partial<RouteModule>) {
  const world = await makeTestWorld()
  const { page, route } = countingPage(more)
  return { world, page, site: await openTestSite(world, [route]) }
}

function addUser(world: TestWorld, email: string): Promise<string> {
  return world.db.inTransaction(trx => findOrMakeUser(trx, world.clock.now(), email, 'nl'))
}

describe('a public page', () => {
  test('is made once for many guests, each with a nonce of their own', async () => {
    const { page, site } = await open()
    const answers = []
    for (let time = 0; time < 5; time += 1) answers.push(await site.visitor().get('/counted'))
    expect(page.made).toBe(1)
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1)
    expect(new Set(answers.map(answer => answer.headers['content-security-policy'])).size).toBe(5)
    for (const { status, headers } of answers) {
      expect(status).toBe(200)
      expect(headers['content-encoding']).toBe('br')
      expect(headers['cache-control']).toBe('no-cache')
      expect(headers[PAGE_CACHE_HEADER.toLowerCase()]).toBeUndefined()
    }
  })

  test('shows a change in the database at once', async () => {
    const { world, site } = await open()
    for (let users = 0; users < 5; users += 1) {
      expect((await site.visitor().get('/counted')).text).toContain(`users: ${users}.`)
      await addUser(world, `a${users}@voorbeeld.nl`)
    }
  })

  test('shows at once what another process changed', async () => {
    const { world, site } = await open()
    expect((await site.visitor().get('/counted')).text).toContain('users: 0.')
    const { openDatabase } = await import('#db/database.server.ts')
    const other = openDatabase(world.database.address)
    await other.inTransaction(trx => findOrMakeUser(trx, world.clock.now(), 'a@voorbeeld.nl', 'nl'))
    expect((await site.visitor().get('/counted')).text).toContain('users: 1.')
    await other.close()
  })

  test('is made anew after half a minute, or when the clock was set back', async () => {
    const { world, page, site } = await open()
    const madeAfter = async (ms: number) => {
      world.clock.advance(ms)
      await site.visitor().get('/counted')
      return page.made
    }
    expect(await madeAfter(0)).toBe(1)
    expect(await madeAfter(29_999)).toBe(1)
    expect(await madeAfter(1)).toBe(2)
    expect(await madeAfter(-3_600_000)).toBe(3)
  })

  test('is another page in another language and in another encoding', async () => {
    const { page, site } = await open()
    const read = (headers: Record<string, string>) => site.visitor().get('/counted', { headers })
    expect((await read({ 'Accept-Language': 'nl' })).text).toContain('lang="nl"')
    expect((await read({ 'Accept-Language': 'en' })).text).toContain('lang="en"')
    expect((await read({ 'Accept-Language': 'nl', 'Accept-Encoding': 'gzip' })).text).toContain('lang="nl"')
    const chosen = { 'Accept-Language': 'nl', Cookie: '__Host-language=en' }
    expect((await read(chosen)).text).toContain('lang="en"')
    expect(page.made).toBe(3)
  })

  test('is made anew for who is signed in, and what they see is not given to guests', async () => {
    const { page, site } = await open()
    await site.visitor().get('/counted')
    const user = await site.signIn('fatima@voorbeeld.nl')
    await site.visitor().get('/counted')
    const made = page.made
    const own = await user.get('/counted')
    expect(own.text).toContain('fatima@voorbeeld.nl')
    expect(own.headers['cache-control']).toBe('no-store')
    expect(page.made).toBe(made + 1)
    const guest = await site.visitor().get('/counted')
    expect(guest.text).not.toContain('fatima@voorbeeld.nl')
    expect(page.made).toBe(made + 1)
  })

  test('is made anew for a query that it does not know, and such a page is not kept', async () => {
    const { page, site } = await open()
    for (let time = 0; time < 3; time += 1) await site.visitor().get('/counted?nonsense=1')
    await site.visitor().get('/counted?k=token')
    expect(page.made).toBe(4)
    for (let time = 0; time < 3; time += 1) await site.visitor().get('/counted?after=a')
    expect(page.made).toBe(5)
  })
})

describe('not kept', () => {
  test.each<[string, Partial<RouteModule>]>([
    ['a page that does not say it is public', { headers: undefined }],
    [
      'a page that sets a cookie',
      { headers: () => ({ [PAGE_CACHE_HEADER]: 'public', 'Set-Cookie': 'a=b; Path=/' }) },
    ],
  ])('%s', async (_, more) => {
    const made: number[] = []
    const { page, site } = await open(more)
    for (let time = 0; time < 3; time += 1) {
      await site.visitor().get('/counted')
      made.push(page.made)
    }
    expect(made).toEqual([1, 2, 3])
  })

  test('a page that is not there', async () => {
    let looked = 0
    const { site } = await open({
      loader: () => {
        looked += 1
        throw new Response(null, { status: 404 })
      },
    })
    for (let time = 0; time < 3; time += 1) expect((await site.visitor().get('/counted')).status).toBe(404)
    expect(looked).toBe(3)
  })
})

test('a page that was made while the database changed is old at once', () => {
  const pages = createPageCache()
  const key = pageKey('/', '', 'nl', 'br') ?? ''
  pages.keep(key, '7', 0, { status: 200, headers: [], body: Buffer.from('old') })
  expect(pages.find(key, '8', 0)).toBeNull()
  expect(pages.find(key, '7', 0)).toBeNull()
})

test('it keeps no more than it may: the oldest page goes first', () => {
  const pages = createPageCache()
  const page = { status: 200, headers: [], body: Buffer.alloc(1_024 * 1_024) }
  for (let number = 0; number < 40; number += 1) pages.keep(`page ${number}`, '1', 0, page)
  const kept = Array.from({ length: 40 }, (_, number) => pages.find(`page ${number}`, '1', 0) !== null)
  expect(kept.filter(Boolean)).toHaveLength(32)
  expect(kept.slice(0, 8)).toEqual(Array(8).fill(false))
})

test('no public page of ours asks for a framework’s scripts: their nonce would be kept with it', async () => {
  const cached = (await sourceRoutes()).filter(({ module }) => module.headers === publicPage)
  expect(cached.length).toBeGreaterThan(0)
  for (const { pattern, module } of cached) expect([pattern, module.handle]).toEqual([pattern, undefined])
})
