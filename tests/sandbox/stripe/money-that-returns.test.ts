import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import {
  type Bench,
  eventTypes,
  fundsOf,
  get,
  idIn,
  linkFor,
  makeAccount,
  onboardedAccount,
  openSandbox,
  payByCard,
  post,
  refusalOf,
  topUp,
} from '../sandbox-kit.ts'

/** An account that was paid out, with its payout. */
async function paidOut(bench: Bench, wait: string): Promise<{ account: string; payout: Stripe.Payout }> {
  const account = await onboardedAccount(bench)
  await topUp(bench, 1000)
  await bench.stripe.transfers.create({ amount: 1000, currency: 'eur', destination: account })
  await bench.sandbox.control.advance('1d')
  await bench.sandbox.control.advance(wait)
  const [payout] = (await bench.stripe.payouts.list({}, { stripeAccount: account })).data
  if (payout === undefined) throw new Error('nothing was paid out')
  return { account, payout }
}

const bankLines = (bench: Bench, iban: string) =>
  (bench.sandbox.control.dump().bank_line ?? [])
    .map(line => line.doc as { iban: string; direction: string; amount: number })
    .filter(line => line.iban === iban)
    .map(line => (line.direction === 'credit' ? line.amount : -line.amount))

describe('a payout', () => {
  test.each([
    ['before it is paid', '30m', []],
    ['after it was paid', '25h', [1000, -1000]],
  ])(
    'of an account can fail %s: its money comes back and stays until the bank account is repaired',
    async (_when, wait, lines) => {
      const bench = await openSandbox()
      const { stripe, sandbox } = bench
      const { account, payout } = await paidOut(bench, wait)
      sandbox.control.trigger(`payouts/${payout.id}/fail`, { code: 'account_closed' })
      const of = { stripeAccount: account }
      const failed = await stripe.payouts.retrieve(payout.id, {}, of)
      expect(failed).toMatchObject({ status: 'failed', failure_code: 'account_closed' })
      const back = await stripe.balanceTransactions.retrieve(idIn(failed.failure_balance_transaction), {}, of)
      expect(back).toMatchObject({ type: 'payout_failure', reporting_category: 'payout_reversal', net: 1000 })
      expect(bankLines(bench, 'NL91ABNA0417164300')).toEqual(lines)
      const [event] = (await stripe.events.list({ type: 'payout.failed' }, of)).data
      expect(event?.account).toBe(account)
      await sandbox.control.advance('3d')
      expect(await fundsOf(stripe, account), 'no other payout').toEqual({ available: 1000, pending: 0 })
      expect(() => sandbox.control.trigger(`payouts/${payout.id}/fail`)).toThrow('is failed already')
      sandbox.control.trigger(`accounts/${account}/clear`)
      await sandbox.control.advance('3d')
      expect((await stripe.payouts.list({}, of)).data[0]?.status).toBe('paid')
    },
  )

  test('of the platform can fail after it was paid, and the bank shows both', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 1000)
    const payout = await stripe.payouts.create({ amount: 600, currency: 'eur' })
    await sandbox.control.advance('2d')
    sandbox.control.trigger(`payouts/${payout.id}/fail`)
    expect(await fundsOf(stripe)).toEqual({ available: 1000, pending: 0 })
    expect(bankLines(bench, 'NL02ABNA0123456789')).toEqual([-1000, 600, -600])
    expect((await eventTypes(stripe)).slice(-2)).toEqual(['payout.updated', 'payout.failed'])
  })

  test('below zero takes from the platform’s bank what its balance is short of', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    expect(() => sandbox.control.trigger('balance/debit-bank')).toThrow('is not below zero')
    await payByCard(bench, '4000000000000259', 5500)
    await sandbox.control.drain()
    expect((await fundsOf(stripe)).available).toBe(-7500)
    const payout = sandbox.control.trigger('balance/debit-bank') as Stripe.Payout
    const booked = await stripe.balanceTransactions.retrieve(idIn(payout.balance_transaction))
    expect(booked).toMatchObject({ type: 'payout', net: 7500 })
    expect((await fundsOf(stripe)).available).toBe(0)
    await sandbox.control.advance('2d')
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe('paid')
    expect(bankLines(bench, 'NL02ABNA0123456789')).toEqual([-7500])
  })
})

describe('a transfer', () => {
  test('can fail: all of it is back, as a transfer that was reversed', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const account = await onboardedAccount(bench)
    await topUp(bench, 1000)
    const transfer = await stripe.transfers.create({ amount: 1000, currency: 'eur', destination: account })
    sandbox.control.trigger(`transfers/${transfer.id}/fail`)
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      reversed: true,
      amount_reversed: 1000,
    })
    const [back] = (await stripe.balanceTransactions.list({ type: 'transfer_failure' })).data
    expect(back).toMatchObject({ net: 1000, reporting_category: 'transfer_reversal', source: transfer.id })
    expect(await fundsOf(stripe, account)).toEqual({ available: 0, pending: 0 })
    expect(() => sandbox.control.trigger(`transfers/${transfer.id}/fail`)).toThrow('has come back already')
  })

  test('cannot fail once its money was paid out', async () => {
    const bench = await openSandbox()
    await paidOut(bench, '2d')
    const [transfer] = (await bench.stripe.transfers.list()).data
    expect(() => bench.sandbox.control.trigger(`transfers/${transfer?.id}/fail`)).toThrow(
      'no longer has the money',
    )
  })
})

