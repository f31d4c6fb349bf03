import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceRoutes } from '#tests/support/source-build.ts'
import type { SourceRoute } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, VisitOptions } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/**
 * What no route gets to see: forms of other sites, requests that were meant for another host, bodies that are too
 * large, methods that nothing here takes.
 */

let world: TestWorld
let site: TestSite
let routes: SourceRoute[]

beforeAll(async () => {
  world = await makeTestWorld()
  site = await openTestSite(world)
  routes = await sourceRoutes()
})
afterAll(async () => {
  await site.close()
  await world.close()
})

/** An address under a pattern; that there is nothing under it does not matter here. */
function addressOf(pattern: string): string {
  return pattern.replaceAll(/:[^/]+|\*/g, '01a20cde-30a4-71d7-9052-606d8b2dbcf7')
}

const FOREIGN: Record<string, VisitOptions> = {
  'another origin': { headers: { Origin: 'https://evil.test' } },
  'the origin null': { headers: { Origin: 'null' } },
  'no origin': { without: ['Origin'] },
  'no origin and no Sec-Fetch-Site': { without: ['Origin', 'Sec-Fetch-Site'] },
  'our name over plain http': { headers: { Origin: 'http://stadmakers.test' } },
  'our name on another port': { headers: { Origin: 'https://stadmakers.test:8443' } },
  'a name that begins with ours': { headers: { Origin: 'https://stadmakers.test.evil.test' } },
  'our origin, from another site by Sec-Fetch-Site': { headers: { 'Sec-Fetch-Site': 'cross-site' } },
  'our origin, from another host of ours': { headers: { 'Sec-Fetch-Site': 'same-site' } },
}

describe('a form is only taken from a page of ours', () => {
  test.each(Object.entries(FOREIGN))('%s is refused by every route that takes one', async (_, options) => {
    const takers = routes.filter(({ pattern, module }) => module.action && !pattern.startsWith('/webhooks/'))
    expect(takers.length).toBeGreaterThan(3)
    const admin = await site.signIn('admin@voorbeeld.nl', ['admin'])
    for (const { pattern } of takers) {
      for (const address of [addressOf(pattern), `${addressOf(pattern)}.data`]) {
        const { status, text } = await admin.post(address, { email: 'a@voorbeeld.nl' }, options)
        expect([address, status]).toEqual([address, 403])
        expect(text).toContain('Dit verzoek hebben we geweigerd')
      }
    }
    expect(await world.db.read.selectFrom('letter').select('id').execute()).toEqual([])
  })

  test('a form of ours does reach those routes', async () => {
    const { status } = await site.visitor().post('/sign-in', { email: 'not an address' })
    expect(status).toBe(422)
  })

  test('whatever the method, if it is not one that only reads', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const { status } = await site.visitor().post('/sign-in', {}, { method, without: ['Origin'] })
      expect([method, status]).toEqual([method, 403])
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status } = await site.visitor().post('/sign-in', {}, { method })
      expect([method, status]).toEqual([method, 405])
    }
  })

  test('webhooks come without an origin, and are not refused for that', async () => {
    const { status } = await site.visitor().post('/webhooks/nobody-listens', {}, { without: ['Origin'] })
    expect(status).toBe(404)
  })

  test('the refusal speaks the reader’s language', async () => {
    const options = { headers: { Origin: 'null', 'Accept-Language': 'en' } }
    const { text } = await site.visitor().post('/sign-in', {}, options)
    expect(text).toContain('<html lang="en">')
    expect(text).toContain('We refused this request')
  })
})

describe('a request for another host is not ours to answer', () => {
  test.each(['evil.test', 'stadmakers.test.evil.test', 'stadmakers.test:8080', '127.0.0.1', 'localhost', ''])(
    '%j is misdirected',
    async host => {
      const { status, headers } = await site.visitor().get('/sign-in', { headers: { Host: host } })
      expect(status).toBe(421)
      expect(headers['set-cookie']).toBeUndefined()
    },
  )

  test('our own name is ours in capitals as well', async () => {
    const { status } = await site.visitor().get('/sign-in', { headers: { Host: 'STADMAKERS.test' } })
    expect(status).toBe(200)
  })

  test('health is told to whoever asks on this machine', async () => {
    const { status, text } = await site.visitor().get('/health', { headers: { Host: '127.0.0.1' } })
    expect([status, text]).toEqual([200, '{"health":"ok"}'])
  })

  test('a forged host does not get into a letter', async () => {
    const { status } = await site
      .visitor()
      .post('/sign-in', { email: 'victim@voorbeeld.nl' }, { headers: { 'X-Forwarded-Host': 'evil.test' } })
    expect(status).toBe(303)
    const letter = await world.db.read.selectFrom('letter').select('props').executeTakeFirstOrThrow()
    const { linkId } = JSON.parse(letter.props) as { linkId: string }
    expect(new URL(world.links.signIn(linkId)).host).toBe('stadmakers.test')
  })

  test.each(['/%', '/%zz', '/%C0%AF', '/sign-in/%e0%80'])(
    '%s cannot be read as an address',
    async address => {
      const { status, text } = await site.visitor().get(address)
      expect(status).toBe(400)
      expect(text).toContain('Dit konden we niet lezen')
    },
  )

  test.each(['/sign-in%00', '/x%0a%0dy', '/%7F'])('%s is an address of nothing', async address => {
    expect((await site.visitor().get(address)).status).toBe(404)
  })

  test('an address that names a host itself is not read as one of ours', async () => {
    expect((await site.visitor().get('http://evil.test/sign-in')).status).toBe(400)
    expect((await site.visitor().get('//evil.test/sign-in')).status).toBe(404)
  })
})

