import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { Language } from '#app/i18n/language.ts'

/** What holds for every page that a person sees. Each rule gives sentences, none when it is kept. */

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Leaves out what these rules do not need: a list of all that was right, and reading the styles once more. Legacy mode
 * looks at one frame; no page of ours has another.
 */
const QUICK = { resultTypes: ['violations' as const], preload: false }

/** Says its language, has a title, does not scroll sideways, and axe finds nothing (WCAG 2.2 A and AA). */
export async function breaches(page: Page, language: Language): Promise<string[]> {
  const { pathname } = new URL(page.url())
  const found = [...(await plainBreaches(page, language)), ...(await axeBreaches(page))]
  const width = page.viewportSize()?.width
  return found.map(breach => `${pathname} (${language}, ${width} px): ${breach}`)
}

/** The same without axe, whose script does not run where scripts are switched off. */
export async function plainBreaches(page: Page, language: Language): Promise<string[]> {
  const { lang, title, tooWide } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))
  return [
    ...(lang === language ? [] : [`says that it is in "${lang}"`]),
    ...(title ? [] : ['has no title']),
    ...(tooWide > 0 ? [`scrolls ${tooWide} px sideways`] : []),
  ]
}

async function axeBreaches(page: Page): Promise<string[]> {
  // A page that was looked at before, at another width, has axe already; reading it anew takes longest of all.
  const hasAxe = await page.evaluate(() => 'axe' in window)
  const { violations } = await new AxeBuilder({ page, axeSource: hasAxe ? 'window.axe' : undefined })
    .options(QUICK)
    .setLegacyMode()
    .withTags(WCAG_22_AA)
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `axe ${id}: ${node.html.slice(0, 200)}`))
}

/**
 * Keeps what the browser complains of from now on: errors in its console, which hold all that the content security
 * policy refused, scripts that broke, and whatever did not load.
 */
export function complaints(page: Page): readonly string[] {
  const kept: string[] = []
  page.on('console', message => {
    const isAnErrorPage =
      message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (message.type() === 'error' && !isAnErrorPage) kept.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => kept.push(`script: ${error.message}`))
  page.on('requestfailed', request => kept.push(`not loaded: ${request.url()}`))
  return kept
}
