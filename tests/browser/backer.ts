import type { ServerBuild } from '@remix-run/node'
import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Language } from '#app/i18n/language.ts'
import { topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { openTown } from '#tests/support/town.ts'
import { choose, press, type } from './keyboard.ts'
import { breaches, complaints, plainBreaches } from './page-rules.ts'

const EMAIL = 'ans@example.test'

/** What is chosen and typed on the pledge form. */
interface Choices {
  amount: string
  tip: string
  method: RegExp
}

/**
 * Somebody with a phone and a keyboard, at the page of a live campaign whose minimum is € 400 and whose last day is
 * tomorrow, in a town of their own. Whatever they leave or read keeps the rules for pages.
 */
export async function aBacker(
  { browser, build }: { browser: Browser; build: ServerBuild },
  language: Language,
  { hasScripts = true } = {},
) {
  const town = await openTown({ build, webhooks: 'calm' })
  await topUp(town.sandbox, 100_00)
  const { campaignId, slug } = await aLiveCampaign(town.world, { deadline: '2026-11-25' })
  await town.settle()
  const page = await aPhone(browser, language, hasScripts)
  const heard = complaints(page)
  let visits = 0
  page.on('framenavigated', () => (visits += 1))
  const looksAround = async (): Promise<void> => {
    const visit = visits
    try {
      expect(await (hasScripts ? breaches : plainBreaches)(page, language)).toEqual([])
    } catch (error) {
      // The page that waits comes anew by itself, also while it is looked at. Asking for its title waits for that.
      await page.title()
      if (visits === visit) throw error
      return looksAround()
    }
    expect(heard).toEqual([])
  }
  const presses = async (role: 'link' | 'button', name: string) => {
    await looksAround()
    const arrived = page.waitForEvent('framenavigated')
    await press(page, page.getByRole(role, { name, exact: true }))
    await arrived
    await page.waitForLoadState()
  }
  const chooses = (name: string | RegExp) => choose(page, page.getByRole('radio', { name, exact: true }))
  const types = async (fields: Record<string, string>) => {
    for (const [name, text] of Object.entries(fields)) await type(page, page.getByLabel(name), text)
  }
  await page.goto(`${town.world.config.PUBLIC_URL}/campaigns/${slug}`)
  return {
    ...{ town, campaignId, presses, chooses, types },
    fillsIn: async ({ amount, tip, method }: Choices) => {
      await chooses(amount)
      await types({ [language === 'nl' ? 'E-mailadres' : 'E-mail address']: EMAIL })
      await chooses(tip)
      await chooses(method)
    },
    /** Waits for this heading, and for a page that says this. */
    reads: async (heading: string, sentence: string) => {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      expect((await page.innerText('main')).replaceAll('\u00a0', ' ')).toContain(sentence)
      await looksAround()
    },
    /** The next way back from Checkout takes as long as this, as over a slow line. */
    returnsAfter: (deed: () => Promise<void>) => holdTheWayBack(page, deed),
    pledge: () =>
      town.world.db.read
        .selectFrom('pledge')
        .select(['state', 'amount_cents', 'tip_cents'])
        .where('email', '=', EMAIL)
        .executeTakeFirst(),
  }
}

async function aPhone(browser: Browser, language: Language, hasScripts: boolean): Promise<Page> {
  const context = await browser.newContext({
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
    javaScriptEnabled: hasScripts,
  })
  onTestFinished(() => context.close())
  return context.newPage()
}

/** By the browser's own tools, since others do not see a request that a redirect leads to. */
async function holdTheWayBack(page: Page, deed: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Fetch.requestPaused', ({ requestId }) => {
    void deed().then(() => devtools.send('Fetch.continueRequest', { requestId }))
  })
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*/thanks?*' }] })
}
