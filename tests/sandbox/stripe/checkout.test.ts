import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import {
  cardForm,
  eventTypes,
  get,
  openSandbox,
  paymentSession,
  post,
  refusalOf,
  savedCard,
} from '../sandbox-kit.ts'

describe('paying by iDEAL', () => {
  test('the payer goes by the bank page to the success address, and the events tell it in this order', async () => {
    const { stripe, sandbox } = await openSandbox()
    const customer = await stripe.customers.create({ email: 'backer@example.test' })
    const session = await paymentSession(stripe, 5500, {
      customer: customer.id,
      allowed_payment_method_types: ['ideal', 'bancontact', 'klarna'],
      payment_intent_data: { transfer_group: 'campaign_1', metadata: { pledge_id: 'p1' } },
      metadata: { pledge_id: 'p1' },
    })
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      amount_total: 5500,
    })
    expect(session.payment_method_types, 'klarna is dropped in silence').toEqual(['ideal', 'bancontact'])

    const chosen = await post(session.url ?? '', { method: 'ideal', bank: 'triodos_bank' })
    expect(chosen.status).toBe(303)
    expect(chosen.location).toMatch(/\/bank-page\/at_/)
    const done = await post(chosen.location, { outcome: 'authorise' })
    expect(done.location).toBe(`http://site.test/thanks?cs=${session.id}`)

    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    })
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
    const intent = paid.payment_intent as Stripe.PaymentIntent
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 5500,
      transfer_group: 'campaign_1',
      metadata: { pledge_id: 'p1' },
      customer: customer.id,
    })
    const charge = intent.latest_charge as Stripe.Charge
    expect(charge.id).toMatch(/^py_/)
    expect(charge.balance_transaction, 'it comes later').toBeNull()
    expect(charge.payment_method_details?.ideal).toMatchObject({ bank: 'triodos_bank', bic: 'TRIONL2U' })

    await sandbox.control.drain()
    expect((await stripe.charges.retrieve(charge.id)).balance_transaction).toMatch(/^txn_/)
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ])
  })

  test('an event shows its object as it was then, also when the object has changed since', async () => {
    const { stripe, sandbox } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    const bank = await post(session.url ?? '', { method: 'bancontact' })
    await post(bank.location, { outcome: 'authorise' })
    await sandbox.control.drain()
    const [succeeded] = (await stripe.events.list({ type: 'charge.succeeded' })).data
    const [updated] = (await stripe.events.list({ type: 'charge.updated' })).data
    expect((succeeded?.data.object as Stripe.Charge).balance_transaction).toBeNull()
    expect((updated?.data.object as Stripe.Charge).balance_transaction).toMatch(/^txn_/)
    expect(updated?.data.previous_attributes).toEqual({ balance_transaction: null })
  })

  test('a payment that fails at the bank leads back, leaves the session open and charges nothing', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    const bank = await post(session.url ?? '', { method: 'ideal' })
    const back = await post(bank.location, { outcome: 'fail' })
    expect(back.location).toBe(`${session.url}?after=failed`)
    expect((await get(back.location)).text).toContain('bij de bank niet gelukt')
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(after.status).toBe('open')
    expect(after.payment_intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_payment_attempt_failed' },
      latest_charge: null,
    })
    expect((await stripe.charges.list()).data).toEqual([])
    expect(await eventTypes(stripe)).toContain('payment_intent.payment_failed')
  })

  test('closing the bank decides nothing, and the payer may still take another method', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    const bank = await post(session.url ?? '', { method: 'ideal' })
    const back = await post(bank.location, { outcome: 'close' })
    expect(back.location).toBe(`${session.url}?after=closed`)
    expect(await eventTypes(stripe)).not.toContain('payment_intent.payment_failed')

    const paid = await post(session.url ?? '', cardForm('4242424242424242'))
    expect(paid.location).toContain('http://site.test/thanks')
    const late = await post(bank.location, { outcome: 'authorise' })
    expect(late.status, 'the first bank page has been overtaken').toBe(409)
    expect((await stripe.charges.list()).data).toHaveLength(1)
  })

  test('pressing the button twice at the bank pays once', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    const bank = await post(session.url ?? '', { method: 'ideal' })
    const both = await Promise.all([
      post(bank.location, { outcome: 'authorise' }),
      post(bank.location, { outcome: 'authorise' }),
    ])
    expect(both.map(visit => visit.status).sort()).toEqual([303, 409])
    expect((await stripe.charges.list()).data).toHaveLength(1)
  })
})

