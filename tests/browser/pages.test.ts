import type { Browser, BrowserContext } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '#app/i18n/language.ts'
import type { Language } from '#app/i18n/language.ts'
import { IBAN } from '#tests/domain/bank/paper.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { loadBuiltSite } from '#tests/support/built-site.ts'
import { aUser } from '#tests/support/campaigns.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'
import { fillTown } from './full-town.ts'
import type { Place, Reader } from './full-town.ts'
import { breaches, complaints } from './page-rules.ts'

/**
 * Every main page, in both languages, on a phone and on a wide screen: axe finds nothing, nothing scrolls sideways,
 * and the browser has nothing to complain of.
 */

const WIDTHS = [360, 1280]

let browser: Browser
let town: Town
let places: Place[]
let signedIn: Partial<Record<Reader, Visitor>>

beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown({ build: await loadBuiltSite(), webhooks: 'calm', settings: { BANK_IBANS: IBAN } })
  places = await fillTown(town, await aUser(town.world, 'Ine'))
  signedIn = {
    initiator: await town.site.signIn('ine@example.test'),
    staff: await town.site.signIn('sam@example.test', ['reviewer', 'treasurer', 'approver', 'admin']),
  }
  return async () => {
    await browser.close()
    await town.close()
  }
})

describe.each<Reader>(['guest', 'initiator', 'staff'])('the pages of a reader who is: %s', reader => {
  it.concurrent.each(LANGUAGES)('in %s', async language => {
    const context = await aWindow(reader, language)
    const page = await context.newPage()
    const found: string[] = []
    const heard = complaints(page)
    for (const { address } of places.filter(place => place.reader === reader)) {
      await page.setViewportSize({ width: 360, height: 740 })
      const { href } = new URL(address, town.world.config.PUBLIC_URL)
      await page.goto(href)
      if (page.url() !== href) found.push(`${href} led to ${page.url()}`)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 740 })
        found.push(...(await breaches(page, language)))
      }
    }
    await context.close()
    expect([...found, ...heard]).toEqual([])
  })
})

async function aWindow(reader: Reader, language: Language): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
  })
  // Cookies of the site are for safe connections only; browsers count this machine itself among those.
  const url = town.world.config.PUBLIC_URL.replace('http:', 'https:')
  const cookies = [...(signedIn[reader]?.cookies ?? [])]
  await context.addCookies(
    cookies.map(([name, value]) => ({ name, value, url, secure: true, httpOnly: true })),
  )
  return context
}
