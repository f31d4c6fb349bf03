/**
 * Proves the pledge page over HTTP: what is typed wrong comes back with a sentence and nothing lost, what is right
 * leads to one Checkout however often it is sent, and what cannot be (ended, sold out, forged, Stripe away) is said.
 */
import { describe, expect, test } from 'vitest'
import { DAY_MS, instant } from '#app/domain/clock.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway, refusalOf } from '#tests/support/fake-gateway.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { Visit, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function openForm(settings: Record<string, string> = {}) {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway, settings })
  const campaign = await aLiveCampaign(world)
  const rewards = await world.db.read
    .selectFrom('reward')
    .select(['id', 'title'])
    .where('campaign_id', '=', campaign.campaignId)
    .orderBy('position')
    .execute()
  const site = await openTestSite(world)
  return { world, gateway, site, visitor: site.visitor(), rewards, path: `/campaigns/${campaign.slug}/pledge` }
}

/** The fields that nobody sees, as the page gave them. */
function hiddenFields({ text }: Visit): { pledge: string; token: string } {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? ''
  return { pledge: value('pledge'), token: value('token') }
}

type FilledIn = Record<string, string> & { pledge: string; token: string }

async function filledIn(
  visitor: Visitor,
  path: string,
  fields: Record<string, string> = {},
): Promise<FilledIn> {
  const page = await visitor.get(path)
  return {
    ...hiddenFields(page),
    amount: '1710',
    own: '',
    reward: '',
    tip: '0',
    method: 'bank',
    email: 'ans@voorbeeld.nl',
    name: 'Ans de Vries',
    message: 'Mooi plan',
    website: '',
    ...fields,
  }
}

const pledges = (world: Awaited<ReturnType<typeof openForm>>['world']) =>
  world.db.read.selectFrom('pledge').selectAll().execute()

describe('a pledge that is right', () => {
  test('leads to Checkout with the amount, the tip apart, and is kept as it was typed', async () => {
    const { world, gateway, visitor, path, rewards } = await openForm()
    const fields = await filledIn(visitor, path, { amount: 'own', own: '20,50', tip: '100', reward: rewards[0]?.id ?? '' })
    const answer = await visitor.post(path, fields)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('https://checkout.stripe.com/c/pay/cs_1')
    expect(gateway.checkouts[0]?.request).toMatchObject({
      mode: 'payment',
      methods: ['ideal', 'bancontact'],
      lines: [{ amount: 2050 }, { amount: 100 }],
    })
    expect(await pledges(world)).toMatchObject([
      {
        id: fields.pledge,
        state: 'checkout_open',
        amount_cents: 2050,
        tip_cents: 100,
        reward_id: rewards[0]?.id,
        name: 'Ans de Vries',
        name_visible: 1,
        message: 'Mooi plan',
        language: 'nl',
      },
    ])
  })

  test('by card in an all-or-nothing campaign only saves the card', async () => {
    const { gateway, visitor, path } = await openForm()
    await visitor.post(path, await filledIn(visitor, path, { method: 'card' }))
    expect(gateway.checkouts[0]?.request).toMatchObject({ mode: 'setup', methods: ['card'] })
  })

  test('sent fifty times at once is one pledge, one customer and one Checkout, and every sender arrives there', async () => {
    const { world, gateway, visitor, path } = await openForm({ TRUSTED_PROXIES: '1' })
    const fields = await filledIn(visitor, path)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        visitor.post(path, fields, { headers: { 'X-Forwarded-For': `10.0.0.${index}` } }),
      ),
    )
    expect(new Set(answers.map(answer => `${answer.status} ${answer.headers.location}`))).toEqual(
      new Set(['303 https://checkout.stripe.com/c/pay/cs_1']),
    )
    expect(await pledges(world)).toHaveLength(1)
    expect(gateway.checkouts).toHaveLength(1)
    expect(gateway.customers).toHaveLength(1)
  })

  test('that was paid already leads to its thank-you page when the form is sent again', async () => {
    const { world, visitor, path } = await openForm()
    const fields = await filledIn(visitor, path)
    await visitor.post(path, fields)
    await world.db.inTransaction(trx =>
      trx.updateTable('pledge').set({ state: 'held', accepted_at: instant(world.clock.now()) }).where('id', '=', fields.pledge).execute(),
    )
    const answer = await visitor.post(path, { ...fields, amount: '7100' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(new RegExp(`^/pledges/${fields.pledge}/thanks\\?k=`))
    expect(await pledges(world)).toMatchObject([{ amount_cents: 1710 }])
  })
})

