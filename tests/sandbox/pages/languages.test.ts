/** Every hosted page that a backer or an initiator passes is in their language, to the last step. */
import { expect, test } from 'vitest'
import { cardForm, get, linkFor, makeAccount, openSandbox, paymentSession, post } from '../sandbox-kit.ts'

test.each([
  [
    'nl',
    'Je bank',
    ['Betaling goedkeuren', 'Betaling laten mislukken', 'Venster sluiten zonder iets te doen'],
    'Je hebt de bank gesloten',
    '€\u00a055,00',
  ],
  [
    'en',
    'Your bank',
    ['Authorise the payment', 'Let the payment fail', 'Close the window without doing anything'],
    'You closed the bank',
    '€55.00',
  ],
] as const)(
  'the bank in %s: its amount, its three ways out, and what Checkout says afterwards',
  async (locale, title, buttons, closed, amount) => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500, { locale })
    const bank = (await post(session.url ?? '', { method: 'ideal' })).location
    const page = await get(bank)
    expect(page.text).toContain(`<html lang="${locale}">`)
    expect(page.headers.get('content-language')).toBe(locale)
    for (const text of [title, amount, ...buttons]) expect(page.text).toContain(text)
    expect((await post(bank, { outcome: 'something else' })).text).toContain(buttons[0])
    const back = await post(bank, { outcome: 'close' })
    expect((await get(back.location)).text).toContain(closed)
  },
)

test.each([
  ['nl', 'Laat zien dat jij het bent', 'Je bank kon niet vaststellen'],
  ['en', 'Show that it is you', 'Your bank could not establish'],
] as const)('the proof of a card in %s', async (locale, title, failed) => {
  const { stripe } = await openSandbox()
  const session = await paymentSession(stripe, 5500, { locale })
  const proof = (await post(session.url ?? '', cardForm('4000002500003155'))).location
  expect((await get(proof)).text).toContain(title)
  const back = await post(proof, { outcome: 'fail' })
  expect((await get(back.location)).text).toContain(failed)
})

test.each([
  ['nl', 'Deze stap is al gedaan'],
  ['en', 'This step is already done'],
] as const)('a step at the bank that was overtaken, in %s', async (locale, title) => {
  const { stripe } = await openSandbox()
  const session = await paymentSession(stripe, 5500, { locale })
  const bank = (await post(session.url ?? '', { method: 'ideal' })).location
  await post(bank, { outcome: 'authorise' })
  const again = await post(bank, { outcome: 'authorise' })
  expect([again.status, again.text.includes(title)]).toEqual([409, true])
})

test('onboarding follows the holder of the account, unless the address asks for another language', async () => {
  const { stripe } = await openSandbox()
  const english = await linkFor(stripe, await makeAccount(stripe, 'en-GB'))
  const dutch = await linkFor(stripe, await makeAccount(stripe, 'nl-NL'))
  expect((await get(english.url)).text).toContain('Payout account')
  expect((await get(`${english.url}?lang=nl`)).text).toContain('Uitbetalingsrekening')
  expect((await get(dutch.url)).text).toContain('Uitbetalingsrekening')
  const refused = await post(english.url, { outcome: 'complete', name: '', iban: 'x' })
  expect(refused.text).toContain('Fill in the name of the account holder.')
})
