import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balance, post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { paymentSucceeded, stripeFee } from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The journal: each fact once, never changed, numbered and chained, and its balances right at every moment. */

function fee(world: TestWorld, id: string, amount: number) {
  const now = world.clock.now()
  const entry = {
    kind: 'stripe-fee',
    source: { type: 'test', id },
    occurredAt: now,
    postings: stripeFee({ amount: cents(amount) }),
  }
  return world.db.inTransaction(trx => post(trx, now, entry))
}

describe('booking', () => {
  it('books a fact once, however often it is told', async () => {
    const world = await makeTestWorld()
    const first = await fee(world, 'a', 100)
    const again = await fee(world, 'a', 100)
    expect(again).toEqual({ entryId: first.entryId, isNew: false })
    expect(await balance(world.db.read, 'stripe_fees')).toBe(100)
  })

  it('refuses an entry of nothing', async () => {
    const world = await makeTestWorld()
    await expect(fee(world, 'a', 0)).rejects.toThrow('without postings')
  })

  it('keeps nothing of a fact when its transaction fails', async () => {
    const world = await makeTestWorld()
    const now = world.clock.now()
    const broken = world.db.inTransaction(async trx => {
      await post(trx, now, {
        kind: 'stripe-fee',
        source: { type: 'test', id: 'a' },
        occurredAt: now,
        postings: stripeFee({ amount: cents(100) }),
      })
      throw new Error('the power went out')
    })
    await expect(broken).rejects.toThrow('the power went out')
    expect(await world.db.read.selectFrom('journal_entry').select('id').execute()).toEqual([])
  })

  it('refuses a posting to a campaign or pledge that does not exist', async () => {
    const world = await makeTestWorld()
    const now = world.clock.now()
    const postings = paymentSucceeded({
      pledgeId: 'none',
      campaignId: 'none',
      amount: cents(1),
      tip: cents(0),
    })
    const entry = {
      kind: 'payment-succeeded',
      source: { type: 'payment', id: 'pi_1' },
      occurredAt: now,
      postings,
    }
    await expect(world.db.inTransaction(trx => post(trx, now, entry))).rejects.toThrow(/foreign key/i)
  })
})

describe('the journal is only ever added to', () => {
  it.each([
    'UPDATE posting SET amount_cents = amount_cents + 1',
    'DELETE FROM posting',
    "UPDATE journal_entry SET kind = 'other'",
    'DELETE FROM journal_entry',
    "UPDATE journal_seal SET hash = 'x'",
    'DELETE FROM journal_seal',
  ])('%s is refused by the database itself', async statement => {
    const world = await makeTestWorld()
    await fee(world, 'a', 100)
    await world.db.inTransaction(sealJournal)
    await expect(world.database.tamper(statement)).rejects.toThrow(/append-only/)
  })
})

describe('balances', () => {
  it('are the same before, during and after sealing, in any order of booking and sealing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant('seal')), { maxLength: 12 }),
        async steps => {
          const world = await makeTestWorld()
          let total = 0
          for (const [index, step] of steps.entries()) {
            if (typeof step === 'number') {
              await fee(world, String(index), step)
              total += step
            } else await world.db.inTransaction(sealJournal)
            expect(await balance(world.db.read, 'stripe_fees')).toBe(total)
            expect(await balance(world.db.read, 'stripe_balance')).toBe(0 - total)
          }
          await world.close()
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('the seals', () => {
  const entry = (seq: number) => `(SELECT entry_id FROM journal_seal WHERE seq = ${seq})`

  it('number every entry once, without a gap, each following the one before', async () => {
    const world = await makeTestWorld()
    for (let n = 1; n <= 5; n += 1) await fee(world, String(n), n)
    expect(await world.db.inTransaction(sealJournal)).toBe(5)
    await fee(world, '6', 6)
    expect(await world.db.inTransaction(sealJournal)).toBe(1)
    expect(await world.db.inTransaction(sealJournal)).toBe(0)
    const seals = await world.db.read.selectFrom('journal_seal').selectAll().orderBy('seq').execute()
    expect(seals.map(seal => seal.seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(seals.slice(1).map(seal => seal.prev_hash)).toEqual(seals.slice(0, -1).map(seal => seal.hash))
  })

  it.each([
    ['an amount', `UPDATE posting SET amount_cents = amount_cents + 1 WHERE entry_id = ${entry(3)}`],
    ['an account', `UPDATE posting SET credit_account = 'suspense' WHERE entry_id = ${entry(2)}`],
    ['a kind', `UPDATE journal_entry SET kind = 'other' WHERE id = ${entry(1)}`],
    ['a hash', 'UPDATE journal_seal SET hash = prev_hash WHERE seq = 4'],
    ['a missing posting', `DELETE FROM posting WHERE entry_id = ${entry(5)}`],
  ])('find the edit of %s by someone who reached the file', async (_, edit) => {
    const world = await makeTestWorld()
    for (let n = 1; n <= 5; n += 1) await fee(world, String(n), n)
    await world.db.inTransaction(sealJournal)
    const chained = async () =>
      (await verifyLedger(world.db.read)).invariants.find(({ id }) => id === 'I13')?.holds
    expect(await chained()).toBe(true)
    for (const table of ['posting', 'journal_entry', 'journal_seal'])
      for (const verb of ['update', 'delete'])
        await world.database.alter(`DROP TRIGGER ${table}_refuses_${verb}`)
    await world.database.tamper(edit)
    expect(await chained()).toBe(false)
  })
})
