import { describe, expect, test } from 'vitest'
import { collect, eventTypes, openSandbox, refusalOf, savedCard } from '../sandbox-kit.ts'

describe('charging a saved card while its holder is away', () => {
  test('a card that was set up with proof can be charged', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4000002500003155')
    const intent = await collect(bench.stripe, saved, 2500)
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2500, transfer_group: 'campaign_1' })
    expect(intent.latest_charge).toMatch(/^ch_/)
  })

  test('a card that saves and then fails gives a 402 with intent, charge, decline and advice code', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4000000000000341')
    const refusal = await refusalOf(collect(bench.stripe, saved, 2500))
    expect(refusal).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
      advice_code: 'try_again_later',
      payment_intent: { status: 'requires_payment_method', payment_method: null },
    })
    const intent = await bench.stripe.paymentIntents.retrieve(refusal.payment_intent?.id ?? '')
    expect(intent.last_payment_error).toMatchObject({
      code: 'card_declined',
      charge: refusal.charge,
      payment_method: { id: saved.method },
    })
    expect((await eventTypes(bench.stripe)).slice(-3)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
  })

  test('a card that always wants proof gives authentication_required', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4000002760003184')
    expect(await refusalOf(collect(bench.stripe, saved, 2500))).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    })
  })

  test('a declined intent can be confirmed again with another card, and an intent that was paid cannot', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const saved = await savedCard(bench, '4000000000000341')
    const refusal = await refusalOf(collect(stripe, saved, 2500))
    const other = await stripe.paymentMethods.attach('pm_card_visa', { customer: saved.customer })
    const id = refusal.payment_intent?.id ?? ''
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: other.id, off_session: true })
    expect(paid.status).toBe('succeeded')
    for (const call of [stripe.paymentIntents.confirm(id), stripe.paymentIntents.cancel(id)]) {
      expect(await refusalOf(call)).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
      })
    }
  })

  test('an intent can be canceled, with a reason, and not confirmed after that', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({ amount: 2500, currency: 'eur' })
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect(
      await refusalOf(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })),
    ).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
  })

  test('a method that was detached, or is another customer’s, cannot be charged', async () => {
    const bench = await openSandbox()
    const saved = await savedCard(bench, '4242424242424242')
    const stranger = await bench.stripe.customers.create({})
    expect(await refusalOf(collect(bench.stripe, { ...saved, customer: stranger.id }, 2500))).toMatchObject({
      statusCode: 400,
      param: 'payment_method',
    })
    const detached = await bench.stripe.paymentMethods.detach(saved.method)
    expect(detached.customer).toBeNull()
    expect(await refusalOf(collect(bench.stripe, saved, 2500))).toMatchObject({
      statusCode: 400,
      param: 'payment_method',
    })
    expect((await bench.stripe.customers.listPaymentMethods(saved.customer)).data).toEqual([])
    expect(await eventTypes(bench.stripe)).toContain('payment_method.detached')
  })

  test('cards that no bank lets be saved cannot be attached', async () => {
    const { stripe } = await openSandbox()
    const customer = await stripe.customers.create({})
    const refusal = await refusalOf(
      stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: customer.id }),
    )
    expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined' })
  })

  test('with the payer present a card that wants proof waits for it', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'eur',
      payment_method: 'pm_card_threeDSecure2Required',
      confirm: true,
      return_url: 'http://site.test/back',
    })
    expect(intent.status).toBe('requires_action')
    expect(intent.next_action?.redirect_to_url).toMatchObject({ return_url: 'http://site.test/back' })
  })
})
