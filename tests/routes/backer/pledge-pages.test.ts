/**
 * Proves a backer's own pages over HTTP: the thank-you page says what the books say, whatever came first; the manage
 * page shows the way of the pledge and changes who sees the name; withdrawing takes two steps and leaves a time; a
 * refused card can be paid in another way; and a link that was altered opens nothing.
 */
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#app/domain/clock.ts'
import { movePledge } from '#app/domain/pledges/pledges.server.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import type { Wanted } from '#tests/support/pledging.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function aPledge(wanted: Wanted = {}) {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway })
  const campaign = await aLiveCampaign(world)
  const { pledgeId } = await pledgeTo(world, campaign.campaignId, wanted)
  const sessionId = gateway.checkouts[0]?.reading.sessionId ?? ''
  const site = await openTestSite(world)
  const at = (address: string) => new URL(address).pathname + new URL(address).search
  const manage = at(world.links.managePledge(pledgeId))
  return {
    world,
    gateway,
    campaign,
    pledgeId,
    sessionId,
    visitor: site.visitor(),
    thanks: at(world.links.thanks(pledgeId)).replace('{CHECKOUT_SESSION_ID}', sessionId),
    manage,
    withdrawal: manage.replace('?', '/withdrawal?'),
    recovery: at(world.links.recoverPledge(pledgeId)),
    /** The backer pays, and what the page hinted at is looked at. */
    pay: async () => {
      gateway.complete(sessionId)
      await workOff(world)
    },
  }
}

/** A pledge by card whose campaign succeeded, and whose card was then refused. */
async function aRefusedCard() {
  const pledge = await aPledge({ method: 'card', amount: 500_00 })
  await pledge.visitor.get(pledge.thanks)
  await pledge.pay()
  pledge.world.clock.set('2026-12-13T09:00:00.000Z')
  const declined = { code: 'card_declined', declineCode: 'insufficient_funds', adviceCode: 'try_again_later' }
  pledge.gateway.refusals.push({ ...declined, paymentIntentId: 'pi_refused', message: 'no' })
  await workOff(pledge.world)
  expect(await stateOf(pledge.world, pledge.pledgeId)).toBe('action_required')
  return pledge
}

describe('the thank-you page', () => {
  test('before any webhook says that it waits, looks again by itself, and gives the hint that books the payment', async () => {
    const { visitor, thanks, pay, world, pledgeId } = await aPledge({ tip: 100 })
    const before = await visitor.get(thanks)
    expect(before.status).toBe(200)
    expect(before.text).toContain('We wachten op de bevestiging')
    expect(before.headers.refresh).toMatch(/^3;url=\/pledges\/.*n=1$/)
    expect(before.headers['cache-control']).toBe('no-store')
    expect(await stateOf(world, pledgeId)).toBe('checkout_open')
    await pay()
    const after = await visitor.get(thanks)
    expect(after.text.replaceAll('\u00a0', ' ')).toContain('Je betaling van € 18,10 is binnen')
    expect(after.text).toContain('zaterdag 12 december 2026')
    expect(after.headers.refresh).toBeUndefined()
  })

  test('is right when the webhook came first', async () => {
    const { visitor, thanks, world, pledgeId } = await aPledge({ method: 'card' })
    await world.db.inTransaction(trx => movePledge(trx, world.clock.now(), pledgeId, 'card-saved'))
    const page = await visitor.get(thanks)
    expect(page.text).toContain('Je kaart is bewaard')
    expect(page.text).toContain('https://stadmakers.test/campaigns/')
  })

  test('stops looking after a minute, says that a letter follows, and the letter does', async () => {
    const { visitor, thanks, pay, world, pledgeId } = await aPledge()
    await visitor.get(thanks)
    const page = await visitor.get(`${thanks}&n=20`)
    expect(page.headers.refresh).toBeUndefined()
    expect(page.text).toContain('krijg je een brief per mail')
    await pay()
    expect(await lettersOf(world, pledgeId)).toEqual(['pledge-receipt'])
  })

  test('of a Checkout that ran out says that nothing was charged, and leads to the form as it was', async () => {
    const { visitor, thanks, gateway, sessionId, world, pledgeId } = await aPledge({ amount: 2345 })
    gateway.expire(sessionId)
    await visitor.get(thanks)
    await workOff(world)
    const page = await visitor.get(thanks)
    expect(page.text).toContain('Er is niets afgeschreven')
    const again = /href="([^"]*\/pledge\?[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const { pathname, search } = new URL(again)
    const form = await visitor.get(pathname + search)
    expect(form.text).toContain('value="23,45"')
    expect(form.text).not.toContain(`value="${pledgeId}"`)
  })

  test('a hint with a session of another pledge, or none at all, hints at nothing', async () => {
    const { visitor, thanks, world } = await aPledge()
    const jobs = () =>
      world.db.read.selectFrom('job').select('kind').where('kind', '=', 'look-at-checkout').execute()
    await visitor.get(thanks.replace(/cs=[^&]*/, 'cs=cs_of_somebody'))
    await visitor.get(thanks.replace(/&cs=[^&]*/, ''))
    await visitor.get(thanks.replace(/cs=[^&]*/, `cs=${'x'.repeat(5_000)}`))
    expect(await jobs()).toEqual([])
    await visitor.get(thanks)
    await visitor.get(thanks)
    expect(await jobs()).toHaveLength(1)
  })
})

