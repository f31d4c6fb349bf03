import { beforeEach, describe, expect, it } from 'vitest'
import { lastChargeMonth } from '#app/domain/payments/another-card.server.ts'
import {
  seeSetup,
  sweepOpenObjects,
  warnOfEndingCards,
  withdraw,
} from '#app/domain/payments/payments.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Money.md 1.4, row 9 · a card that expires before it may be charged gets a letter early, and its backer gives another by
 * the signed link in it.
 */

const GOOD = '4242424242424242'
/** Is saved, and then refused whenever it is charged. */
const REFUSED = '4000000000000341'

let town: Town

/** A pledge by a card that ends in this month (`11/26`), in a campaign with this last day. */
async function saved(expiry: string, deadline = '2026-12-12', number = GOOD, amount = 25_00) {
  const { world } = town
  const { campaignId } = await aLiveCampaign(world, { deadline, title: `Een tuin ${deadline}` })
  const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId, { method: 'card', amount })
  await payByCard(checkoutUrl, number, undefined, expiry)
  await town.settle()
  return { campaignId, pledgeId, page: pathOf(world.links.anotherCard(pledgeId)) }
}

const pathOf = (address: string) => {
  const { pathname, search } = new URL(address)
  return pathname + search
}

const pledgeNow = (pledgeId: string) =>
  town.world.db.read.selectFrom('pledge').selectAll().where('id', '=', pledgeId).executeTakeFirstOrThrow()

const letters = async (pledgeId: string) =>
  (await lettersOf(town.world, pledgeId)).filter(name => name === 'card-ends').length

/** The cards that Stripe still keeps for who made this pledge. */
async function kept(pledgeId: string): Promise<(string | null)[]> {
  const { customer_id } = await pledgeNow(pledgeId)
  return town.sandbox.machine.look(draft =>
    draft.all('payment_method').flatMap(({ id, customer }) => (customer === customer_id ? [id] : [])),
  )
}

/** Presses the button on the page of the letter, and fills in this card. */
async function give(page: string, number: string, expiry = '12/34'): Promise<void> {
  const pressed = await town.site.visitor().post(page)
  expect(pressed.status).toBe(303)
  await payByCard(pressed.headers.location ?? '', number, undefined, expiry)
  await town.settle()
}

describe('row 9 · a saved card', () => {
  beforeEach(async () => {
    town = await openTown()
    await topUp(town.sandbox, 100_00)
  })

  it.each<[string, string, number]>([
    ['11/26', '2026-12-12', 1],
    ['12/26', '2026-12-12', 0],
    // The last day on which it may be tried again, a week after the 24th, is in the month of the card.
    ['12/26', '2026-12-23', 0],
    ['12/26', '2026-12-24', 1],
    ['01/27', '2026-12-24', 0],
  ])('that ends in %s, in a campaign until %s: %i letter', async (expiry, deadline, count) => {
    const { pledgeId } = await saved(expiry, deadline)
    await town.pass('1d')
    expect(await letters(pledgeId)).toBe(count)
  })

  it('is told of once, in words, with the way to give another', async () => {
    const { pledgeId, page } = await saved('11/26')
    await town.pass('3d')
    expect(await letters(pledgeId)).toBe(1)
    const letter = town.world.postman.sent.find(({ subject }) => subject.includes('verloopt te vroeg'))
    expect(letter?.text).toContain('geldig tot en met november 2026')
    expect(letter?.text).toContain(page)
  })

  it('is replaced by the link: the new one is charged, the old one is forgotten, no other letter comes', async () => {
    const { pledgeId, page, campaignId } = await saved('11/26', '2026-12-12', REFUSED)
    const before = await pledgeNow(pledgeId)
    const other = await pledgeTo(town.world, campaignId, { amount: 400_00 })
    await payByBank(other.checkoutUrl)
    await town.pass('1d')
    const shown = await town.site.visitor().get(page)
    expect(shown.text).toContain('De kaart die we nu hebben, is geldig tot en met november 2026.')
    expect(shown.text).toContain('Er wordt nu niets afgeschreven.')
    await give(page, GOOD)
    const after = await pledgeNow(pledgeId)
    expect(after).toMatchObject({ state: 'committed', card_ends: '2034-12' })
    expect(after.payment_method_id).not.toBe(before.payment_method_id)
    expect(await kept(pledgeId)).toEqual([after.payment_method_id])
    await town.pass('20d')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await letters(pledgeId)).toBe(1)
  })

  it('stays the one that counts until the other is saved, and what is told late of it changes nothing', async () => {
    const { pledgeId, page } = await saved('11/26')
    const first = await pledgeNow(pledgeId)
    const firstSetup = town.sandbox.machine.look(draft =>
      draft.all('setup_intent').find(({ payment_method }) => payment_method === first.payment_method_id),
    )
    const pressed = await town.site.visitor().post(page)
    expect((await town.site.visitor().post(page)).headers.location).toBe(pressed.headers.location)
    expect(await pledgeNow(pledgeId)).toMatchObject({ payment_method_id: first.payment_method_id })
    await give(page, GOOD)
    const second = await pledgeNow(pledgeId)
    const seen = await seeSetup(town.world, firstSetup?.id ?? '')
    expect(await town.world.db.inTransaction(trx => seen(trx, town.world.clock.now()))).toBe('nothing-new')
    expect(await pledgeNow(pledgeId)).toEqual(second)
    await town.settle()
    expect(await kept(pledgeId)).toEqual([second.payment_method_id])
  })

  it('that is given after the backer withdrew is forgotten at once', async () => {
    const { pledgeId, page } = await saved('11/26')
    const pressed = await town.site.visitor().post(page)
    await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
    await payByCard(pressed.headers.location ?? '', GOOD)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('canceled')
    expect(await kept(pledgeId)).toEqual([])
    const late = await town.site.visitor().post(page)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Hier is geen andere kaart nodig')
  })

  it('cannot be replaced once the campaign is over, and not by who has another link', async () => {
    const { pledgeId, page } = await saved('12/34', '2026-11-25')
    const manage = pathOf(town.world.links.managePledge(pledgeId))
    expect((await town.site.visitor().get(manage)).text).toContain('Geef een andere kaart')
    expect((await town.site.visitor().get(page.slice(0, -3))).status).toBe(404)
    await town.pass('2d')
    expect((await town.site.visitor().get(manage)).text).not.toContain('Geef een andere kaart')
    expect((await town.site.visitor().post(page)).status).toBe(409)
    const english = await town.site.visitor().get(page, { headers: { 'Accept-Language': 'en' } })
    expect(english.text).toContain('No other card is needed here')
  })
})

