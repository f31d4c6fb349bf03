import { expect, test } from 'vitest'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { badRequest, forbidden, signedOut, tooMany } from '#app/http/responses.server.ts'
import type { RouteModule } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** When a request cannot be answered, the reader gets words in their language, and nobody gets the error itself. */

const SECRET = 'a detail that is nobody’s business'

function thrower(make: () => unknown): RouteModule {
  const fail = () => {
    throw make()
  }
  return { loader: fail, action: fail, default: () => <p>never shown</p> }
}

function withCode(code: string): Error {
  return Object.assign(new Error(SECRET), { code })
}

const FAILURES: [string, () => unknown, number, string, string][] = [
  ['bad', badRequest, 400, 'Dit konden we niet lezen', 'We could not read this'],
  ['signed-out', signedOut, 401, 'Je bent uitgelogd', 'You are signed out'],
  ['forbidden', forbidden, 403, 'Dit is niet voor jou', 'This is not yours to see'],
  [
    'gone',
    () => new Response(null, { status: 410 }),
    410,
    'Deze link werkt niet meer',
    'This link no longer works',
  ],
  ['too-many', () => tooMany(90), 429, 'Even wachten', 'A moment, please'],
  ['broken', () => new Error(SECRET), 500, 'Er ging iets mis bij ons', 'Something went wrong on our side'],
  ['full', () => withCode('SQLITE_FULL'), 503, 'Even niet bereikbaar', 'Out of reach for a moment'],
  ['read-only', () => withCode('SQLITE_READONLY'), 503, 'Even niet bereikbaar', 'Out of reach for a moment'],
  ['silent', () => new GatewayUnavailable(SECRET), 503, 'Even niet bereikbaar', 'Out of reach for a moment'],
]

test.each(FAILURES)('%s', async (name, make, status, dutch, english) => {
  const world = await makeTestWorld()
  const site = await openTestSite(world, [
    { pattern: `/${name}`, file: `${name}.tsx`, module: thrower(make) },
  ])
  for (const [language, words] of [
    ['nl', dutch],
    ['en', english],
  ] as const) {
    const answers = [
      await site.visitor().get(`/${name}`, { headers: { 'Accept-Language': language } }),
      await site.visitor().post(`/${name}`, {}, { headers: { 'Accept-Language': language } }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(status)
      expect(answer.text).toContain(`<html lang="${language}">`)
      expect(answer.text).toContain(words)
      expect(answer.text).not.toContain(SECRET)
      expect(answer.text).not.toMatch(/at \w+ \(|\.tsx?:\d/)
    }
  }
  expect(world.logLines.join('')).not.toContain(SECRET)
  if (status >= 500) expect(world.logLines.join('')).toContain('"request failed"')
})

test('how long to wait, and which method is taken, are said in the headers as well', async () => {
  const site = await openTestSite(await makeTestWorld(), [
    { pattern: '/too-many', file: 'too-many.tsx', module: thrower(() => tooMany(90)) },
    { pattern: '/silent', file: 'silent.tsx', module: thrower(() => new GatewayUnavailable('no answer')) },
  ])
  expect((await site.visitor().get('/too-many')).headers['retry-after']).toBe('90')
  expect((await site.visitor().get('/silent')).headers['retry-after']).toBe('30')
  const { status, headers, text } = await site
    .visitor()
    .get('/sign-out', { headers: { Accept: 'text/html' } })
  expect([status, headers.allow]).toEqual([405, 'POST'])
  expect(text).toContain('Hier valt niets te lezen')
})

test('an unknown page knows who is reading', async () => {
  const site = await openTestSite(await makeTestWorld())
  const user = await site.signIn('fatima@voorbeeld.nl')
  const { status, text } = await user.get('/nothing-here')
  expect(status).toBe(404)
  expect(text).toContain('fatima@voorbeeld.nl')
})

test('whoever asks for the data of one route, as an older Remix did, gets the page, and the log no error', async () => {
  const world = await makeTestWorld()
  const site = await openTestSite(world)
  const asked = { '/?_data=root': 200, '/campaigns?%5Fdata=x&state=live': 200, '/nope?_data': 404 }
  for (const [target, status] of Object.entries(asked)) {
    const answer = await site.visitor().get(target)
    expect([target, answer.status]).toEqual([target, status])
    expect(answer.text).toContain('</html>')
  }
  expect(await site.visitor().post('/sign-in?_data=root', { email: 'a@voorbeeld.nl' })).toMatchObject({
    status: 303,
    headers: { location: '/sign-in/sent' },
  })
  expect(world.logLines.filter(line => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([])
})
