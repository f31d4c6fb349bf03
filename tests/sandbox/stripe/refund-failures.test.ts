import { describe, expect, test } from 'vitest'
import {
  eventTypes,
  fundsOf,
  idIn,
  openSandbox,
  payByCard,
  payByIdeal,
  refusalOf,
  topUp,
} from '../sandbox-kit.ts'

describe('a refund', () => {
  test('to the card for it is pending, and arrives later', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 10_000)
    const intent = await payByCard(bench, '4000000000007726', 5500)
    const refund = await stripe.refunds.create({ payment_intent: intent.id })
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })
    expect(refund.balance_transaction, 'the money has left already').toMatch(/^txn_/)
    expect((await fundsOf(stripe)).available).toBe(4500)
    await sandbox.control.advance('15m')
    const arrived = await stripe.refunds.retrieve(refund.id)
    expect(arrived.status).toBe('succeeded')
    expect(arrived.pending_reason).toBeUndefined()
    expect(await eventTypes(stripe)).not.toContain('refund.failed')
  })

  test('to the other card succeeds and then fails: the money comes back, and it can be sent again', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 10_000)
    const intent = await payByCard(bench, '4000000000005126', 5500)
    await sandbox.control.drain()
    const refund = await stripe.refunds.create({ payment_intent: intent.id })
    expect(refund.status).toBe('succeeded')
    await sandbox.control.advance('15m')
    const failed = await stripe.refunds.retrieve(refund.id)
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'unknown' })
    const back = await stripe.balanceTransactions.retrieve(idIn(failed.failure_balance_transaction ?? null))
    expect(back).toMatchObject({
      amount: 5500,
      fee: 0,
      net: 5500,
      type: 'refund_failure',
      reporting_category: 'refund_failure',
      source: refund.id,
      status: 'available',
    })
    expect((await fundsOf(stripe)).available).toBe(10_000)
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'charge.updated',
      'refund.updated',
      'refund.failed',
    ])
    expect(await stripe.charges.retrieve(idIn(intent.latest_charge))).toMatchObject({
      refunded: false,
      amount_refunded: 0,
    })
    expect((await stripe.refunds.create({ payment_intent: intent.id })).amount).toBe(5500)
  })

  test('to a bank fails when it is told to, once, and also one that waits for money', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const intent = await payByIdeal(bench, 5500)
    await sandbox.control.drain()
    const waiting = await stripe.refunds.create({ payment_intent: intent.id, amount: 1000 })
    expect(waiting.pending_reason).toBe('insufficient_funds')
    sandbox.control.trigger(`refunds/${waiting.id}/fail`, { reason: 'declined' })
    const failed = await stripe.refunds.retrieve(waiting.id)
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'declined' })
    expect(failed.failure_balance_transaction, 'no money had left').toBeUndefined()
    await topUp(bench, 10_000)
    expect((await fundsOf(stripe)).available, 'it is not sent after all').toBe(10_000)
    const sent = await stripe.refunds.create({ payment_intent: intent.id })
    expect(sent.status).toBe('succeeded')
    sandbox.control.trigger(`refunds/${sent.id}/fail`)
    expect((await fundsOf(stripe)).available).toBe(10_000)
    expect(() => sandbox.control.trigger(`refunds/${sent.id}/fail`)).toThrow('has failed already')
  })

  test('takes the course that was planned for its charge', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 10_000)
    const intent = await payByIdeal(bench, 5500)
    const path = `charges/${idIn(intent.latest_charge)}/refund-course`
    sandbox.control.trigger(path, { course: 'arrives_later' })
    const slow = await stripe.refunds.create({ payment_intent: intent.id, amount: 1000 })
    expect(slow.status).toBe('pending')
    sandbox.control.trigger(`refunds/${slow.id}/arrive`)
    expect((await stripe.refunds.retrieve(slow.id)).status).toBe('succeeded')
    sandbox.control.trigger(path, { course: 'fails_later' })
    const doomed = await stripe.refunds.create({ payment_intent: intent.id, amount: 1000 })
    await sandbox.control.advance('15m')
    expect((await stripe.refunds.retrieve(doomed.id)).status).toBe('failed')
    expect((await stripe.refunds.retrieve(slow.id)).status).toBe('succeeded')
  })

  test('can be given other metadata, and nothing else', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const intent = await payByIdeal(bench, 5500)
    const refund = await stripe.refunds.create({ payment_intent: intent.id, metadata: { a: '1' } })
    expect((await stripe.refunds.update(refund.id, { metadata: { b: '2' } })).metadata).toEqual({
      a: '1',
      b: '2',
    })
    expect(await refusalOf(stripe.refunds.update('re_x', {}))).toMatchObject({ code: 'resource_missing' })
  })
})
