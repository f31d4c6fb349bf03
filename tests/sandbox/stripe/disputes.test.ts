import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import {
  type Bench,
  eventTypes,
  fundsOf,
  idIn,
  openSandbox,
  payByCard,
  payByIdeal,
  refusalOf,
  topUp,
} from '../sandbox-kit.ts'

/** A charge by card that is disputed at once, with its dispute. */
async function disputed(bench: Bench, number: string, cents = 5500): Promise<Stripe.Dispute> {
  const intent = await payByCard(bench, number, cents)
  await bench.sandbox.control.drain()
  const [dispute] = (await bench.stripe.disputes.list({ payment_intent: intent.id })).data
  if (dispute === undefined) throw new Error(`the card ${number} was not disputed`)
  return dispute
}

async function totalOf(stripe: Stripe): Promise<number> {
  const { available, pending } = await fundsOf(stripe)
  return available + pending
}

async function disputeEvents(stripe: Stripe): Promise<string[]> {
  return (await eventTypes(stripe)).filter(type => type.startsWith('charge.dispute'))
}

describe('a dispute', () => {
  test('by the card for it takes the amount and a fee of its own at once, and names its charge', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const dispute = await disputed(bench, '4000000000000259')
    expect(dispute).toMatchObject({
      amount: 5500,
      reason: 'fraudulent',
      status: 'needs_response',
      is_charge_refundable: false,
      payment_method_details: { card: { case_type: 'chargeback' } },
      evidence_details: { submission_count: 0, has_evidence: false },
    })
    expect(dispute.balance_transactions).toMatchObject([
      {
        type: 'adjustment',
        reporting_category: 'dispute',
        amount: -5500,
        fee: 2000,
        net: -7500,
        source: dispute.id,
      },
    ])
    expect((await stripe.charges.retrieve(idIn(dispute.charge))).disputed).toBe(true)
    expect(await totalOf(stripe), 'the charge less its own fee, less 7500').toBe(5500 - 108 - 7500)
    expect(await disputeEvents(stripe)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn'])
    expect((await stripe.disputes.list({ charge: idIn(dispute.charge) })).data.map(d => d.id)).toEqual([
      dispute.id,
    ])
    expect((await stripe.disputes.list({ charge: 'ch_other' })).data).toEqual([])
    const expanded = await stripe.disputes.retrieve(dispute.id, { expand: ['charge'] })
    expect(expanded.charge).toMatchObject({ object: 'charge', disputed: true })
  })

  test('about goods that did not come has that reason', async () => {
    expect((await disputed(await openSandbox(), '4000000000002685')).reason).toBe('product_not_received')
  })

  test('forbids a refund of its charge, until it is won', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const dispute = await disputed(bench, '4000000000000259')
    const refund = () => stripe.refunds.create({ charge: idIn(dispute.charge) })
    expect(await refusalOf(refund())).toMatchObject({ statusCode: 400, code: 'charge_disputed' })
    sandbox.control.trigger(`disputes/${dispute.id}/win`)
    expect((await refund()).amount).toBe(5500)
  })

  test('is won by winning evidence: amount and fee come back', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const dispute = await disputed(bench, '4000000000000259')
    const before = await totalOf(stripe)
    const answered = await stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: 'winning_evidence' },
    })
    expect(answered).toMatchObject({ status: 'under_review', evidence_details: { submission_count: 1 } })
    await sandbox.control.drain()
    const won = await stripe.disputes.retrieve(dispute.id)
    expect(won.status).toBe('won')
    expect(won.balance_transactions[1]).toMatchObject({
      reporting_category: 'dispute_reversal',
      amount: 5500,
      fee: -2000,
      net: 7500,
    })
    expect((await totalOf(stripe)) - before).toBe(7500)
    expect((await disputeEvents(stripe)).slice(2)).toEqual([
      'charge.dispute.updated',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ])
    expect(await refusalOf(stripe.disputes.close(dispute.id))).toMatchObject({ statusCode: 400 })
  })

  test('can be won with its fee kept', async () => {
    const bench = await openSandbox()
    const dispute = await disputed(bench, '4000000000000259')
    const before = await totalOf(bench.stripe)
    bench.sandbox.control.trigger(`disputes/${dispute.id}/win`, { fee: 'kept' })
    expect((await totalOf(bench.stripe)) - before).toBe(5500)
  })

  test('is lost by losing evidence, by giving in, and by silence: no money moves any more', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const [answered, given, silent] = [
      await disputed(bench, '4000000000000259'),
      await disputed(bench, '4000000000000259'),
      await disputed(bench, '4000000000000259'),
    ]
    const before = await totalOf(stripe)
    await stripe.disputes.update(answered.id, { evidence: { uncategorized_text: 'losing_evidence' } })
    await sandbox.control.drain()
    expect((await stripe.disputes.retrieve(answered.id)).status).toBe('lost')
    expect((await stripe.disputes.close(given.id)).status).toBe('lost')
    await sandbox.control.advance('8d')
    expect((await stripe.disputes.retrieve(silent.id)).status).toBe('needs_response')
    await sandbox.control.advance('1d')
    expect((await stripe.disputes.retrieve(silent.id)).status, 'nobody answered in nine days').toBe('lost')
    expect(await totalOf(stripe)).toBe(before)
    expect((await disputeEvents(stripe)).filter(type => type === 'charge.dispute.closed')).toHaveLength(3)
  })

  test('with other evidence waits for the bank; evidence can be laid ready, and is handed in once', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const dispute = await disputed(bench, '4000000000000259')
    const staged = await stripe.disputes.update(dispute.id, {
      evidence: { product_description: 'A tile' },
      submit: false,
      metadata: { pledge_id: 'p1' },
    })
    expect(staged).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } })
    await stripe.disputes.update(dispute.id, { submit: true })
    await sandbox.control.advance('30d')
    const reviewed = await stripe.disputes.retrieve(dispute.id)
    expect(reviewed).toMatchObject({ status: 'under_review', metadata: { pledge_id: 'p1' } })
    expect(reviewed.evidence.product_description).toBe('A tile')
    const again = stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'more' } })
    expect(await refusalOf(again)).toMatchObject({ statusCode: 400 })
  })

  test('takes evidence in words, no appeal and no enhanced evidence', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const { id } = await disputed(bench, '4000000000000259')
    const appeal = stripe.disputes.update(id, { evidence: { appeal: { card: { reason_for_filing: 'x' } } } })
    expect(await refusalOf(appeal)).toMatchObject({ code: 'sandbox_not_emulated', param: 'appeal' })
    const enhanced = stripe.disputes.update(id, {
      evidence: { enhanced_evidence: { visa_compliance: { fee_acknowledged: true } } },
    })
    expect(await refusalOf(enhanced)).toMatchObject({ code: 'sandbox_not_emulated' })
    expect((await stripe.disputes.retrieve(id)).status).toBe('needs_response')
  })

  test('can be opened on a payment by bank, on part of it, and after it was refunded', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 20_000)
    const intent = await payByIdeal(bench, 5500)
    await stripe.refunds.create({ payment_intent: intent.id })
    const path = `charges/${idIn(intent.latest_charge)}/dispute`
    const dispute = sandbox.control.trigger(path, { amount: 2000 }) as Stripe.Dispute
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      amount: 2000,
      status: 'needs_response',
    })
    expect((await stripe.disputes.retrieve(dispute.id)).payment_method_details).toBeUndefined()
    expect(() => sandbox.control.trigger(path, { amount: 5501 })).toThrow('more than the charge')
  })

  test('that the card network prevents leaves the balance as it was', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const intent = await payByCard(bench, '4242424242424242', 5500)
    await sandbox.control.drain()
    const before = await totalOf(stripe)
    const path = `charges/${idIn(intent.latest_charge)}/dispute`
    expect(sandbox.control.trigger(path, { kind: 'prevented' })).toMatchObject({ status: 'prevented' })
    const opened = sandbox.control.trigger(path) as Stripe.Dispute
    expect(await totalOf(stripe)).toBe(before - 7500)
    expect(sandbox.control.trigger(`disputes/${opened.id}/prevent`)).toMatchObject({ status: 'prevented' })
    expect(await totalOf(stripe)).toBe(before)
  })

  test('can come twice for one charge, each about a half', async () => {
    const bench = await openSandbox()
    const first = await disputed(bench, '4000000404000079', 5501)
    const both = (await bench.stripe.disputes.list({ charge: idIn(first.charge) })).data
    expect(both.map(d => d.amount)).toEqual([2751, 2750])
    expect(await totalOf(bench.stripe)).toBe(5501 - 108 - 5501 - 4000)
  })
})

