import { describe, expect, test } from 'vitest'
import { cents } from '#app/domain/money.ts'
import type { BalanceTransactionReading } from '#app/domain/payments/gateway.ts'
import {
  findDiscrepancies,
  proveBalance,
  resolveDiscrepancy,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { findOrMakeUser } from '#app/domain/users/users.server.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** Our balance beside Stripe's: what moves while it is looked at is no difference, and what stays is one. */

/** Euros that arrive at Stripe; `isListed` is whether Stripe's list of transactions tells of them. */
interface Arrival {
  amount: number
  isListed: boolean
}

/** A world whose Stripe holds a balance. */
async function openWorld() {
  const arrived: Arrival[] = []
  /** Called before each reading of the balance, with how many there were before. */
  const onReading: { do: (readings: number) => void } = { do: () => undefined }
  let readings = 0
  const gateway = {
    ...createFakeGateway(),
    wholeBalance: async () => {
      onReading.do(readings)
      readings += 1
      return cents(arrived.reduce((total, { amount }) => total + amount, 0))
    },
    balanceTransactions: async function* () {
      for (const [index, { amount, isListed }] of arrived.entries())
        if (isListed) yield transactionOf(index, amount)
    },
  }
  const world = await makeTestWorld({ gateway })
  const openDifferences = async () =>
    world.db.read
      .selectFrom('discrepancy')
      .select(['kind', 'amount_cents'])
      .where('resolved_at', 'is', null)
      .execute()
  return { world, arrived, onReading, openDifferences, readings: () => readings }
}

function transactionOf(index: number, amount: number): BalanceTransactionReading {
  const at = new Date('2026-11-24T08:00:00.000Z')
  return {
    id: `txn_${index}`,
    type: 'topup',
    reportingCategory: 'topup',
    sourceId: `tu_${index}`,
    paymentIntentId: null,
    settlementId: null,
    transferId: null,
    isForDebt: false,
    currency: 'eur',
    amount: cents(amount),
    fee: cents(0),
    net: cents(amount),
    createdAt: at,
    availableOn: at,
  }
}

describe('our balance beside what Stripe holds', () => {
  test('is equal when every transaction was fed, though none was before', async () => {
    const { world, arrived, openDifferences } = await openWorld()
    arrived.push({ amount: 5_000, isListed: true })
    expect(await proveBalance(world)).toBe(0)
    expect(await openDifferences()).toEqual([])
  })

  test('is equal when money lands between the feed and the reading', async () => {
    const { world, arrived, onReading, openDifferences } = await openWorld()
    onReading.do = readings => {
      if (readings < 2) arrived.push({ amount: 1_710, isListed: true })
    }
    expect(await proveBalance(world)).toBe(0)
    expect(await openDifferences()).toEqual([])
  })

  test('is not judged while it does not stand still, and what was open stays so', async () => {
    const { world, arrived, onReading, openDifferences, readings } = await openWorld()
    arrived.push({ amount: 300, isListed: false })
    expect(await proveBalance(world)).toBe(300)
    const open = [{ kind: 'balance-differs', amount_cents: 300 }]
    expect(await openDifferences()).toEqual(open)
    onReading.do = () => arrived.push({ amount: 100, isListed: true })
    const before = readings()
    const said = await proveBalance(world)
    expect(said).toBeNull()
    expect(readings() - before).toBe(4)
    await findDiscrepancies(world, said)
    expect(await openDifferences()).toEqual(open)
  })

  test('differs when it stands still and something is missing from the list; and comes right when it is told', async () => {
    const { world, arrived, openDifferences } = await openWorld()
    arrived.push({ amount: 5_000, isListed: true })
    const hidden = { amount: -200, isListed: false }
    arrived.push(hidden)
    expect(await proveBalance(world)).toBe(-200)
    expect(await openDifferences()).toEqual([{ kind: 'balance-differs', amount_cents: -200 }])
    arrived.splice(arrived.indexOf(hidden), 1)
    await findDiscrepancies(world, await proveBalance(world))
    expect(await openDifferences()).toEqual([])
  })

  test('that came right and differs again is open again, with what is found now', async () => {
    const { world, arrived, openDifferences } = await openWorld()
    for (const amount of [300, 300, 700]) {
      arrived.push({ amount, isListed: false })
      await proveBalance(world)
      expect(await openDifferences()).toEqual([{ kind: 'balance-differs', amount_cents: amount }])
      arrived.pop()
      await findDiscrepancies(world, await proveBalance(world))
      expect(await openDifferences()).toEqual([])
    }
  })

  test('that a person explained stays closed, until another amount is found', async () => {
    const { world, arrived, openDifferences } = await openWorld()
    arrived.push({ amount: 300, isListed: false })
    await proveBalance(world)
    await world.db.inTransaction(async trx => {
      const now = world.clock.now()
      const { id } = await trx.selectFrom('discrepancy').select('id').executeTakeFirstOrThrow()
      const resolvedBy = await findOrMakeUser(trx, now, 'wil@voorbeeld.nl', 'nl')
      await resolveDiscrepancy(trx, now, { discrepancyId: id, resolvedBy, reason: 'a gift of the bank' })
    })
    await proveBalance(world)
    expect(await openDifferences()).toEqual([])
    arrived.push({ amount: 50, isListed: false })
    await proveBalance(world)
    expect(await openDifferences()).toEqual([{ kind: 'balance-differs', amount_cents: 350 }])
  })
})
