/**
 * Proves the page of the payout account over HTTP: it says how the account stands, asks the name once, leads to Stripe,
 * looks again when the initiator comes back, and is nobody else's.
 */
import { describe, expect, test } from 'vitest'
import { createFakeGateway, refusalOf } from '#tests/support/fake-gateway.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

const PATH = '/my/payout-account'

async function anInitiator() {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway })
  const site = await openTestSite(world)
  const visitor = await site.signIn('fatima@voorbeeld.nl')
  const accounts = () => world.db.read.selectFrom('payout_account').selectAll().execute()
  return { gateway, world, site, visitor, accounts }
}

describe('the payout account', () => {
  test('is not for guests: the page leads to signing in, and a form that was sent says so', async () => {
    const { site } = await anInitiator()
    const guest = site.visitor()
    const page = await guest.get(PATH)
    expect([page.status, page.headers.location]).toEqual([303, '/sign-in?returnTo=%2Fmy%2Fpayout-account'])
    expect((await guest.post(PATH, { name: 'Fatima' })).status).toBe(401)
  })

  test('asks the name, and keeps what was typed wrong', async () => {
    const { visitor, gateway } = await anInitiator()
    expect((await visitor.get(PATH)).text).toContain('Nog niet begonnen')
    const empty = await visitor.post(PATH, { name: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Vul je naam in')
    const long = await visitor.post(PATH, { name: 'f'.repeat(61) })
    expect(long.status).toBe(422)
    expect(long.text).toContain(`value="${'f'.repeat(61)}"`)
    expect((await visitor.post(PATH, { name: 'Fatima', state: 'active' })).status).toBe(400)
    expect(gateway.calls).toEqual({})
  })

  test('leads to Stripe, makes one account however often it is asked, and the name only once', async () => {
    const { visitor, accounts, world } = await anInitiator()
    const answers = [await visitor.post(PATH, { name: 'Fatima' }), await visitor.post(PATH)]
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      expect(answer.headers.location).toMatch(/^https:\/\/connect\.stripe\.com\/setup\/acct_/)
    }
    expect(await accounts()).toMatchObject([{ user_id: visitor.userId, state: 'onboarding' }])
    expect(await world.db.read.selectFrom('user').select('name').execute()).toEqual([{ name: 'Fatima' }])
    expect((await visitor.get(PATH)).text).not.toContain('name="name"')
  })

  test('is looked at when the initiator comes back from Stripe, and not before', async () => {
    const { visitor, gateway } = await anInitiator()
    await visitor.post(PATH, { name: 'Fatima' })
    gateway.payoutAccount = { transfersActive: true, detailsSubmitted: true }
    expect((await visitor.get(PATH)).text).toContain('Stripe mist nog iets')
    const back = await visitor.get(`${PATH}?from=stripe`)
    expect(back.text).toContain('In orde')
    expect(back.text).not.toContain('type="submit">Begin')
    gateway.payoutAccount = { transfersActive: false, detailsSubmitted: true }
    expect((await visitor.get(`${PATH}?from=stripe`)).text).toContain('Stripe kan je nu niet uitbetalen')
  })

  test('says when the link had expired, when Stripe is away, and when Stripe refuses', async () => {
    const { visitor, gateway, accounts } = await anInitiator()
    gateway.isDown = true
    const away = await visitor.post(PATH, { name: 'Fatima' })
    expect(away.status).toBe(503)
    expect(away.text).toContain('Stripe antwoordt nu niet')
    gateway.isDown = false
    gateway.refusals.push(refusalOf('country_unsupported'))
    const refused = await visitor.post(PATH)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Stripe neemt dit niet aan')
    expect(await accounts()).toEqual([])
    await visitor.post(PATH)
    expect((await visitor.get(`${PATH}?from=expired`)).text).toContain('De link naar Stripe was verlopen')
    gateway.isDown = true
    const known = await visitor.get(`${PATH}?from=stripe`)
    expect(known.status).toBe(200)
    expect(known.text).toContain('Stripe mist nog iets')
    expect(known.text).toContain('We laten zien wat we het laatst wisten')
  })
})
