import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import {
  cardForm,
  eventTypes,
  fundsOf,
  get,
  idIn,
  linkFor,
  makeAccount,
  onboardedAccount,
  openSandbox,
  payByIdeal,
  paymentSession,
  post,
  refusalOf,
  topUp,
} from '../sandbox-kit.ts'

describe('balance transactions', () => {
  test('a payment is pending first and available on its day; the fee is taken off', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const intent = await payByIdeal(bench, 5500)
    expect(await fundsOf(stripe), 'not booked yet').toEqual({ available: 0, pending: 0 })
    await sandbox.control.drain()
    const [booked] = (await stripe.balanceTransactions.list({ source: idIn(intent.latest_charge) })).data
    expect(booked).toMatchObject({
      amount: 5500,
      fee: 29,
      net: 5471,
      type: 'payment',
      reporting_category: 'charge',
      status: 'pending',
    })
    expect(await fundsOf(stripe)).toEqual({ available: 0, pending: 5471 })
    await sandbox.control.advance('1d')
    expect(await fundsOf(stripe)).toEqual({ available: 5471, pending: 0 })
    expect((await stripe.balanceTransactions.retrieve(booked?.id ?? '')).status).toBe('available')
    expect((await eventTypes(stripe)).filter(type => type === 'balance.available')).toHaveLength(1)
  })

  test('cards cost 1.5 % and 25 cents and take three days; one test card is available at once', async () => {
    const { stripe, sandbox } = await openSandbox()
    const slow = await paymentSession(stripe, 2500)
    await post(slow.url ?? '', cardForm('4242424242424242'))
    const atOnce = await paymentSession(stripe, 1000)
    await post(atOnce.url ?? '', cardForm('4000000000000077'))
    await sandbox.control.drain()
    expect(await fundsOf(stripe)).toEqual({ available: 1000 - 40, pending: 2500 - 63 })
    await sandbox.control.advance('2d')
    expect((await fundsOf(stripe)).pending).toBe(2437)
    await sandbox.control.advance('1d')
    expect((await fundsOf(stripe)).pending).toBe(0)
  })

  test('available and pending together are the sum of all nets, whatever happened', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 10_000)
    const first = await payByIdeal(bench, 5500)
    await payByIdeal(bench, 1234)
    await stripe.refunds.create({ payment_intent: first.id, amount: 500 })
    await stripe.transfers.create({
      amount: 700,
      currency: 'eur',
      destination: await onboardedAccount(bench),
    })
    await stripe.payouts.create({ amount: 300, currency: 'eur' })
    await sandbox.control.drain()
    const all = await stripe.balanceTransactions.list({ limit: 100 })
    const { available, pending } = await fundsOf(stripe)
    expect(all.data.reduce((sum, t) => sum + t.net, 0)).toBe(available + pending)
    expect(all.data.map(t => t.reporting_category).sort()).toEqual([
      'charge',
      'charge',
      'payout',
      'refund',
      'topup',
      'transfer',
    ])
  })
})

describe('refunds', () => {
  test('with money available a refund succeeds at once and does not return the fee', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    await topUp(bench, 10_000)
    const intent = await payByIdeal(bench, 5500)
    await bench.sandbox.control.drain()
    const refund = await stripe.refunds.create({ payment_intent: intent.id, metadata: { pledge_id: 'p1' } })
    expect(refund).toMatchObject({ status: 'succeeded', amount: 5500, metadata: { pledge_id: 'p1' } })
    const booked = await stripe.balanceTransactions.retrieve(idIn(refund.balance_transaction))
    expect(booked).toMatchObject({
      amount: -5500,
      fee: 0,
      net: -5500,
      type: 'payment_refund',
      reporting_category: 'refund',
    })
    expect(await stripe.charges.retrieve(idIn(intent.latest_charge))).toMatchObject({
      refunded: true,
      amount_refunded: 5500,
    })
    expect(await eventTypes(stripe)).toEqual(
      expect.arrayContaining(['refund.created', 'charge.refunded', 'refund.updated']),
    )
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      statusCode: 400,
      code: 'charge_already_refunded',
    })
  })

  test('with too little available it waits, and is sent when there is enough', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const intent = await payByIdeal(bench, 5500)
    await sandbox.control.drain()
    const refund = await stripe.refunds.create({ payment_intent: intent.id })
    expect(refund).toMatchObject({
      status: 'pending',
      pending_reason: 'insufficient_funds',
      balance_transaction: null,
    })
    await sandbox.control.advance('1d')
    expect((await stripe.refunds.retrieve(refund.id)).status, 'the fee is missing still').toBe('pending')
    await topUp(bench, 29)
    const sent = await stripe.refunds.retrieve(refund.id)
    expect(sent.status).toBe('succeeded')
    expect(sent.pending_reason).toBeUndefined()
    expect(await fundsOf(stripe)).toEqual({ available: 0, pending: 0 })
  })

  test('parts can be refunded one after the other, up to what was paid', async () => {
    const bench = await openSandbox()
    const { stripe } = bench
    await topUp(bench, 10_000)
    const intent = await payByIdeal(bench, 5500)
    await stripe.refunds.create({ payment_intent: intent.id, amount: 2000 })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 3501 }))).toMatchObject(
      {
        statusCode: 400,
        param: 'amount',
      },
    )
    await stripe.refunds.create({ charge: idIn(intent.latest_charge), amount: 3500 })
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data.map(r => r.amount)).toEqual([
      3500, 2000,
    ])
    const charge = await stripe.charges.retrieve(idIn(intent.latest_charge), { expand: ['refunds'] })
    expect(charge.refunded).toBe(true)
    expect(charge.refunds?.data).toHaveLength(2)
  })
})