describe('what is typed wrong', () => {
  test.each([
    ['0', 'Een bedrag is meer dan nul.', 'An amount is more than zero.'],
    ['-1', 'Een bedrag is meer dan nul.', 'An amount is more than zero.'],
    ['0,005', 'ten hoogste twee cijfers achter de komma', 'at most two digits after the point'],
    ['1e9', 'niet als bedrag lezen', 'cannot read this as an amount'],
    ['1000000000', 'meer dan we in één keer aannemen', 'more than we take at once'],
    ['20000', 'ten hoogste € 10.000', 'at most €10,000'],
    ['4,99', 'geven vanaf € 5', 'give from €5'],
    ['veel', 'niet als bedrag lezen', 'cannot read this as an amount'],
    ['１７', 'niet als bedrag lezen', 'cannot read this as an amount'],
    ['', 'Vul in hoeveel je geeft', 'Fill in how much you give'],
  ])('an amount of %j gets its sentence in both languages, and stays in its field', async (own, nl, en) => {
    const { world, gateway, visitor, path } = await openForm()
    const fields = await filledIn(visitor, path, { amount: 'own', own })
    const dutch = await visitor.post(path, fields)
    const english = await visitor.post(path, fields, { headers: { 'Accept-Language': 'en' } })
    expect([dutch.status, english.status]).toEqual([422, 422])
    expect(dutch.text.replaceAll('\u00a0', ' ')).toContain(nl)
    expect(english.text.replaceAll('\u00a0', ' ')).toContain(en)
    if (own !== '') expect(dutch.text).toContain(`value="${own}"`)
    expect(await pledges(world)).toEqual([])
    expect(gateway.calls).toEqual({})
  })

  test('everything else that was typed is still there, under a summary that links to each field', async () => {
    const { visitor, path } = await openForm()
    const fields = await filledIn(visitor, path, { email: 'geen adres', method: '', name: 'Ans <b>' })
    const page = await visitor.post(path, fields)
    expect(page.status).toBe(422)
    expect(page.text).toContain('2 dingen kloppen nog niet')
    expect(page.text).toContain('href="#field-email"')
    expect(page.text).toContain('href="#field-method"')
    expect(page.text).toContain('value="geen adres"')
    expect(page.text).toContain('value="Ans &lt;b&gt;"')
    expect(page.text).toContain('Mooi plan</textarea>')
    expect(page.text).toMatch(/id="amount-1"[^>]*checked/)
    expect(hiddenFields(page)).toEqual({ pledge: fields.pledge, token: fields.token })
  })

  test('less than the reward costs says what it costs', async () => {
    const { visitor, path, rewards } = await openForm()
    const page = await visitor.post(path, await filledIn(visitor, path, { amount: '710', reward: rewards[1]?.id ?? '' }))
    expect(page.status).toBe(422)
    expect(page.text.replaceAll('\u00a0', ' ')).toContain('‘Een raam’ krijg je vanaf € 71')
  })

  test('a tip above the pledge is asked about', async () => {
    const { visitor, path } = await openForm()
    const page = await visitor.post(path, await filledIn(visitor, path, { amount: '710', tip: '71000' }))
    expect(page.text).toContain('Je fooi is hoger dan wat je geeft')
  })

  test('a field that is no field of the form is refused whole', async () => {
    const { world, visitor, path } = await openForm()
    const answer = await visitor.post(path, await filledIn(visitor, path, { state: 'held' }))
    expect(answer.status).toBe(400)
    expect(await pledges(world)).toEqual([])
  })
})

