import { expect, test } from 'vitest'
import type { RouteModule } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** The log says what happened, and nothing about who it happened to. */

const CANARIES = {
  email: 'kanarie-een@voorbeeld.nl',
  name: 'Kanarievogel Twee',
  iban: 'NL13TEST0123456789',
  note: 'een kanarie van een bericht',
  token: 'kanarietoken4',
  card: '4242424242424243',
  cookie: 'kanariekoek6',
  path: 'kanariepad7',
  query: 'kanarievraag8',
  agent: 'kanariebrowser9',
  error: 'kanariefout10',
  json: 'kanariejson11',
}

test('twelve canaries fly through every kind of request, and not one of them sits in the log', async () => {
  const world = await makeTestWorld({ settings: { LOG_LEVEL: 'debug', TRUSTED_PROXIES: '1' } })
  const broken: RouteModule = {
    loader: () => {
      throw new Error(`could not parse ${CANARIES.error} of ${CANARIES.email}`)
    },
    action: async ({ request }) => {
      throw new TypeError(`bad form: ${await request.text()}`)
    },
    default: () => null,
  }
  const site = await openTestSite(world, [{ pattern: '/broken/:what', file: 'broken.tsx', module: broken }])
  const headers = { 'User-Agent': CANARIES.agent, Referer: `https://x.test/${CANARIES.path}` }
  const from = { 'X-Forwarded-For': '203.0.113.87' }
  const fields = { email: CANARIES.email, name: CANARIES.name, iban: CANARIES.iban, note: CANARIES.note }
  const user = await site.signIn(CANARIES.email, ['admin'])
  const guest = site.visitor()
  guest.cookies.set('__Host-session', CANARIES.cookie)
  guest.cookies.set('__Host-browser', CANARIES.cookie)
  for (const visitor of [user, guest]) {
    for (const path of [
      `/sign-in?returnTo=/${CANARIES.path}`,
      `/sign-in/${CANARIES.path}?k=${CANARIES.token}`,
      `/broken/${CANARIES.path}?q=${CANARIES.query}`,
      `/${CANARIES.path}?email=${encodeURIComponent(CANARIES.email)}`,
      `/campaigns/${CANARIES.path}?q=${CANARIES.query}`,
      `/pledges/${CANARIES.path}?k=${CANARIES.token}`,
      `/pictures/${CANARIES.path}`,
    ]) {
      await visitor.get(path, { headers: { ...headers, ...from } })
      await visitor.post(path, fields, { headers: { ...headers, ...from } })
      await visitor.post(path, fields, { headers: { ...headers, Origin: `https://${CANARIES.path}.test` } })
    }
    await visitor.post('/sign-in', { email: CANARIES.email }, { headers })
    await visitor.post('/sign-in', { ...fields, card: CANARIES.card }, { headers })
    await visitor.get('/sign-in', { headers: { Host: `${CANARIES.path}.test` } })
    await visitor.send('POST', '/sign-in', CANARIES.note.repeat(10_000), { headers })
    await visitor.send('POST', '/webhooks/stripe', `{"card":"${CANARIES.card}","x":"${CANARIES.json}"`, {
      headers: { 'Content-Type': 'application/json', 'Stripe-Signature': CANARIES.token },
    })
  }
  const log = world.logLines.join('')
  expect(world.logLines.length).toBeGreaterThan(40)
  for (const canary of Object.values(CANARIES)) expect(log).not.toContain(canary)
  expect(log).not.toContain(encodeURIComponent(CANARIES.email))
  expect(log).not.toContain('203.0.113.87')
  expect(log).toContain('203.0.113.0/24')
})

test('each request leaves one line that can be found by its id, with the route and not the address', async () => {
  const world = await makeTestWorld()
  const site = await openTestSite(world)
  const { headers } = await site.visitor().get('/sign-in/01a20cde-30a4-71d7-9052-606d8b2dbcf7?k=x')
  const lines = world.logLines.map(line => JSON.parse(line) as Record<string, unknown>)
  const [line, ...others] = lines.filter(({ requestId }) => requestId === headers['x-request-id'])
  expect(others).toEqual([])
  expect(Object.keys(line ?? {}).sort()).toEqual(
    ['from', 'isWhole', 'level', 'method', 'ms', 'requestId', 'route', 'status', 'time'].sort(),
  )
  expect(line).toMatchObject({ method: 'GET', route: '/sign-in/:linkId', status: 404, isWhole: true })
})

test('nobody can write a line into the log by what they send', async () => {
  const world = await makeTestWorld()
  const site = await openTestSite(world)
  await site.visitor().get('/x%0A%7B%22level%22%3A30%7D', { headers: { 'User-Agent': 'a' } })
  await site.visitor().post('/sign-in', { email: 'a@b.nl\n{"level":30,"forged":true}' })
  for (const line of world.logLines) {
    expect(line.trimEnd()).not.toContain('\n')
    expect(JSON.parse(line)).not.toHaveProperty('forged')
  }
})