it('row 9 · another card is found by the sweep when no webhook comes', async () => {
  town = await openTown({ drop: 1 })
  const { pledgeId, page } = await saved('11/26')
  await town.pass('2h')
  expect(await stateOf(town.world, pledgeId)).toBe('committed')
  const pressed = await town.site.visitor().post(page)
  await payByCard(pressed.headers.location ?? '', GOOD)
  expect(await sweepOpenObjects(town.world)).toBe(0)
  await town.sandbox.control.advance('61m')
  expect((await pledgeNow(pledgeId)).card_ends).toBe('2026-11')
  expect(await sweepOpenObjects(town.world)).toBe(1)
  expect((await pledgeNow(pledgeId)).card_ends).toBe('2034-12')
})

describe('row 9 · a card that was saved before its end was kept', () => {
  const forgetEnd = (pledgeId: string) =>
    town.world.db.inTransaction(trx =>
      trx.updateTable('pledge').set({ card_ends: null }).where('id', '=', pledgeId).execute(),
    )

  beforeEach(async () => {
    town = await openTown()
  })

  it('is looked up by the sweep, once, so that its backer is written to', async () => {
    const ending = await saved('11/26')
    const lasting = await saved('12/34', '2026-12-13')
    for (const { pledgeId } of [ending, lasting]) await forgetEnd(pledgeId)
    expect(await warnOfEndingCards(town.world)).toBe(0)
    expect(await sweepOpenObjects(town.world)).toBe(2)
    expect((await pledgeNow(ending.pledgeId)).card_ends).toBe('2026-11')
    expect((await pledgeNow(lasting.pledgeId)).card_ends).toBe('2034-12')
    expect(await sweepOpenObjects(town.world)).toBe(0)
    expect(await warnOfEndingCards(town.world)).toBe(1)
    expect([await letters(ending.pledgeId), await letters(lasting.pledgeId)]).toEqual([1, 0])
  })

  it('is not asked for again where Stripe knows no such card, nor of a pledge that is over', async () => {
    const [gone, over] = [await saved('11/26'), await saved('11/26', '2026-12-13')]
    for (const { pledgeId } of [gone, over]) await forgetEnd(pledgeId)
    await town.world.db.inTransaction(async trx => {
      await withdraw(trx, town.world.clock.now(), over.pledgeId)
      await trx
        .updateTable('pledge')
        .set({ payment_method_id: 'pm_unknown' })
        .where('id', '=', gone.pledgeId)
        .execute()
    })
    expect(await sweepOpenObjects(town.world)).toBe(1)
    expect(await sweepOpenObjects(town.world)).toBe(0)
    expect((await pledgeNow(over.pledgeId)).card_ends).toBeNull()
    expect(await warnOfEndingCards(town.world)).toBe(0)
  })
})

it('counts every card that ends too early, and looks no further than the campaigns that run', async () => {
  town = await openTown()
  const { pledgeId } = await saved('11/26')
  await saved('11/26', '2026-12-13')
  await saved('11/26', '2026-12-14')
  expect(await warnOfEndingCards(town.world)).toBe(3)
  await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
  expect(await warnOfEndingCards(town.world)).toBe(2)
  await town.world.db.inTransaction(trx =>
    trx.updateTable('campaign').set({ state: 'canceled' }).where('deadline', '=', '2026-12-13').execute(),
  )
  expect(await warnOfEndingCards(town.world)).toBe(1)
})

it('may be charged on the day after the last, and for a week more', () => {
  expect(lastChargeMonth('2026-12-23')).toBe('2026-12')
  expect(lastChargeMonth('2026-12-24')).toBe('2027-01')
})