describe('a limited reward', () => {
  test('shows what is left, and when sold out meanwhile the others are shown and nothing is lost', async () => {
    const { world, visitor, path, rewards } = await openForm()
    const [, window] = rewards
    const open = await visitor.get(`${path}?reward=${window?.id}`)
    expect(open.text).toContain('Nog 2 van 2.')
    expect(open.text).toMatch(new RegExp(`value="${window?.id}"[^>]*checked|checked[^>]*value="${window?.id}"`))
    const fields = await filledIn(visitor, path, { amount: '', reward: window?.id ?? '' })
    await world.db.inTransaction(trx =>
      trx.updateTable('reward').set({ taken: 2 }).where('id', '=', window?.id ?? '').execute(),
    )
    const page = await visitor.post(path, fields)
    expect(page.status).toBe(422)
    expect(page.text).toContain('Deze tegenprestatie is net uitverkocht')
    expect(page.text).toContain('Uitverkocht: Een raam')
    expect(page.text).not.toContain(`value="${window?.id}"`)
    expect(page.text).toContain(`value="${rewards[0]?.id}"`)
    expect(page.text).toContain('value="ans@voorbeeld.nl"')
    expect(await pledges(world)).toEqual([])
  })

  test('is not sold out for the backer who holds the last one and turned back at Checkout', async () => {
    const { world, gateway, site, visitor, path, rewards } = await openForm()
    const id = rewards[1]?.id ?? ''
    await world.db.inTransaction(trx =>
      trx.updateTable('reward').set({ quantity: 1 }).where('id', '=', id).execute(),
    )
    const fields = await filledIn(visitor, path, { amount: '', reward: id })
    expect((await visitor.post(path, fields)).status).toBe(303)
    const stranger = await site.visitor().get(path)
    expect(stranger.text).toContain('Uitverkocht: Een raam')
    const cancelUrl = new URL(gateway.checkouts[0]?.request.cancelUrl ?? '')
    const back = await visitor.get(cancelUrl.pathname + cancelUrl.search)
    expect(back.text).toContain('Je hebt nog niet betaald')
    expect(back.text).toContain(`value="${id}"`)
    expect(back.text).toContain('value="Ans de Vries"')
    expect(hiddenFields(back).pledge).toBe(fields.pledge)
  })
})

describe('what cannot be', () => {
  test('an ended campaign says when it ended, for who opens the form and for who sends it', async () => {
    const { world, gateway, visitor, path } = await openForm()
    const fields = await filledIn(visitor, path)
    world.clock.advance(30 * DAY_MS)
    for (const page of [await visitor.get(path), await visitor.post(path, fields)]) {
      expect(page.status).toBe(410)
      expect(page.text).toContain('zaterdag 12 december 2026')
      expect(page.text).toContain('Er is niets afgeschreven')
      expect(page.text).not.toContain('name="email"')
    }
    expect(await pledges(world)).toEqual([])
    expect(gateway.calls).toEqual({})
  })

  test('a campaign that does not exist is not found', async () => {
    const { visitor } = await openForm()
    expect((await visitor.get('/campaigns/geen/pledge')).status).toBe(404)
  })

  test('a forged or borrowed token starts nothing; the form comes back whole and works when sent again', async () => {
    const { world, visitor, path } = await openForm()
    const fields = await filledIn(visitor, path)
    const other = await filledIn(visitor, path)
    for (const token of ['x', '', other.token]) {
      const page = await visitor.post(path, { ...fields, token })
      expect(page.status).toBe(422)
      expect(page.text).toContain('Dit kwam niet goed over')
      expect(await pledges(world)).toEqual([])
    }
    const page = await visitor.post(path, { ...fields, token: 'x' })
    expect((await visitor.post(path, { ...fields, ...hiddenFields(page) })).status).toBe(303)
  })

  test('a program that fills in every field starts nothing', async () => {
    const { world, gateway, visitor, path } = await openForm()
    const page = await visitor.post(path, await filledIn(visitor, path, { website: 'https://spam.example' }))
    expect(page.status).toBe(422)
    expect(page.text).not.toContain('spam.example')
    expect(await pledges(world)).toEqual([])
    expect(gateway.calls).toEqual({})
  })

  test('Stripe away: the pledge is kept, the form too, and the same form sent again arrives', async () => {
    const { world, gateway, visitor, path } = await openForm()
    const fields = await filledIn(visitor, path)
    gateway.isDown = true
    const page = await visitor.post(path, fields)
    expect(page.status).toBe(503)
    expect(page.headers['retry-after']).toBe('30')
    expect(page.text).toContain('Onze betaaldienst antwoordt niet')
    expect(page.text).toContain('value="ans@voorbeeld.nl"')
    expect(await pledges(world)).toMatchObject([{ id: fields.pledge, state: 'draft' }])
    gateway.isDown = false
    expect((await visitor.post(path, { ...fields, ...hiddenFields(page) })).status).toBe(303)
    expect(await pledges(world)).toHaveLength(1)
  })

  test('Stripe refuses: it says so, and the form is kept', async () => {
    const { gateway, visitor, path } = await openForm()
    gateway.refusals.push(refusalOf('email_invalid'))
    const page = await visitor.post(path, await filledIn(visitor, path))
    expect(page.status).toBe(422)
    expect(page.text).toContain('Onze betaaldienst neemt dit niet aan')
    expect(page.text).toContain('value="ans@voorbeeld.nl"')
  })
})

test('the page is never kept for another visitor: each gets a pledge of its own', async () => {
  const { site, path } = await openForm()
  const ids = await Promise.all([site.visitor(), site.visitor()].map(async each => hiddenFields(await each.get(path)).pledge))
  expect(new Set(ids).size).toBe(2)
})
