import { describe, expect, test } from 'vitest'
import { cents } from '#app/domain/money.ts'
import type { BalanceTransactionReading } from '#app/domain/payments/gateway.ts'
import {
  feedBalance,
  findDiscrepancies,
  proveBalance,
  resolveDiscrepancy,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { findOrMakeUser } from '#app/domain/users/users.server.ts'
import type { Db } from '#db/database.server.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

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

describe('the feed, page by page', () => {
  /** A world whose Stripe lists so many transactions, and the writes that were begun since it was last asked. */
  async function openFeed(listed: number) {
    const { world, arrived } = await openWorld()
    for (let index = 0; index < listed; index += 1) arrived.push({ amount: 100 + index, isListed: true })
    let writes = 0
    const db: Db = {
      ...world.db,
      inTransaction: work => {
        writes += 1
        return world.db.inTransaction(work)
      },
    }
    const feed = async () => {
      writes = 0
      return { booked: await feedBalance({ ...world, db }), writes }
    }
    return { world, arrived, feed }
  }
  const bookedIds = async ({ db }: TestWorld) =>
    (await db.read.selectFrom('balance_transaction').select('id').execute()).map(({ id }) => id).toSorted()

  test('begins no write for what is known, however much of it is listed', async () => {
    const { feed } = await openFeed(1_203)
    // One for each, and one for how far it came.
    expect(await feed()).toEqual({ booked: 1_203, writes: 1_204 })
    expect(await feed()).toEqual({ booked: 0, writes: 0 })
  })

  test('books what is new on a page, wherever it stands there, once', async () => {
    const { world, arrived, feed } = await openFeed(520)
    for (const index of [0, 7, 499, 500, 519]) (arrived[index] as Arrival).isListed = false
    expect((await feed()).booked).toBe(515)
    for (const arrival of arrived) arrival.isListed = true
    expect(await feed()).toEqual({ booked: 5, writes: 5 })
    expect(await bookedIds(world)).toEqual(arrived.map((_, index) => `txn_${index}`).toSorted())
  })

  test('books a transaction once that is listed twice on one page', async () => {
    const { world } = await openWorld()
    const twice = {
      ...createFakeGateway(),
      balanceTransactions: async function* () {
        for (const index of [1, 1, 2]) yield transactionOf(index, 500)
      },
    }
    expect(await feedBalance({ ...world, gateway: twice })).toBe(2)
    expect(await bookedIds(world)).toEqual(['txn_1', 'txn_2'])
  })

  test('that dies in the middle of a page keeps what it booked, and does the rest the next time', async () => {
    const { world, arrived, feed } = await openFeed(10)
    let left = 4
    const dying: Db = {
      ...world.db,
      inTransaction: work =>
        left-- > 0 ? world.db.inTransaction(work) : Promise.reject(new Error('the process died')),
    }
    await expect(feedBalance({ ...world, db: dying })).rejects.toThrow('the process died')
    expect(await bookedIds(world)).toEqual(['txn_0', 'txn_1', 'txn_2', 'txn_3'])
    expect((await feed()).booked).toBe(6)
    expect(await bookedIds(world)).toEqual(arrived.map((_, index) => `txn_${index}`))
  })
})
