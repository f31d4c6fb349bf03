/**
 * What a person clicks on the sandbox's hosted pages, as form posts. Each returns where the browser is sent next.
 *
 * `browser` posts a form and says how it was answered: over the network when left out.
 */
export type Browser = (
  url: string,
  fields: Record<string, string>,
) => Promise<{ status: number; location: string | null }>

export const overHttp: Browser = async (url, fields) => {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
  return { status: answer.status, location: answer.headers.get('Location') }
}

/**
 * Pays with a bank. After `fail` and `close` the browser is back at Checkout, and nothing was paid; after `wait` it is back
 * at the site, and the bank decides later.
 */
export async function payByBank(
  checkoutUrl: string,
  outcome: 'authorise' | 'wait' | 'fail' | 'close' = 'authorise',
  method: 'ideal' | 'bancontact' = 'ideal',
  browser = overHttp,
): Promise<string> {
  const bankPage = await submit(browser, checkoutUrl, {
    method,
    ...(method === 'ideal' ? { bank: 'ing' } : {}),
  })
  return submit(browser, bankPage, { outcome })
}

/** Fills in a card and, where its bank asks, proves who pays. */
export async function payByCard(
  checkoutUrl: string,
  number: string,
  browser = overHttp,
  expiry = '12/34',
): Promise<string> {
  const card = {
    method: 'card',
    card_number: number,
    card_expiry: expiry,
    card_cvc: '123',
    card_name: 'Ans',
  }
  const next = await submit(browser, checkoutUrl, card)
  return next.includes('/3ds/') ? submit(browser, next, { outcome: 'complete' }) : next
}

/** Tells Stripe who receives the money, and on which bank account. */
export function completeOnboarding(
  onboardingUrl: string,
  holder: { name: string; iban: string },
  browser = overHttp,
): Promise<string> {
  return submit(browser, onboardingUrl, { outcome: 'complete', ...holder })
}

/** Puts a float at Stripe from the platform's own bank. `amount` in cents. */
export async function topUp(stripe: { url: string; apiKey: string }, amount: number): Promise<void> {
  const answer = await fetch(`${stripe.url}/v1/topups`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${stripe.apiKey}` },
    body: new URLSearchParams({ amount: String(amount), currency: 'eur', description: 'float' }),
  })
  if (!answer.ok) throw new Error(`The top-up was refused: ${await answer.text()}`)
}

async function submit(browser: Browser, url: string, fields: Record<string, string>): Promise<string> {
  const { status, location } = await browser(url, fields)
  if (status !== 303 || !location) throw new Error(`${new URL(url).pathname} answered ${status}`)
  return location
}
