import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { Browser } from 'playwright-core'

/**
 * The package is made for a place where a browser has one process and checks nothing. Here it shall refuse what the
 * browsers of people refuse.
 */
const NOT_HERE = new Set([
  '--single-process',
  "--headless='shell'",
  '--disable-web-security',
  '--allow-running-insecure-content',
])

/**
 * Starts the Chromium that comes as a package, or the one that CHROMIUM_PATH names.
 *
 * @throws where it cannot be started, for then nothing was tried: a test in a browser is never passed over
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath())
  const args = [...chromium.args.filter(arg => !NOT_HERE.has(arg)), '--no-sandbox']
  try {
    return await playwright.launch({ executablePath, args, headless: true })
  } catch (error) {
    throw new Error(
      `Chromium (${executablePath}) does not start on this machine, so nothing was tried in a browser. ` +
        'Name another Chromium or Chrome by CHROMIUM_PATH, or install the libraries that it misses.',
      { cause: error },
    )
  }
}