describe('transfers and payouts', () => {
  test('an account may receive once its holder completed onboarding', async () => {
    const { stripe } = await openSandbox()
    const id = await makeAccount(stripe)
    const include: Stripe.V2.Core.AccountRetrieveParams = {
      include: ['configuration.recipient', 'requirements'],
    }
    const statusOf = (account: Stripe.V2.Core.Account) =>
      account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status
    const before = await stripe.v2.core.accounts.retrieve(id, include)
    expect(statusOf(before)).toBe('restricted')
    expect(before.requirements?.entries).toHaveLength(1)
    expect(
      (await stripe.v2.core.accounts.retrieve(id)).configuration,
      'shown only when asked for',
    ).toBeUndefined()

    const wrong = await post((await linkFor(stripe, id)).url, {
      outcome: 'complete',
      name: 'X',
      iban: 'NL91ABNA0417164301',
    })
    expect(wrong.status).toBe(400)
    const link = await linkFor(stripe, id)
    const later = await post(link.url, { outcome: 'incomplete' })
    expect(later.location).toBe('http://site.test/back')
    expect((await get(link.url)).location, 'a link works once').toBe('http://site.test/again')

    await post((await linkFor(stripe, id)).url, {
      outcome: 'complete',
      name: 'X',
      iban: 'NL91ABNA0417164300',
    })
    const after = await stripe.v2.core.accounts.retrieve(id, include)
    expect(statusOf(after)).toBe('active')
    expect(after.requirements?.entries).toEqual([])
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      payouts_enabled: true,
      capabilities: { transfers: 'active' },
    })
    const thin = await stripe.v2.core.events.list({})
    expect(thin.data.map(event => event.type)).toEqual([
      'v2.core.account_link.returned',
      'v2.core.account[configuration.recipient].capability_status_updated',
      'v2.core.account[requirements].updated',
      'v2.core.account_link.returned',
    ])
  })

  test('an onboarding link grows old', async () => {
    const { stripe, sandbox } = await openSandbox()
    const link = await linkFor(stripe, await makeAccount(stripe))
    expect((await get(link.url)).status).toBe(200)
    await sandbox.control.advance('11m')
    expect((await get(link.url)).location).toBe('http://site.test/again')
  })

  test('a transfer needs a ready account and available money', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const unready = await makeAccount(stripe)
    const transfer = (destination: string, amount: number) =>
      stripe.transfers.create({ amount, currency: 'eur', destination })
    expect(await refusalOf(transfer(unready, 100))).toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    })
    const ready = await onboardedAccount(bench)
    expect(await refusalOf(transfer(ready, 100))).toMatchObject({
      statusCode: 400,
      code: 'balance_insufficient',
    })
    await topUp(bench, 100)
    expect(await transfer(ready, 100)).toMatchObject({ amount: 100, reversed: false })
    sandbox.control.restrict(ready)
    await topUp(bench, 100)
    expect(await refusalOf(transfer(ready, 100))).toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    })
  })

  test('a transfer reaches the account, which is paid out by itself to its bank', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const account = await onboardedAccount(bench)
    await topUp(bench, 10_000)
    const transfer = await stripe.transfers.create({
      amount: 9337,
      currency: 'eur',
      destination: account,
      transfer_group: 'campaign_1',
      metadata: { settlement_id: 's1' },
    })
    expect((await stripe.transfers.list({ transfer_group: 'campaign_1' })).data.map(t => t.id)).toEqual([
      transfer.id,
    ])
    expect(await fundsOf(stripe)).toEqual({ available: 663, pending: 0 })
    expect(await fundsOf(stripe, account)).toEqual({ available: 9337, pending: 0 })

    await sandbox.control.advance('1d')
    const [payout] = (await stripe.payouts.list({}, { stripeAccount: account })).data
    expect(payout).toMatchObject({ amount: 9337, automatic: true })
    expect((await stripe.payouts.list()).data, 'it is not the platform’s payout').toEqual([])
    await sandbox.control.advance('2d')
    const paid = await stripe.payouts.retrieve(payout?.id ?? '', {}, { stripeAccount: account })
    expect(paid).toMatchObject({ status: 'paid', reconciliation_status: 'completed' })
    expect(await eventTypes(stripe, account)).toEqual([
      'payout.created',
      'payout.updated',
      'payout.paid',
      'payout.reconciliation_completed',
    ])
    const [event] = (await stripe.events.list({ type: 'payout.paid' }, { stripeAccount: account })).data
    expect(event?.account).toBe(account)
    const inside = await stripe.balanceTransactions.list({ payout: paid.id }, { stripeAccount: account })
    expect(inside.data.map(t => [t.type, t.net])).toEqual([
      ['payout', -9337],
      ['payment', 9337],
    ])
    expect((await get(`${sandbox.url}/bank`)).text).toContain('NL91 ABNA 0417 1643 00')
    expect(sandbox.control.dump().bank_line?.map(line => line.doc)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ iban: 'NL91ABNA0417164300', direction: 'credit', amount: 9337 }),
      ]),
    )
  })

  test('a transfer of a charge whose money is pending goes at once and becomes available with it', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const account = await onboardedAccount(bench)
    const intent = await payByIdeal(bench, 5500)
    const source = idIn(intent.latest_charge)
    const transfer = { currency: 'eur', destination: account, source_transaction: source }
    await stripe.transfers.create({ ...transfer, amount: 5000 })
    expect(await fundsOf(stripe, account)).toEqual({ available: 0, pending: 5000 })
    expect(await refusalOf(stripe.transfers.create({ ...transfer, amount: 501 }))).toMatchObject({
      statusCode: 400,
      param: 'source_transaction',
    })
    await sandbox.control.advance('23h')
    await sandbox.control.drain()
    await sandbox.control.advance('1h')
    const [moved] = (await stripe.balanceTransactions.list({ type: 'payment' }, { stripeAccount: account }))
      .data
    expect(moved?.status).toBe('available')
    expect((await fundsOf(stripe)).available).toBe(5471 - 5000)
  })

  test('a transfer can be taken back as far as the account still has the money', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const account = await onboardedAccount(bench)
    await topUp(bench, 1000)
    const transfer = await stripe.transfers.create({ amount: 1000, currency: 'eur', destination: account })
    const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 400 })
    expect(await stripe.balanceTransactions.retrieve(idIn(reversal.balance_transaction))).toMatchObject({
      type: 'transfer_refund',
      net: 400,
    })
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 400,
      reversed: false,
    })
    expect((await stripe.transfers.listReversals(transfer.id)).data.map(r => r.id)).toEqual([reversal.id])
    await sandbox.control.advance('1d')
    expect(await refusalOf(stripe.transfers.createReversal(transfer.id)), 'it was paid out').toMatchObject({
      code: 'balance_insufficient',
    })
  })

  test('the platform pays out by hand only; a payout can be canceled until it is sent', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 1000)
    await sandbox.control.advance('5d')
    expect((await stripe.payouts.list()).data).toEqual([])
    const payout = await stripe.payouts.create({
      amount: 600,
      currency: 'eur',
      statement_descriptor: 'PO12345678',
    })
    expect(payout).toMatchObject({ status: 'pending', automatic: false })
    expect((await stripe.payouts.cancel(payout.id)).status).toBe('canceled')
    expect(await fundsOf(stripe)).toEqual({ available: 1000, pending: 0 })
    const second = await stripe.payouts.create({
      amount: 600,
      currency: 'eur',
      statement_descriptor: 'PO87654321',
    })
    await sandbox.control.advance('2d')
    expect(await stripe.payouts.retrieve(second.id)).toMatchObject({
      status: 'paid',
      trace_id: { status: 'supported' },
    })
    expect(await refusalOf(stripe.payouts.cancel(second.id))).toMatchObject({ statusCode: 400 })
    expect(await refusalOf(stripe.payouts.create({ amount: 401, currency: 'eur' }))).toMatchObject({
      code: 'balance_insufficient',
    })
  })

  test('how an account is paid out can be read and set', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    expect((await stripe.balanceSettings.retrieve()).payments.payouts?.schedule?.interval).toBe('manual')
    const account = await onboardedAccount(bench)
    await stripe.balanceSettings.update(
      { payments: { payouts: { schedule: { interval: 'manual' } } } },
      { stripeAccount: account },
    )
    await topUp(bench, 500)
    await stripe.transfers.create({ amount: 500, currency: 'eur', destination: account })
    await sandbox.control.advance('3d')
    expect(await fundsOf(stripe, account)).toEqual({ available: 500, pending: 0 })
  })
})
