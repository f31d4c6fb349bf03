import type { ServerBuild } from '@remix-run/node'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { payByBank } from '#scripts/story/hosted-pages.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { loadBuiltSite } from '#tests/support/built-site.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aBacker } from './backer.ts'

/**
 * A pledge by somebody with a phone and nothing but a keyboard: from the campaign's page through the form, Checkout
 * and the bank to the thank-you page. Every page on the way keeps the rules of `page-rules.ts`, and focus is seen
 * wherever Tab comes (`keyboard.ts`).
 */

let at: { browser: Browser; build: ServerBuild }

beforeAll(async () => {
  const browser = await openBrowser()
  at = { browser, build: await loadBuiltSite() }
  return () => browser.close()
})

describe('by iDEAL', () => {
  it('in Dutch, back before the webhook: the page waits, and then thanks by itself', async () => {
    const backer = await aBacker(at, 'nl')
    await backer.presses('link', 'Geef geld')
    await backer.fillsIn({ amount: '€ 17,10', tip: '€ 1', method: /^iDEAL/ })
    await backer.presses('button', 'Verder met € 18,10')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Betaal € 18,10')
    await backer.presses('button', 'Betaling goedkeuren')
    await backer.reads('We wachten op de bevestiging', 'je toezegging van € 18,10 is nog niet bevestigd')
    await backer.town.settle()
    await backer.reads('Dank je wel', 'Je betaling van € 18,10 is binnen')
    expect(await backer.pledge()).toEqual({ state: 'held', amount_cents: 1710, tip_cents: 100 })
  })

  it('in English, back after the webhook: the page thanks at once', async () => {
    const backer = await aBacker(at, 'en')
    await backer.presses('link', 'Give money')
    await backer.fillsIn({ amount: '€17.10', tip: 'No', method: /^iDEAL/ })
    await backer.presses('button', 'Continue with €17.10')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Pay €17.10')
    await backer.returnsAfter(() => backer.town.settle())
    await backer.presses('button', 'Authorise the payment')
    await backer.reads('Thank you', 'Your payment of €17.10 has arrived')
    expect(await backer.pledge()).toEqual({ state: 'held', amount_cents: 1710, tip_cents: 0 })
  })

  it('without scripts: the same way, and the button names amount and tip apart', async () => {
    const backer = await aBacker(at, 'nl', { hasScripts: false })
    await backer.presses('link', 'Geef geld')
    await backer.fillsIn({ amount: '€ 17,10', tip: '€ 1', method: /^iDEAL/ })
    await backer.presses('button', 'Verder met € 17,10 + € 1,00')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Betaal € 18,10')
    await backer.presses('button', 'Betaling goedkeuren')
    await backer.town.settle()
    await backer.reads('Dank je wel', 'Je betaling van € 18,10 is binnen')
    expect(await backer.pledge()).toEqual({ state: 'held', amount_cents: 1710, tip_cents: 100 })
  })
})

describe('by card', () => {
  it('in English: it is saved, and charged when the campaign has succeeded', async () => {
    const backer = await aBacker(at, 'en')
    await backer.presses('link', 'Give money')
    await backer.fillsIn({ amount: '€71', tip: 'No', method: /^Card/ })
    await backer.presses('button', 'Continue with €71.00')
    await backer.types({ 'Card number': '4242424242424242', 'Expiry date': '12/34', CVC: '123' })
    await backer.types({ 'Name on the card': 'Ans de Vries' })
    await backer.returnsAfter(() => backer.town.settle())
    await backer.presses('button', 'Save card')
    await backer.reads('Thank you', 'We charge €71.00 only if the campaign succeeds')
    expect(await backer.pledge()).toMatchObject({ state: 'committed' })
    const { checkoutUrl } = await pledgeTo(backer.town.world, backer.campaignId, { amount: 400_00 })
    await payByBank(checkoutUrl)
    await backer.town.pass('2d')
    expect(await backer.pledge()).toMatchObject({ state: 'held' })
  })

  it('in Dutch: what was typed wrong is mended, here and at Checkout, and its holder proves who they are', async () => {
    const backer = await aBacker(at, 'nl')
    await backer.presses('link', 'Geef geld')
    await backer.fillsIn({ amount: 'Een ander bedrag', tip: 'Nee', method: /^Kaart/ })
    await backer.presses('button', 'Verder met jouw bedrag')
    await backer.presses('link', 'Vul in hoeveel je geeft, bijvoorbeeld 17,10.')
    await backer.types({ 'Jouw bedrag': '25' })
    await backer.presses('button', 'Verder met € 25,00')
    await backer.types({ Kaartnummer: '4000002500003155', 'Geldig tot': '12/34', CVC: '1' })
    await backer.types({ 'Naam op de kaart': 'Ans de Vries' })
    await backer.presses('button', 'Bewaar kaart')
    await backer.types({ CVC: '123' })
    await backer.presses('button', 'Bewaar kaart')
    await backer.returnsAfter(() => backer.town.settle())
    await backer.presses('button', 'Ja, dat ben ik')
    await backer.reads('Dank je wel', 'Je kaart is bewaard')
    expect(await backer.pledge()).toEqual({ state: 'committed', amount_cents: 2500, tip_cents: 0 })
  })
})
