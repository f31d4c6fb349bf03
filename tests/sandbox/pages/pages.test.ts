import { describe, expect, test } from 'vitest'
import { readIban } from '#scripts/sandbox/bank/iban.ts'
import { readCard } from '#scripts/sandbox/pages/card-input.ts'
import { escaped, html } from '#scripts/sandbox/pages/html.ts'
import {
  cardForm,
  get,
  linkFor,
  makeAccount,
  openSandbox,
  payByIdeal,
  paymentSession,
  post,
} from '../sandbox-kit.ts'

describe('the checkout page', () => {
  test('is Dutch by itself, English where the session or else the address says so', async () => {
    const { stripe } = await openSandbox()
    const plain = await paymentSession(stripe, 5500)
    expect((await get(plain.url ?? '')).text).toContain('<html lang="nl">')
    expect((await get(`${plain.url}?lang=en`)).text).toContain('How do you want to pay?')
    const english = await paymentSession(stripe, 5500, { locale: 'en' })
    const page = await get(`${english.url}?lang=nl`)
    expect(page.text).toContain('Sandbox — no real money')
    expect(page.text).toContain('€55.00')
    const dutch = await get((await paymentSession(stripe, 123456, { locale: 'nl' })).url ?? '')
    expect(dutch.text).toContain('Proeftuin – geen echt geld')
    expect(dutch.text).toContain('€\u00a01.234,56')
  })

  test('shows the lines, the payer’s address and the way back, and offers only the allowed methods', async () => {
    const { stripe } = await openSandbox()
    const customer = await stripe.customers.create({ email: 'backer@example.test' })
    const session = await paymentSession(stripe, 5500, {
      customer: customer.id,
      allowed_payment_method_types: ['ideal', 'bancontact'],
    })
    const { text } = await get(session.url ?? '')
    expect(text).toContain('De Ziel van Leiden')
    expect(text).toContain('backer@example.test')
    expect(text).toContain('href="http://site.test/pledge"')
    expect(text).toContain('value="ideal"')
    expect(text).not.toContain('card_number')
    expect((await post(session.url ?? '', cardForm('4242424242424242'))).status, 'nor takes another').toBe(
      400,
    )
  })

  test('needs no scripts and lets none run', async () => {
    const { stripe } = await openSandbox()
    const { headers, text } = await get((await paymentSession(stripe, 5500)).url ?? '')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/)
    expect(text).not.toContain('<script')
  })

  test('writes what others typed as text', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    const refused = await post(session.url ?? '', {
      ...cardForm('42'),
      card_name: '"><script>alert(1)</script>',
    })
    expect(refused.status).toBe(400)
    expect(refused.text).not.toContain('<script>')
    expect(refused.text).toContain('&quot;&gt;&lt;script&gt;')
  })

  test('says at each field what is wrong with it', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500, { allowed_payment_method_types: ['card'] })
    const refused = await post(session.url ?? '', {
      method: 'card',
      card_number: '42',
      card_expiry: '13/30',
      card_cvc: '1',
      card_name: '',
    })
    expect(refused.status).toBe(400)
    for (const field of ['number', 'expiry', 'cvc', 'name'])
      expect(refused.text).toContain(`id="card_${field}-problem"`)
    expect(refused.text).toContain('role="alert"')
    const expired = await post(session.url ?? '', { ...cardForm('4242424242424242'), card_expiry: '01/26' })
    expect(expired.text).toContain('Deze kaart is verlopen')
  })

  test('that does not exist is a 404 with a sentence', async () => {
    const { sandbox } = await openSandbox()
    for (const path of ['/checkout/cs_x', '/bank-page/at_x', '/3ds/at_x', '/onboarding/al_x', '/nothing']) {
      const page = await get(sandbox.url + path)
      expect(page.status, path).toBe(404)
      expect(page.text).toContain('Deze pagina bestaat niet')
    }
  })
})

test('the onboarding page keeps what was typed and says what is wrong', async () => {
  const { stripe } = await openSandbox()
  const { url } = await linkFor(stripe, await makeAccount(stripe))
  expect((await get(`${url}?lang=en`)).text).toContain('Payout account')
  const refused = await post(url, { outcome: 'complete', name: 'Stichting', iban: 'NL00ABNA0417164300' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('value="NL00ABNA0417164300"')
  expect(refused.text).toContain('Deze IBAN klopt niet')
})

test('the overviews show what there is, and each object by itself', async () => {
  const bench = await openSandbox()
  const { sandbox } = bench
  const intent = await payByIdeal(bench, 5500)
  await sandbox.control.drain()
  const overview = await get(`${sandbox.url}/`)
  expect(overview.text).toContain(intent.id)
  expect(overview.text).toContain('€54.71')
  const object = await get(`${sandbox.url}/objects/${intent.id}`)
  expect(JSON.parse(object.text)).toMatchObject({ id: intent.id, amount: 5500 })
  expect((await get(`${sandbox.url}/objects/pi_x`)).status).toBe(404)
  const before = Date.parse(sandbox.control.clock().now)
  expect((await post(`${sandbox.url}/clock`, { change: '1d' })).status).toBe(303)
  expect(Date.parse(sandbox.control.clock().now) - before).toBe(86_400_000)
  expect((await get(`${sandbox.url}/bank`)).text).toContain('NL02 ABNA 0123 4567 89')
})

describe('reading what people type', () => {
  const today = { year: 2026, month: 11 }
  const card = { number: '4242 4242-4242 4242', expiry: '11/26', cvc: '123', name: ' A. Backer ' }

  test.each([
    ['11/26', { month: 11, year: 2026 }],
    ['1 / 30', { month: 1, year: 2030 }],
    ['0130', { month: 1, year: 2030 }],
    ['12/2030', { month: 12, year: 2030 }],
  ])('an expiry date written %s', (expiry, read) => {
    expect(readCard({ ...card, expiry }, today)).toEqual({
      ok: true,
      card: { number: '4242424242424242', name: 'A. Backer', ...read },
    })
  })

  test.each(['10/26', '00/30', '13/30', 'soon', ''])('an expiry date written %s is refused', expiry => {
    expect(readCard({ ...card, expiry }, today)).toMatchObject({ ok: false, problems: [{ field: 'expiry' }] })
  })

  test('an IBAN is right when its check digits are', () => {
    expect(readIban('nl91 abna 0417 1643 00')).toBe('NL91ABNA0417164300')
    expect(readIban('NL92ABNA0417164300')).toBeUndefined()
    expect(readIban('')).toBeUndefined()
  })

  test('markup is escaped once, and only where it is not markup already', () => {
    expect(escaped(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;')
    expect(html`<p>${html`<b>${'<'}</b>`}${['&', 1]}${undefined}${false}</p>`.text).toBe(
      '<p><b>&lt;</b>&amp;1</p>',
    )
  })
})
