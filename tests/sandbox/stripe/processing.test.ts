import { describe, expect, test } from 'vitest'
import { eventTypes, get, openSandbox, paymentSession, post } from '../sandbox-kit.ts'

/** A bank that does not decide at once: https://docs.stripe.com/payments/paymentintents/lifecycle */

async function waiting() {
  const { stripe, sandbox } = await openSandbox()
  const session = await paymentSession(stripe, 5500)
  const bank = await post(session.url ?? '', { method: 'ideal' })
  const back = await post(bank.location, { outcome: 'wait' })
  const now = async () => {
    const at = await stripe.checkout.sessions.retrieve(session.id)
    return { session: at, payment: await stripe.paymentIntents.retrieve(at.payment_intent as string) }
  }
  return { stripe, sandbox, session, bank, back, now }
}

describe('a bank that takes its time', () => {
  test('completes the session unpaid, and nothing is charged; the payment can be neither canceled nor repeated', async () => {
    const { stripe, session, bank, back, now } = await waiting()
    expect(back.location).toBe(`http://site.test/thanks?cs=${session.id}`)
    const { session: after, payment } = await now()
    expect(after).toMatchObject({ status: 'complete', payment_status: 'unpaid', url: null })
    expect(payment).toMatchObject({
      status: 'processing',
      next_action: null,
      latest_charge: null,
      amount_received: 0,
    })
    expect(await eventTypes(stripe)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'payment_intent.processing',
      'checkout.session.completed',
    ])
    await expect(stripe.paymentIntents.cancel(payment.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toThrow()
    expect((await get(bank.location)).status, 'the bank page is over').toBe(409)
  })

  test('decides after a day by itself, and then takes it', async () => {
    const { stripe, sandbox, now } = await waiting()
    await sandbox.control.drain()
    expect((await now()).payment.status, 'a drain does not wait for a bank').toBe('processing')
    await sandbox.control.advance('25h')
    const { session, payment } = await now()
    expect(payment).toMatchObject({ status: 'succeeded', amount_received: 5500 })
    expect(session.payment_status).toBe('paid')
    expect((await eventTypes(stripe)).slice(4)).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.async_payment_succeeded',
      'charge.updated',
    ])
  })

  test('fails by a trigger, which leaves the session complete and unpaid, and decides once', async () => {
    const { stripe, sandbox, now } = await waiting()
    const path = `payments/${(await now()).payment.id}/decide`
    sandbox.control.trigger(path, { decision: 'fail' })
    const { session, payment } = await now()
    expect(payment).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_payment_attempt_failed' },
    })
    expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    expect((await eventTypes(stripe)).slice(4)).toEqual([
      'payment_intent.payment_failed',
      'checkout.session.async_payment_failed',
    ])
    expect(() => sandbox.control.trigger(path)).toThrow('is not processing')
    await sandbox.control.advance('25h')
    expect((await now()).payment.status).toBe('requires_payment_method')
  })
})