describe('the life of a session', () => {
  test('it expires by itself at its moment, cancels its intent, and its page says so', async () => {
    const { stripe, sandbox } = await openSandbox()
    const now = Math.floor(Date.parse(sandbox.control.clock().now) / 1000)
    const session = await paymentSession(stripe, 5500, { expires_at: now + 31 * 60 })
    const bank = await post(session.url ?? '', { method: 'ideal' })
    await sandbox.control.advance('30m')
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
    await sandbox.control.advance('2m')
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(after).toMatchObject({ status: 'expired', url: null, payment_intent: { status: 'canceled' } })
    expect((await get(session.url ?? '')).status).toBe(410)
    expect((await post(session.url ?? '', { method: 'ideal' })).status).toBe(410)
    expect((await post(bank.location, { outcome: 'authorise' })).status, 'nor by the bank page').toBe(409)
    const [expired] = (await stripe.events.list({ type: 'checkout.session.expired' })).data
    expect(expired?.created, 'at its own moment, not at the end of the jump').toBe(now + 31 * 60)
  })

  test('it can be expired by a call while it is open, and only then', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500)
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired')
    expect(await refusalOf(stripe.checkout.sessions.expire(session.id))).toMatchObject({
      statusCode: 400,
      code: 'checkout_session_not_open',
    })
  })

  test('a completed session is a page that says it is done, with the way back', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 5500, { locale: 'en' })
    await post(session.url ?? '', cardForm('4242424242424242'))
    const again = await get(session.url ?? '')
    expect(again.status).toBe(409)
    expect(again.text).toContain('This is already done')
    expect(again.text).toContain(`http://site.test/thanks?cs=${session.id}`)
  })

  test('its lines can be listed and expanded, and sessions found by customer and by status', async () => {
    const { stripe } = await openSandbox()
    const customer = await stripe.customers.create({ email: 'a@example.test' })
    const price = (cents: number, name: string) => ({
      quantity: 1,
      price_data: { currency: 'eur', unit_amount: cents, product_data: { name } },
    })
    const session = await paymentSession(stripe, 1, {
      customer: customer.id,
      line_items: [price(5000, 'Pledge'), price(500, 'Tip')],
    })
    await paymentSession(stripe, 900)
    const lines = await stripe.checkout.sessions.listLineItems(session.id)
    expect(lines.data.map(line => [line.description, line.amount_total])).toEqual([
      ['Pledge', 5000],
      ['Tip', 500],
    ])
    const shown = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] })
    expect(shown.line_items?.data).toHaveLength(2)
    expect(shown.amount_total).toBe(5500)
    const found = await stripe.checkout.sessions.list({ customer: customer.id })
    expect(found.data.map(s => s.id)).toEqual([session.id])
    expect((await stripe.checkout.sessions.list({ status: 'complete' })).data).toEqual([])
  })
})

