import { beforeEach, describe, expect, it } from 'vitest'
import { entryInFull } from '#app/domain/ledger/entry-queries.server.ts'
import { findAccount, journalPage } from '#app/domain/ledger/journal-queries.server.ts'
import { balance, post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import {
  balanceTransactionOfPayment,
  floatToppedUp,
  paymentSucceeded,
  stripeFee,
} from '#app/domain/ledger/posting-rules.ts'
import type { Posting } from '#app/domain/ledger/posting-rules.ts'
import { statementOf, trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { cents, sum } from '#app/domain/money.ts'
import { randomIds } from '#app/domain/ids.ts'
import { aLiveCampaign, aPledgeRow } from '#tests/support/campaigns.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The journal, the trial balance and a statement as the desk reads them: page by page, sealed or not. */

let world: TestWorld

beforeEach(async () => {
  world = await makeTestWorld()
})

let sources = 0

async function book(kind: string, postings: Posting[], type = 'test'): Promise<string> {
  sources += 1
  const source = { type, id: `source-${sources}` }
  const { entryId } = await world.db.inTransaction(trx =>
    post(trx, world.clock.now(), { kind, source, occurredAt: world.clock.now(), postings }),
  )
  return entryId
}

const topUps = async (count: number) => {
  const ids: string[] = []
  for (let n = 1; n <= count; n += 1)
    ids.push(await book('float-topped-up', floatToppedUp({ amount: cents(n) })))
  return ids
}

async function pagesOf(wanted: { kind?: string; account?: string }, limit: number): Promise<string[][]> {
  const pages: string[][] = []
  let before: string | null = null
  do {
    const page: Awaited<ReturnType<typeof journalPage>> = await journalPage(world.db.read, {
      ...wanted,
      before,
      limit,
    })
    pages.push(page.entries.map(entry => entry.id))
    before = page.older
  } while (before !== null)
  return pages
}

describe('the journal', () => {
  it('comes in pages, newest first, every entry once', async () => {
    const ids = await topUps(7)
    expect(await pagesOf({}, 3)).toEqual([
      ids.slice(4).toReversed(),
      ids.slice(1, 4).toReversed(),
      ids.slice(0, 1),
    ])
  })

  it('has no empty last page when the entries fill their pages exactly', async () => {
    const ids = await topUps(6)
    expect(await pagesOf({}, 3)).toEqual([ids.slice(3).toReversed(), ids.slice(0, 3).toReversed()])
  })

  it('shows one kind, one account on whichever side, or both', async () => {
    const [up] = await topUps(1)
    const fee = await book('stripe-fee', stripeFee({ amount: cents(5) }))
    const payment = await book(
      'payment-on-balance',
      balanceTransactionOfPayment({ amount: cents(500), fee: cents(29) }),
    )
    expect(await pagesOf({ kind: 'stripe-fee' }, 10)).toEqual([[fee]])
    expect(await pagesOf({ account: 'stripe_balance' }, 2)).toEqual([[payment, fee], [up]])
    expect(await pagesOf({ account: 'stripe_clearing' }, 2)).toEqual([[payment]])
    expect(await pagesOf({ account: 'stripe_balance', kind: 'stripe-fee' }, 2)).toEqual([[fee]])
    expect(await pagesOf({ account: 'bank_in_transit', kind: 'stripe-fee' }, 2)).toEqual([[]])
  })

  it('names the campaign of an account, and knows no account outside the chart', async () => {
    const { campaignId } = await aLiveCampaign(world)
    const account = `campaign_funds_held:${campaignId}`
    expect(await findAccount(world.db.read, account)).toEqual({ account, title: 'De Ziel van Leiden' })
    expect(await findAccount(world.db.read, 'stripe_balance')).toEqual({
      account: 'stripe_balance',
      title: null,
    })
    for (const unknown of ['petty_cash', 'tips_held', `tips_held:${randomIds.next()}`, 'stripe_balance:1'])
      expect(await findAccount(world.db.read, unknown)).toBeNull()
  })
})

describe('one entry', () => {
  it('has its seal once it is sealed, and the entries of the same payment beside it', async () => {
    const { campaignId } = await aLiveCampaign(world)
    const pledgeId = await aPledgeRow(world, { campaignId, email: 'ans@example.test' })
    const now = world.clock.now()
    const of = { pledgeId, campaignId, amount: cents(1710), tip: cents(0) }
    const { paid, settled } = await world.db.inTransaction(async trx => {
      await trx
        .insertInto('payment')
        .values({
          id: 'pi_1',
          pledge_id: pledgeId,
          amount_cents: cents(1710),
          purpose: 'pledge',
          recorded_at: now.toISOString(),
        })
        .execute()
      const paid = await post(trx, now, {
        kind: 'payment-succeeded',
        source: { type: 'payment', id: 'pi_1' },
        occurredAt: now,
        postings: paymentSucceeded(of),
      })
      const settled = await post(trx, now, {
        kind: 'payment-on-balance',
        source: { type: 'balance_transaction', id: 'txn_1' },
        occurredAt: now,
        postings: balanceTransactionOfPayment({ amount: cents(1710), fee: cents(29) }),
      })
      await trx
        .insertInto('balance_transaction')
        .values({
          id: 'txn_1',
          type: 'payment',
          reporting_category: 'charge',
          source_id: 'py_1',
          payment_id: 'pi_1',
          currency: 'eur',
          amount_cents: cents(1710),
          fee_cents: cents(29),
          net_cents: cents(1681),
          created_at: now.toISOString(),
          available_on: now.toISOString(),
          entry_id: settled.entryId,
          recorded_at: now.toISOString(),
        })
        .execute()
      return { paid: paid.entryId, settled: settled.entryId }
    })
    const fresh = await entryInFull(world.db.read, paid)
    expect(fresh?.seal).toBeNull()
    expect(fresh?.related.map(entry => entry.id)).toEqual([settled])
    expect(fresh?.campaign?.id).toBe(campaignId)
    await world.db.inTransaction(sealJournal)
    const sealed = await entryInFull(world.db.read, settled)
    expect(sealed?.seal).toMatchObject({ seq: 2 })
    expect(sealed?.transaction).toMatchObject({ id: 'txn_1', net: 1681 })
    expect(sealed?.related.map(entry => entry.id)).toEqual([paid])
    expect(await entryInFull(world.db.read, randomIds.next())).toBeNull()
    expect(await entryInFull(world.db.read, 'no id')).toBeNull()
  })
})

describe('the trial balance', () => {
  it('has equal sides, and is the same before and after sealing, and half sealed', async () => {
    await topUps(3)
    await book('payment-on-balance', balanceTransactionOfPayment({ amount: cents(500), fee: cents(29) }))
    const fresh = await trialBalance(world.db.read)
    expect(sum(fresh.map(row => row.debit))).toBe(sum(fresh.map(row => row.credit)))
    expect(fresh.find(row => row.account === 'stripe_balance')).toMatchObject({ debit: 477, credit: 0 })
    await world.db.inTransaction(sealJournal)
    expect(await trialBalance(world.db.read)).toEqual(fresh)
    await book('stripe-fee', stripeFee({ amount: cents(7) }))
    const later = await trialBalance(world.db.read)
    expect(later.find(row => row.account === 'stripe_balance')?.debit).toBe(470)
    expect(sum(later.map(row => row.debit))).toBe(sum(later.map(row => row.credit)))
  })

  it('puts what is owned before what is owed, income and costs', async () => {
    await book('payment-on-balance', balanceTransactionOfPayment({ amount: cents(500), fee: cents(29) }))
    await topUps(1)
    const kinds = (await trialBalance(world.db.read)).map(row => row.kind)
    expect(kinds).toEqual(['asset', 'asset', 'liability', 'cost'])
  })
})

describe('a statement', () => {
  const account = 'stripe_balance'

  it('runs back from the balance of now, over pages, to nothing', async () => {
    await topUps(5)
    await world.db.inTransaction(sealJournal)
    await book('stripe-fee', stripeFee({ amount: cents(4) }))
    const newest = await statementOf(world.db.read, account, { limit: 3 })
    expect(newest.lines.map(line => [line.debit, line.credit, line.balance])).toEqual([
      [0, 4, 11],
      [5, 0, 15],
      [4, 0, 10],
    ])
    expect(newest.lines[0]?.balance).toBe(await balance(world.db.read, account))
    const older = await statementOf(world.db.read, account, { before: newest.older, limit: 3 })
    expect(older.lines.map(line => [line.debit, line.balance])).toEqual([
      [3, 6],
      [2, 3],
      [1, 1],
    ])
    expect(older.older).toBeNull()
  })

  it('stays right when something is booked between two pages', async () => {
    await topUps(4)
    const newest = await statementOf(world.db.read, account, { limit: 2 })
    await book('stripe-fee', stripeFee({ amount: cents(9) }))
    const older = await statementOf(world.db.read, account, { before: newest.older, limit: 2 })
    expect(older.lines.map(line => line.balance)).toEqual([3, 1])
  })

  it('stands on the account’s own side: what is owed is positive', async () => {
    await topUps(2)
    const { lines } = await statementOf(world.db.read, 'bank_in_transit', { limit: 5 })
    expect(lines.map(line => [line.credit, line.balance])).toEqual([
      [2, 3],
      [1, 1],
    ])
  })

  it('gathers the postings of one entry in one line', async () => {
    await book('payment-on-balance', balanceTransactionOfPayment({ amount: cents(500), fee: cents(29) }))
    const { lines } = await statementOf(world.db.read, 'stripe_clearing', { limit: 5 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ debit: 0, credit: 500, balance: -500 })
  })
})