test('in a demonstration the other names of this machine lead to the one that forms are taken from', async () => {
  const demo = await makeTestWorld({
    settings: { APP_MODE: 'demo', PUBLIC_URL: 'http://127.0.0.1:4000' },
  })
  const demoSite = await openTestSite(demo)
  const { status, headers } = await demoSite
    .visitor()
    .get('/sign-in?returnTo=%2Fmy', { headers: { Host: 'localhost:4000' } })
  expect([status, headers.location]).toEqual([307, 'http://127.0.0.1:4000/sign-in?returnTo=%2Fmy'])
  const posted = await demoSite.visitor().post('/sign-in', {}, { headers: { Host: 'localhost:4000' } })
  expect(posted.status).toBe(421)
  const foreign = await demoSite.visitor().get('/sign-in', { headers: { Host: 'evil.test' } })
  expect(foreign.status).toBe(421)
})

describe('a body has a size', () => {
  const KB = 1024

  test.each([
    ['/sign-in', 64 * KB, 'application/x-www-form-urlencoded'],
    ['/webhooks/nobody-listens', 256 * KB, 'application/json'],
    ['/my/campaigns/1/edit/idea', 256 * KB, 'application/x-www-form-urlencoded'],
    ['/my/campaigns/1/updates/new', 256 * KB, 'application/x-www-form-urlencoded'],
    ['/my/campaigns/1/picture', 9 * KB * KB, 'multipart/form-data; boundary=x'],
  ])('%s takes %d bytes and not one more', async (address, limit, type) => {
    const send = (bytes: number) =>
      site.visitor().send('POST', address, Buffer.alloc(bytes, 'a'), { headers: { 'Content-Type': type } })
    expect((await send(limit)).status).not.toBe(413)
    expect((await send(limit + 1)).status).toBe(413)
  })

  test('a body that does not say how large it is, is cut where it becomes too large', async () => {
    const { status, text } = await site.visitor().send('POST', '/sign-in', Buffer.alloc(10 * KB * KB, 'a'), {
      headers: { 'Transfer-Encoding': 'chunked' },
      without: ['Content-Length'],
    })
    expect(status).toBe(413)
    expect(text).toContain('Dit is te groot')
  })

  test.each([
    ['/admin/bank', true],
    ['/admin/bank', false],
    ['/my/campaigns/1/picture', true],
    ['/sign-in', true],
  ])(
    'who sends 40 MB to %s before reading, as a browser does, reads why not (length said: %s)',
    async (address, isSaid) => {
      const socket = connect(site.port, '127.0.0.1')
      const { host } = new URL(world.config.PUBLIC_URL)
      const length = isSaid ? `Content-Length: ${40 * KB * KB}` : 'Transfer-Encoding: chunked'
      // As a proxy does, and some programs: then the connection is ended with the answer.
      const kind = 'Connection: close\r\nContent-Type: multipart/form-data; boundary=x'
      socket.write(
        `POST ${address} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${world.config.PUBLIC_URL}\r\n${kind}\r\n${length}\r\n\r\n`,
      )
      const piece = Buffer.alloc(KB * KB, 'a')
      const framed = isSaid ? piece : Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')])
      for (let sent = 0; sent < 40; sent += 1)
        await new Promise<void>((resolve, reject) =>
          socket.write(framed, error => (error ? reject(error) : resolve())),
        )
      if (!isSaid) socket.write('0\r\n\r\n')
      socket.end()
      const answer = await text(socket)
      expect(answer).toContain('HTTP/1.1 413')
      expect(answer).toContain('Dit is te groot')
    },
  )

  test('what is no form is refused with words, not with an error of ours', async () => {
    const { status, text } = await site.visitor().send('POST', '/sign-in', '{"email":"a@voorbeeld.nl"}', {
      headers: { 'Content-Type': 'application/json' },
    })
    expect(status).toBe(400)
    expect(text).toContain('Dit konden we niet lezen')
  })
})