describe('saving a card', () => {
  test('a plain card is attached to the customer and nothing is charged', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4242424242424242')
    const methods = await bench.stripe.customers.listPaymentMethods(saved.customer)
    expect(methods.data.map(m => m.id)).toEqual([saved.method])
    expect((await bench.stripe.charges.list()).data).toEqual([])
    expect(await eventTypes(bench.stripe)).toEqual([
      'customer.created',
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
      'checkout.session.completed',
    ])
  })

  test('a card that asks who its holder is goes by the proof page', async () => {
    const { stripe } = await openSandbox()
    const customer = await stripe.customers.create({})
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      customer: customer.id,
      allowed_payment_method_types: ['card'],
      setup_intent_data: { metadata: { pledge_id: 'p1' } },
      success_url: 'http://site.test/ok',
      cancel_url: 'http://site.test/no',
    })
    const asked = await post(session.url ?? '', cardForm('4000002500003155'))
    expect(asked.location).toMatch(/\/3ds\//)
    const refused = await post(asked.location, { outcome: 'fail' })
    expect(refused.location).toBe(`${session.url}?after=unproven`)
    expect(await eventTypes(stripe)).toContain('setup_intent.setup_failed')

    const again = await post(session.url ?? '', cardForm('4000002500003155'))
    expect((await post(again.location, { outcome: 'complete' })).location).toBe('http://site.test/ok')
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['setup_intent.payment_method', 'setup_intent.latest_attempt'],
    })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      amount_total: null,
    })
    expect(done.setup_intent).toMatchObject({
      status: 'succeeded',
      metadata: { pledge_id: 'p1' },
      payment_method: { customer: customer.id, card: { last4: '3155' } },
      latest_attempt: { status: 'succeeded' },
    })
  })

  test.each([
    ['4000000000000002', 'declined'],
    ['4000000000009995', 'insufficient funds'],
    ['4000000000000069', 'expired'],
    ['4000000000000127', 'CVC is incorrect'],
    ['4000000000000119', 'could not be processed'],
  ])(
    'card %s is refused when it is saved, and what was typed stays but for the CVC',
    async (number, reason) => {
      const { stripe } = await openSandbox()
      const customer = await stripe.customers.create({})
      const session = await stripe.checkout.sessions.create({
        mode: 'setup',
        currency: 'eur',
        customer: customer.id,
        locale: 'en',
        success_url: 'http://site.test/ok',
      })
      const refused = await post(session.url ?? '', cardForm(number))
      expect(refused.status).toBe(402)
      expect(refused.text).toContain(reason)
      expect(refused.text).toContain(`value="${number}"`)
      expect(refused.text).not.toContain('value="123"')
      expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
    },
  )
})

describe('paying by card', () => {
  test.each(['4000000000000002', '4000000000000341', '4000000000009995'])(
    'card %s is declined, and charge and intent say why',
    async number => {
      const { stripe } = await openSandbox()
      const session = await paymentSession(stripe, 2500)
      expect((await post(session.url ?? '', cardForm(number))).status).toBe(402)
      const [charge] = (await stripe.charges.list()).data
      expect(charge).toMatchObject({ status: 'failed', paid: false, failure_code: 'card_declined' })
      expect(await eventTypes(stripe)).toEqual([
        'payment_intent.created',
        'charge.failed',
        'payment_intent.payment_failed',
      ])
      expect((await post(session.url ?? '', cardForm('4242424242424242'))).status, 'another card pays').toBe(
        303,
      )
      expect((await stripe.paymentIntents.list()).data, 'by the same intent').toHaveLength(1)
    },
  )

  test('a card can prove itself and still be declined', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 2500)
    const asked = await post(session.url ?? '', cardForm('4000008400001629'))
    const back = await post(asked.location, { outcome: 'complete' })
    expect(back.location).toBe(`${session.url}?after=declined`)
    const ok = await post(session.url ?? '', cardForm('4000000000003220'))
    expect((await post(ok.location, { outcome: 'complete' })).location).toContain('http://site.test/thanks')
  })

  test('a number that is no test card is refused as real Stripe refuses real cards in test mode', async () => {
    const { stripe } = await openSandbox()
    const session = await paymentSession(stripe, 2500)
    const refused = await post(session.url ?? '', cardForm('5555555555554444'))
    expect(refused.status).toBe(402)
    expect(refused.text).toContain('Dit is geen proefkaart')
  })
})
