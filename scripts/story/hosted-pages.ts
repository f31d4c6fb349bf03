/** What a person clicks on the sandbox's hosted pages, as form posts. Each returns where the browser is sent next. */

/** Pays with a bank. After `fail` and `close` the browser is back at Checkout, and nothing was paid. */
export async function payByBank(
  checkoutUrl: string,
  outcome: 'authorise' | 'fail' | 'close' = 'authorise',
  method: 'ideal' | 'bancontact' = 'ideal',
): Promise<string> {
  const bankPage = await submit(checkoutUrl, { method, ...(method === 'ideal' ? { bank: 'ing' } : {}) })
  return submit(bankPage, { outcome })
}

/** Fills in a card and, where its bank asks, proves who pays. */
export async function payByCard(checkoutUrl: string, number: string): Promise<string> {
  const card = {
    method: 'card',
    card_number: number,
    card_expiry: '12/34',
    card_cvc: '123',
    card_name: 'Ans',
  }
  const next = await submit(checkoutUrl, card)
  return next.includes('/3ds/') ? submit(next, { outcome: 'complete' }) : next
}

/** Tells Stripe who receives the money, and on which bank account. */
export function completeOnboarding(
  onboardingUrl: string,
  holder: { name: string; iban: string },
): Promise<string> {
  return submit(onboardingUrl, { outcome: 'complete', ...holder })
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

async function submit(url: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
  const location = answer.headers.get('Location')
  if (answer.status !== 303 || !location)
    throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
  return location
}