describe('an inquiry', () => {
  test('moves no money and forbids no refund; a refund of all closes it', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    await topUp(bench, 10_000)
    const inquiry = await disputed(bench, '4000000000001976')
    expect(inquiry).toMatchObject({
      status: 'warning_needs_response',
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: 'inquiry' } },
    })
    await stripe.refunds.create({ charge: idIn(inquiry.charge), amount: 500 })
    expect((await stripe.disputes.retrieve(inquiry.id)).status).toBe('warning_needs_response')
    await stripe.refunds.create({ charge: idIn(inquiry.charge) })
    expect((await stripe.disputes.retrieve(inquiry.id)).status).toBe('warning_closed')
  })

  test('escalates into a dispute that takes the money', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    const [first, second] = [
      await disputed(bench, '4000000000001976'),
      await disputed(bench, '4000000000001976'),
    ]
    await stripe.disputes.update(first.id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } })
    bench.sandbox.control.trigger(`disputes/${second.id}/escalate`)
    for (const { id } of [first, second]) {
      const dispute = await stripe.disputes.retrieve(id)
      expect(dispute).toMatchObject({ status: 'needs_response', is_charge_refundable: false })
      expect(dispute.balance_transactions).toHaveLength(1)
    }
  })

  test('closes by winning evidence, and by itself after 120 days', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const [answered, silent] = [
      await disputed(bench, '4000000000001976'),
      await disputed(bench, '4000000000001976'),
    ]
    await stripe.disputes.update(answered.id, { evidence: { uncategorized_text: 'winning_evidence' } })
    await sandbox.control.drain()
    expect((await stripe.disputes.retrieve(answered.id)).status).toBe('warning_closed')
    await sandbox.control.advance('119d')
    expect((await stripe.disputes.retrieve(silent.id)).status).toBe('warning_needs_response')
    await sandbox.control.advance('1d')
    expect((await stripe.disputes.retrieve(silent.id)).status).toBe('warning_closed')
  })
})