describe('the manage page', () => {
  test('shows what was pledged and the way it went, in the language of the reader', async () => {
    const { visitor, thanks, manage, pay } = await aPledge()
    await visitor.get(thanks)
    await pay()
    const dutch = await visitor.get(manage)
    expect(dutch.text).toContain('Betaald, we houden het geld vast')
    expect(dutch.text).toContain('Je betaling kwam binnen')
    expect(dutch.text).toContain('gebeurd, 24 november 2026, 10:00')
    expect(dutch.text).toContain('Trek mijn toezegging in')
    const english = await visitor.get(manage, { headers: { 'Accept-Language': 'en' } })
    expect(english.text).toContain('Your payment arrived')
    expect(english.text).toContain('Withdraw my pledge')
  })

  test('hides the name and shows it again', async () => {
    const { visitor, thanks, manage, pay, world, pledgeId } = await aPledge()
    expect((await visitor.get(manage)).text).not.toContain('Op de muur')
    await visitor.get(thanks)
    await pay()
    const isVisible = async () =>
      (
        await world.db.read
          .selectFrom('pledge')
          .select('name_visible')
          .where('id', '=', pledgeId)
          .executeTakeFirstOrThrow()
      ).name_visible
    const answer = await visitor.post(manage, { show: 'no' })
    expect(answer.status).toBe(303)
    expect(await isVisible()).toBe(0)
    const page = await visitor.get(answer.headers.location ?? '')
    expect(page.text).toContain('Dat is veranderd')
    expect(page.text).toContain('Laat mijn naam zien')
    await visitor.post(manage, { show: 'yes' })
    expect(await isVisible()).toBe(1)
    expect((await visitor.post(manage, { show: 'maybe' })).status).toBe(400)
  })

  test('opens for no other link: another pledge, another purpose, an altered one', async () => {
    const { visitor, manage, thanks, world, campaign } = await aPledge()
    const other = await pledgeTo(world, campaign.campaignId, { email: 'other@example.test' })
    const key = (path: string) => /k=([^&]*)/.exec(path)?.[1] ?? ''
    const wrong = [
      manage.replace(/k=.*/, ''),
      manage.replace(/k=.*/, 'k=x'),
      manage.replace(/k=.*/, `k=${key(thanks)}`),
      `/pledges/${other.pledgeId}?k=${key(manage)}`,
      `/pledges/geen-nummer?k=${key(manage)}`,
      `${thanks.replace(/k=[^&]*/, `k=${key(manage)}`)}`,
    ]
    for (const path of wrong) {
      const page = await visitor.get(path)
      expect([path, page.status]).toEqual([path, 404])
      expect(page.text).toContain('Deze link klopt niet')
      expect(page.text).not.toContain('De Ziel van Leiden')
    }
    expect((await visitor.post(wrong[3] ?? '', { show: 'no' })).status).toBe(404)
    expect((await visitor.post((wrong[3] ?? '').replace('?', '/withdrawal?'))).status).toBe(404)
  })
})

