import type { ServerBuild } from '@remix-run/node'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Language } from '#app/i18n/language.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { loadBuiltSite } from '#tests/support/built-site.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import { choose, press, type } from './keyboard.ts'
import { breaches, complaints, plainBreaches } from './page-rules.ts'

/**
 * A backer with a phone and nothing but a keyboard: from the campaign's page through the form, Checkout and the bank
 * to the thank-you page. Every page on the way keeps the rules of `page-rules.ts`, and focus is always seen.
 */

let browser: Browser
let build: ServerBuild

beforeAll(async () => {
  browser = await openBrowser()
  build = await loadBuiltSite()
})

afterAll(() => browser.close())

describe('by iDEAL', () => {
  it('in Dutch, back before the webhook: the page waits, and then thanks by itself', async () => {
    const backer = await aBacker('nl')
    await backer.fillsIn('Geef geld', { amount: '€ 17,10', tip: '€ 1', method: /^iDEAL/ })
    await backer.presses('button', 'Betaal € 18,10')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Betaal € 18,10')
    await backer.presses('button', 'Betaling goedkeuren')
    await backer.reads('We wachten op de bevestiging', 'toezegging van € 18,10')
    expect(await backer.state()).toBe('checkout_open')
    await backer.town.settle()
    await backer.reads('Dank je wel', 'Je betaling van € 18,10 is binnen')
    expect(await backer.state()).toBe('held')
  })

  it('in English, back after the webhook: the page thanks at once', async () => {
    const backer = await aBacker('en')
    await backer.fillsIn('Give money', { amount: '€17.10', tip: 'No', method: /^iDEAL/ })
    await backer.presses('button', 'Pay €17.10')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Pay €17.10')
    await backer.arrivesAfter(() => backer.town.settle())
    await backer.presses('button', 'Authorise the payment')
    await backer.reads('Thank you', 'Your payment of €17.10 has arrived')
    expect(await backer.state()).toBe('held')
  })

  it('without scripts: the same way, and the button names amount and tip apart', async () => {
    const backer = await aBacker('nl', { hasScripts: false })
    await backer.fillsIn('Geef geld', { amount: '€ 17,10', tip: '€ 1', method: /^iDEAL/ })
    await backer.presses('button', 'Betaal € 17,10 + € 1,00')
    await backer.chooses('iDEAL | Wero')
    await backer.presses('button', 'Betaal € 18,10')
    await backer.presses('button', 'Betaling goedkeuren')
    await backer.town.settle()
    await backer.reads('Dank je wel', 'Je betaling van € 18,10 is binnen')
    expect(await backer.state()).toBe('held')
  })
})

describe('by card', () => {
  it('in English: the card is saved, and charged when the campaign has succeeded', async () => {
    const backer = await aBacker('en')
    await backer.fillsIn('Give money', { amount: '€71', tip: 'No', method: /^Card/ })
    await backer.presses('button', 'Pay €71.00')
    await backer.types({ 'Card number': '4242424242424242', 'Expiry date': '12/34', CVC: '123' })
    await backer.types({ 'Name on the card': 'Ans de Vries' })
    await backer.arrivesAfter(() => backer.town.settle())
    await backer.presses('button', 'Save card')
    await backer.reads('Thank you', 'We charge €71.00 only if the campaign succeeds')
    expect(await backer.state()).toBe('committed')
    const { checkoutUrl } = await pledgeTo(backer.town.world, backer.campaignId, { amount: 400_00 })
    await payByBank(checkoutUrl)
    await backer.town.pass('2d')
    expect(await backer.state()).toBe('held')
  })
})

interface Choices {
  amount: string
  tip: string
  method: RegExp
}

/** Somebody at the page of a live campaign, in a town of their own. At the end nothing may have been complained of. */
async function aBacker(language: Language, { hasScripts = true } = {}) {
  const town = await openTown({ build, webhooks: 'calm' })
  await topUp(town.sandbox, 100_00)
  const { campaignId, slug } = await aLiveCampaign(town.world, { deadline: '2026-11-25' })
  await town.settle()
  const context = await browser.newContext({
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
    javaScriptEnabled: hasScripts,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const heard = complaints(page)
  const looksAround = async () =>
    expect(await (hasScripts ? breaches : plainBreaches)(page, language)).toEqual([])
  const presses = async (role: 'link' | 'button', name: string) => {
    await looksAround()
    const here = page.url()
    await press(page, page.getByRole(role, { name, exact: true }))
    await page.waitForURL(url => url.href !== here)
  }
  const chooses = (name: string | RegExp) => choose(page, page.getByRole('radio', { name, exact: true }))
  const types = async (fields: Record<string, string>) => {
    for (const [name, text] of Object.entries(fields)) await type(page, page.getByLabel(name), text)
  }
  await page.goto(`${town.world.config.PUBLIC_URL}/campaigns/${slug}`)
  return {
    ...{ town, campaignId, presses, chooses, types },
    fillsIn: async (give: string, { amount, tip, method }: Choices) => {
      await presses('link', give)
      await chooses(amount)
      await types({ [language === 'nl' ? 'E-mailadres' : 'E-mail address']: EMAIL })
      await chooses(tip)
      await chooses(method)
    },
    reads: async (heading: string, sentence: string) => {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      expect((await page.innerText('main')).replaceAll('\u00a0', ' ')).toContain(sentence)
      await looksAround()
      expect(heard).toEqual([])
    },
    arrivesAfter: (deed: () => Promise<void>) => holdTheWayBack(page, deed),
    state: async () => {
      const pledges = town.world.db.read.selectFrom('pledge').select('state')
      return (await pledges.where('email', '=', EMAIL).executeTakeFirst())?.state
    },
  }
}

const EMAIL = 'ans@example.test'

/** Holds the request for the thank-you page until something was done, as a slow line would. */
async function holdTheWayBack(page: Page, deed: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Fetch.requestPaused', ({ requestId }) => {
    void deed().then(() => devtools.send('Fetch.continueRequest', { requestId }))
  })
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*/thanks?*' }] })
}