describe('a top-up', () => {
  test('can be canceled or fail while it is pending, and then never arrives', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    const [first, second] = [
      await stripe.topups.create({ amount: 100, currency: 'eur' }),
      await stripe.topups.create({ amount: 100, currency: 'eur' }),
    ]
    expect((await stripe.topups.cancel(first.id)).status).toBe('canceled')
    sandbox.control.trigger(`topups/${second.id}/fail`, { code: 'account_closed' })
    await sandbox.control.drain()
    expect(await stripe.topups.retrieve(second.id)).toMatchObject({
      status: 'failed',
      failure_code: 'account_closed',
    })
    expect(await fundsOf(stripe)).toEqual({ available: 0, pending: 0 })
    expect(await refusalOf(stripe.topups.cancel(second.id))).toMatchObject({ statusCode: 400 })
  })

  test('can be taken back after it arrived', async () => {
    const bench = await openSandbox()
    const { stripe, sandbox } = bench
    await topUp(bench, 1000)
    const [topup] = (await stripe.topups.list()).data
    sandbox.control.trigger(`topups/${topup?.id}/reverse`)
    expect((await stripe.topups.retrieve(topup?.id ?? '')).status).toBe('reversed')
    const [back] = (await stripe.balanceTransactions.list({ type: 'topup_reversal' })).data
    expect(back).toMatchObject({ net: -1000, reporting_category: 'topup_reversal' })
    expect(bankLines(bench, 'NL02ABNA0123456789')).toEqual([-1000, 1000])
    expect((await eventTypes(stripe)).at(-1)).toBe('topup.reversed')
  })
})

describe('a connected account', () => {
  const statusOf = async (stripe: Stripe, id: string) => {
    const account = await stripe.v2.core.accounts.retrieve(id, { include: ['configuration.recipient'] })
    return account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status
  }

  test('stays restricted when Stripe wants to know more, is cleared, restricted again, and closed', async () => {
    const { stripe, sandbox } = await openSandbox()
    const id = await makeAccount(stripe)
    const told = { name: 'X', iban: 'NL91ABNA0417164300' }
    await post((await linkFor(stripe, id)).url, { outcome: 'restricted', ...told })
    expect(await statusOf(stripe, id)).toBe('restricted')
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: true,
      payouts_enabled: false,
    })
    sandbox.control.trigger(`accounts/${id}/clear`)
    expect(await statusOf(stripe, id)).toBe('active')
    sandbox.control.trigger(`accounts/${id}/restrict`)
    expect(await statusOf(stripe, id)).toBe('restricted')
    sandbox.control.trigger(`accounts/${id}/close`)
    expect(await statusOf(stripe, id)).toBe('unsupported')
    expect((await stripe.v2.core.accounts.retrieve(id)).closed).toBe(true)
    const thin = (await stripe.v2.core.events.list({})).data.map(event => event.type)
    expect(thin.filter(type => type.endsWith('capability_status_updated'))).toHaveLength(3)
    expect(thin).toContain('v2.core.account.closed')
    expect(() => sandbox.control.trigger(`accounts/${id}/clear`)).toThrow('is closed')
  })
})

test('the dashboard has a button for each of these, and they do what they say', async () => {
  const bench = await openSandbox()
  const { stripe, sandbox } = bench
  const intent = await payByCard(bench, '4242424242424242', 5500)
  await sandbox.control.drain()
  const charge = idIn(intent.latest_charge)
  expect((await get(sandbox.url)).text).toContain(`action="/trigger/charges/${charge}/dispute"`)
  const pressed = await post(`${sandbox.url}/trigger/charges/${charge}/dispute`, { back: '/#charge' })
  expect([pressed.status, pressed.location]).toEqual([303, '/#charge'])
  const [dispute] = (await stripe.disputes.list({ charge })).data
  const page = (await get(sandbox.url)).text
  for (const verb of ['win', 'lose', 'prevent', 'review'])
    expect(page).toContain(`disputes/${dispute?.id}/${verb}"`)
  expect(page, 'it is no inquiry').not.toContain(`disputes/${dispute?.id}/escalate"`)
  expect(page, 'it is disputed already').not.toContain(`charges/${charge}/dispute"`)
  await post(`${sandbox.url}/trigger/disputes/${dispute?.id}/lose`, {})
  expect((await stripe.disputes.retrieve(dispute?.id ?? '')).status).toBe('lost')
  const twice = await post(`${sandbox.url}/trigger/disputes/${dispute?.id}/win`, {})
  expect(twice.status).toBe(400)
  expect(twice.text).toContain('has ended: it is lost')
  expect((await post(`${sandbox.url}/trigger/disputes/du_x/win`, {})).text).toContain(
    'there is no dispute du_x',
  )
  expect((await post(`${sandbox.url}/trigger/nothing`, {})).status).toBe(404)
})