describe('withdrawing', () => {
  test('takes two steps, gives the money back, and leaves the time on the page and in a letter', async () => {
    const { visitor, thanks, withdrawal, manage, pay, world, pledgeId, gateway } = await aPledge()
    await visitor.get(thanks)
    await pay()
    const asks = await visitor.get(withdrawal)
    expect(asks.text).toContain('Ja, trek hem in')
    expect(await stateOf(world, pledgeId)).toBe('held')
    world.clock.advance(DAY_MS)
    const answer = await visitor.post(withdrawal)
    expect(answer.status).toBe(303)
    const done = await visitor.get(answer.headers.location ?? '')
    expect(done.text).toContain('Ingetrokken op 25 november 2026, 10:00')
    expect(done.text).not.toContain('Ja, trek hem in')
    await workOff(world)
    expect(gateway.refunds).toMatchObject([{ amount: 1710 }])
    expect(await lettersOf(world, pledgeId)).toEqual([
      'pledge-receipt',
      'pledge-withdrawn',
      'pledge-refunded',
    ])
    expect((await visitor.get(manage)).text.replaceAll('\u00a0', ' ')).toContain('€ 17,10: gedaan')
  })

  test('sent twice is done once, and both times answered with the same confirmation', async () => {
    const { visitor, thanks, withdrawal, pay, world, gateway } = await aPledge()
    await visitor.get(thanks)
    await pay()
    const answers = await Promise.all([visitor.post(withdrawal), visitor.post(withdrawal)])
    expect(answers.map(answer => answer.status)).toEqual([303, 303])
    await workOff(world)
    expect(gateway.refunds).toHaveLength(1)
  })

  test('forgets a saved card', async () => {
    const { visitor, thanks, withdrawal, pay, world, pledgeId, gateway, sessionId } = await aPledge({
      method: 'card',
    })
    await visitor.get(thanks)
    await pay()
    await visitor.post(withdrawal)
    await workOff(world)
    expect(await stateOf(world, pledgeId)).toBe('canceled')
    expect(gateway.detached).toEqual([`pm_${sessionId}`])
  })

  test('too late, and before anything was paid, says why and changes nothing', async () => {
    const { visitor, thanks, withdrawal, pay, world, pledgeId } = await aPledge()
    const early = await visitor.post(withdrawal)
    expect(early.status).toBe(409)
    expect(early.text).toContain('Er is nog niet betaald')
    await visitor.get(thanks)
    await pay()
    world.clock.set('2026-12-12T23:00:00.000Z')
    // The last day is over, and nothing is decided yet: only then it is too late.
    expect((await visitor.get(withdrawal)).text).toContain('Ja, trek hem in')
    await world.db.inTransaction(trx => trx.updateTable('campaign').set({ state: 'succeeded' }).execute())
    expect((await visitor.get(withdrawal)).text).toContain('De tijd om in te trekken is voorbij')
    const late = await visitor.post(withdrawal)
    expect(late.status).toBe(409)
    expect(late.text).toContain('De tijd om in te trekken is voorbij')
    expect(await stateOf(world, pledgeId)).toBe('held')
  })
})

describe('paying after a refused card', () => {
  test('tells until when, opens a Checkout with every way to pay, and the payment counts', async () => {
    const { visitor, recovery, manage, gateway, world, pledgeId } = await aRefusedCard()
    expect((await visitor.get(manage)).text).toContain('Je kaart is geweigerd')
    const page = await visitor.get(recovery)
    expect(page.text.replaceAll('\u00a0', ' ')).toContain('Betaal € 500,00')
    expect(page.text).toContain('Dat kan tot 20 december 2026')
    const answer = await visitor.post(recovery)
    expect(answer.status).toBe(303)
    const [, second] = gateway.checkouts
    expect(answer.headers.location).toBe(second?.url)
    expect(second?.request).toMatchObject({ mode: 'payment', methods: ['ideal', 'bancontact', 'card'] })
    gateway.complete(second?.reading.sessionId ?? '')
    const back = new URL(
      second?.request.returnUrl.replace('{CHECKOUT_SESSION_ID}', second.reading.sessionId) ?? '',
    )
    await visitor.get(back.pathname + back.search)
    await workOff(world)
    expect(await stateOf(world, pledgeId)).toBe('held')
    expect((await visitor.get(recovery)).text).toContain('Hier hoef je niets meer te doen')
  })

  test('says so when Stripe is away, and works when it is back', async () => {
    const { visitor, recovery, gateway } = await aRefusedCard()
    gateway.isDown = true
    const page = await visitor.post(recovery)
    expect(page.status).toBe(503)
    expect(page.headers['retry-after']).toBe('60')
    expect(page.text).toContain('antwoordt nu niet')
    gateway.isDown = false
    expect((await visitor.post(recovery)).status).toBe(303)
  })

  test('opens nothing for a pledge that is in order', async () => {
    const { visitor, thanks, recovery, pay, gateway } = await aPledge()
    await visitor.get(thanks)
    await pay()
    const page = await visitor.post(recovery)
    expect(page.status).toBe(409)
    expect(page.text).toContain('Hier hoef je niets meer te doen')
    expect(gateway.checkouts).toHaveLength(1)
  })
})
