import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The headers of every answer: what may load, what is told to others, what may be kept. */

let world: TestWorld
let site: TestSite

beforeAll(async () => {
  world = await makeTestWorld({ settings: { STRIPE_API_BASE: 'http://127.0.0.1:4010' } })
  site = await openTestSite(world)
})
afterAll(async () => {
  await site.close()
  await world.close()
})

/** One of each kind of answer: page, page for one person, no page, refusal, redirect, file, data. */
const ANSWERS = [
  '/sign-in',
  '/sign-in/x?k=y',
  '/nothing-here',
  '/sign-out',
  '/language/en',
  '/mark.svg',
  '/health',
]

describe('every answer', () => {
  test.each(ANSWERS)('%s keeps to itself', async address => {
    const { headers } = await site.visitor().get(address)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test.each(ANSWERS)('%s says what may load, and nothing inline may', async address => {
    const { headers } = await site.visitor().get(address)
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='; /)
    expect(policy).not.toMatch(/unsafe|\*/)
    for (const rule of [
      `style-src 'self'`,
      `img-src 'self' data:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
      `form-action 'self' https://checkout.stripe.com https://connect.stripe.com http://127.0.0.1:4010`,
    ])
      expect(policy.split('; ')).toContain(rule)
  })

  test('has a nonce of its own', async () => {
    const nonces = new Set<string>()
    for (let time = 0; time < 20; time += 1) {
      const { headers } = await site.visitor().get('/sign-in')
      nonces.add(/'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '')
    }
    expect(nonces.size).toBe(20)
  })
})

test('a site over plain http does not promise https', async () => {
  const near = await makeTestWorld({ settings: { PUBLIC_URL: 'http://127.0.0.1:4000' } })
  const { headers } = await (await openTestSite(near)).visitor().get('/sign-in')
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('a page whose address opens something tells other sites nothing of its address', async () => {
  const { headers } = await site.visitor().get('/sign-in/x?k=y')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect((await site.visitor().get('/sign-in')).headers['referrer-policy']).toBe('strict-origin')
})

describe('what may be kept', () => {
  test('nothing that hangs on a session or a token', async () => {
    const user = await site.signIn('fatima@voorbeeld.nl')
    expect((await user.get('/sign-in')).headers['cache-control']).toBe('no-store')
    expect((await user.get('/nothing-here')).headers['cache-control']).toBe('no-store')
    expect((await site.visitor().get('/sign-in/x?k=y')).headers['cache-control']).toBe('no-store')
  })

  test('nothing that sets a cookie', async () => {
    expect((await site.visitor().get('/language/en')).headers['cache-control']).toBe('no-store')
  })

  test('a page for guests is asked for anew each time', async () => {
    expect((await site.visitor().get('/sign-in')).headers['cache-control']).toBe('private, no-cache')
  })
})

describe('files', () => {
  test('are kept for a day, and then asked for by their tag', async () => {
    const { status, headers } = await site.visitor().get('/fonts/fraunces.woff2')
    expect([status, headers['cache-control'], headers['content-type']]).toEqual([
      200,
      'public, max-age=86400',
      'font/woff2',
    ])
    const again = await site
      .visitor()
      .get('/fonts/fraunces.woff2', { headers: { 'If-None-Match': String(headers.etag) } })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  test.each([
    '/../package.json',
    '/fonts/../../package.json',
    '/fonts/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/fonts/..\\..\\package.json',
    '/fonts//../../package.json',
    '/./../package.json',
    '/fonts/%00',
    '/fonts',
    '/.gitignore',
    '/.git/config',
    '/package.json',
    '/app/root.tsx',
    '/assets/../server/index.js',
  ])('%s is not there', async address => {
    const { status, text } = await site.visitor().get(address)
    expect(status).toBe(404)
    expect(text).not.toContain('"dependencies"')
  })

  test('a question for the headers gets no body', async () => {
    const { status, headers, bytes } = await site.visitor().get('/mark.svg', { method: 'HEAD' })
    expect([status, bytes.length]).toEqual([200, 0])
    expect(Number(headers['content-length'])).toBeGreaterThan(0)
  })
})

describe('compression', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=0.5, br;q=0', 'gzip'],
    ['deflate', undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('%s gives %s, and the same page', async (accepted, encoding) => {
    const { headers, text } = await site
      .visitor()
      .get('/sign-in', { headers: { 'Accept-Encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toBe('Accept-Encoding, Accept-Language, Cookie')
    expect(text).toMatch(/^<!DOCTYPE html><html lang="nl">.*<\/html>/s)
  })
})

test('pages ship no script of a framework and nothing inline', async () => {
  for (const address of ['/sign-in', '/nothing-here']) {
    const { text } = await site.visitor().get(address)
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/enhance.js">'])
    expect(text).not.toMatch(/ style=| on\w+=/)
  }
})