describe('an early fraud warning', () => {
  test('comes by its card and by trigger, and asks for nothing once the money is back', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 10_000)
    const intent = await payByCard(bench, '4000000000005423', 5500)
    await sandbox.control.drain()
    const [warning] = (await stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })).data
    expect(warning).toMatchObject({ actionable: true, fraud_type: 'unauthorized_use_of_card' })
    await stripe.refunds.create({ payment_intent: intent.id })
    expect((await stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '')).actionable).toBe(false)
    expect((await eventTypes(stripe)).filter(type => type.startsWith('radar'))).toEqual([
      'radar.early_fraud_warning.created',
      'radar.early_fraud_warning.updated',
    ])
    const other = await payByCard(bench, '4242424242424242', 1000)
    const charge = idIn(other.latest_charge)
    sandbox.control.trigger(`charges/${charge}/warn`, { fraud_type: 'misc' })
    expect((await stripe.radar.earlyFraudWarnings.list({ charge })).data).toMatchObject([
      { fraud_type: 'misc' },
    ])
    const byBank = await payByIdeal(bench, 1000)
    expect(() => sandbox.control.trigger(`charges/${idIn(byBank.latest_charge)}/warn`)).toThrow('card')
  })
})

describe('Radar', () => {
  test.each(['4100000000000019', '4000000000004954'])('blocks %s as too risky', async number => {
    const bench = await openSandbox()
    const intent = await payByCard(bench, number, 5500)
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    })
    const charge = await bench.stripe.charges.retrieve(idIn(intent.latest_charge))
    expect(charge).toMatchObject({
      paid: false,
      outcome: { type: 'blocked', risk_level: 'highest', network_status: 'not_sent_to_network' },
    })
    await bench.sandbox.control.drain()
    expect(await totalOf(bench.stripe)).toBe(0)
  })

  test('lets an elevated risk pass and tells of it', async () => {
    const bench = await openSandbox()
    const intent = await payByCard(bench, '4000000000009235', 5500)
    const charge = await bench.stripe.charges.retrieve(idIn(intent.latest_charge))
    expect(charge).toMatchObject({ paid: true, outcome: { type: 'authorized', risk_level: 'elevated' } })
  })
})
