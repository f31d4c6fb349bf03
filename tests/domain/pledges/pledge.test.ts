import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, least, subtract } from '#app/domain/money.ts'
import {
  amountProblem,
  ARROWS,
  collectionFor,
  countsAs,
  isSensibleTip,
  nextPledge,
  tipThatGoesWith,
} from '#app/domain/pledges/pledge.ts'
import type { PledgeFact } from '#app/domain/pledges/pledge.ts'
import type { PledgeState } from '#db/schema.ts'

/**
 * The state table of money.md 1.4, written a second time by hand: from, fact, to, and what is asked for. The two
 * are compared for every state and every fact, so that an arrow cannot appear, vanish or turn unseen.
 */
const TABLE = `
draft           checkout-opened     checkout_open
draft           checkout-ended      abandoned        frees
checkout_open   checkout-opened     checkout_open
checkout_open   payment-succeeded   held             payment
checkout_open   payment-processing  processing
checkout_open   card-saved          committed
checkout_open   checkout-ended      abandoned        frees
processing      payment-succeeded   held             payment
processing      payment-failed      abandoned        frees
committed       withdrawn           canceled         frees forgets
committed       campaign-failed     released         frees forgets
committed       campaign-canceled   released         frees forgets
committed       collection-started  collecting
collecting      payment-succeeded   held             payment
collecting      payment-processing  processing
processing      collection-declined action_required
collecting      collection-declined action_required
action_required collection-started  collecting
action_required checkout-opened     action_required
action_required payment-processing  processing
action_required payment-succeeded   held             payment
action_required recovery-ended      dropped          frees forgets
action_required withdrawn           canceled         frees forgets
action_required campaign-canceled   released         frees forgets
held            withdrawn           refunding        refund frees
held            campaign-failed     refunding        refund frees
held            campaign-canceled   refunding        refund frees
held            refund-decided      refunding        refund frees
held            part-refunded       held             refund
refunding       refund-succeeded    refunded
held            dispute-lost        charged_back     dispute frees
held            part-charged-back   held             dispute
refunding       dispute-lost        charged_back     dispute
refunded        dispute-lost        charged_back     dispute
abandoned       payment-succeeded   refunding        surplus
canceled        payment-succeeded   refunding        surplus
released        payment-succeeded   refunding        surplus
dropped         payment-succeeded   refunding        surplus
`

const STATES: PledgeState[] = [
  'draft', 'checkout_open', 'processing', 'held', 'committed', 'collecting', 'action_required',
  'refunding', 'refunded', 'charged_back', 'released', 'canceled', 'dropped', 'abandoned',
] // prettier-ignore
const FACTS: PledgeFact[] = [
  'checkout-opened', 'checkout-ended', 'payment-processing', 'payment-succeeded', 'payment-failed', 'card-saved', 'withdrawn',
  'campaign-failed', 'campaign-canceled', 'collection-started', 'collection-declined', 'recovery-ended', 'refund-decided', 'refund-succeeded',
  'part-refunded', 'dispute-lost', 'part-charged-back',
] // prettier-ignore

const expected = new Map(
  TABLE.trim()
    .split('\n')
    .map(line => {
      const [from, fact, to, ...asks] = line.split(/\s+/)
      return [`${from} ${fact}`, { to, asks: asks.sort() }]
    }),
)

/** The row of money.md 1.4 that a state and a fact are, for the name of their test. */
const rowOf = (state: PledgeState, fact: PledgeFact) => {
  const arrow = nextPledge(state, fact)
  return arrow ? `row ${arrow.row} · ` : ''
}

/** Every row of the table. */
const ROWS = '1 1a 1b 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18'.split(' ')

describe('the state table of a pledge', () => {
  it('has an arrow, and so a test named after it, for every row', () => {
    expect([...new Set(ARROWS.map(({ row }) => row))].toSorted()).toEqual(ROWS.toSorted())
  })

  for (const state of STATES)
    for (const fact of FACTS)
      it(`${rowOf(state, fact)}${state} × ${fact} ${expected.has(`${state} ${fact}`) ? `leads to ${expected.get(`${state} ${fact}`)?.to}` : 'changes nothing'}`, () => {
        const arrow = nextPledge(state, fact)
        const asks =
          arrow &&
          [arrow.entry, arrow.freesReward && 'frees', arrow.forgetsCard && 'forgets'].filter(Boolean).sort()
        expect(arrow && { to: arrow.to, asks }).toEqual(expected.get(`${state} ${fact}`) ?? null)
      })

  it('has one arrow at most for a state and a fact', () => {
    expect(new Set(ARROWS.map(({ from, fact }) => `${from} ${fact}`)).size).toBe(ARROWS.length)
  })

  it('books a payment whenever a pledge becomes held, and pays back whenever it stops being held', () => {
    for (const { from, to, entry } of ARROWS) {
      if (to === 'held' && from !== 'held') expect(entry).toBe('payment')
      if (from === 'held') expect(['refund', 'dispute']).toContain(entry)
    }
  })

  it('sets the reward free on every way out of the count, so that no piece is lost', () => {
    const OUT: PledgeState[] = ['abandoned', 'canceled', 'released', 'dropped', 'refunding', 'charged_back']
    const ALREADY_OUT: PledgeState[] = ['refunding', 'refunded']
    for (const { from, to, freesReward, entry } of ARROWS)
      if (OUT.includes(to) && entry !== 'surplus' && !ALREADY_OUT.includes(from))
        expect([from, freesReward]).toEqual([from, true])
  })

  it('knows every fact and every state: none is left out of the comparison', () => {
    expect([...new Set(ARROWS.map(({ fact }) => fact))].toSorted()).toEqual(FACTS.toSorted())
    expect([...new Set(ARROWS.flatMap(({ from, to }) => [from, to]))].toSorted()).toEqual(STATES.toSorted())
  })

  it('counts only what is held or committed, and a promise while a bank decides about its payment', () => {
    const counting = (accepted_at: string | null) =>
      STATES.filter(state => countsAs({ state, accepted_at }) !== null).toSorted()
    const always = ['action_required', 'collecting', 'committed', 'held']
    expect(counting(null)).toEqual(always)
    expect(counting('2026-11-24T12:00:00.000Z')).toEqual([...always, 'processing'])
  })
})

describe('row 16 · a part of a pledge and its tip', () => {
  const anyPledge = fc.record({
    amount: fc.integer({ min: 1, max: 1_000_000 }).map(cents),
    tip: fc.integer({ min: 0, max: 100_000 }).map(cents),
  })

  it('the tip goes back in proportion, and whole with the last part, however many there are', () => {
    fc.assert(
      fc.property(
        anyPledge,
        fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 8 }),
        (pledge, parts) => {
          let left = { ...pledge }
          for (const wanted of [...parts, pledge.amount]) {
            const amount = least(cents(wanted), left.amount)
            const tip = tipThatGoesWith(amount, left)
            expect(tip).toBeGreaterThanOrEqual(0)
            expect(tip).toBeLessThanOrEqual(left.tip)
            left = { amount: subtract(left.amount, amount), tip: subtract(left.tip, tip) }
            if (left.amount === 0) break
          }
          expect(left).toEqual({ amount: 0, tip: 0 })
        },
      ),
    )
  })

  it('of ten thousand euros the product is still exact', () => {
    const left = { amount: cents(1_000_000), tip: cents(999_999) }
    expect(tipThatGoesWith(cents(999_999), left)).toBe(999_998)
  })
})

describe('how a pledge is collected', () => {
  it.each([
    ['all_or_nothing', 'bank', 'now'],
    ['all_or_nothing', 'card', 'at_deadline'],
    ['keep_it_all', 'bank', 'now'],
    ['keep_it_all', 'card', 'now'],
  ] as const)('%s with %s: %s', (model, method, collection) => {
    expect(collectionFor(model, method)).toBe(collection)
  })
})

describe('the limits of an amount', () => {
  const limits = { least: cents(500), most: cents(1_000_000), leastForReward: cents(200) }

  it('is at least five euros, or the price of the reward, and at most ten thousand', () => {
    expect(amountProblem(cents(499), null, limits)).toBe('too-little')
    expect(amountProblem(cents(500), null, limits)).toBeNull()
    expect(amountProblem(cents(1_000_000), null, limits)).toBeNull()
    expect(amountProblem(cents(1_000_001), null, limits)).toBe('too-much')
    expect(amountProblem(cents(250), { price: cents(250) }, limits)).toBeNull()
    expect(amountProblem(cents(249), { price: cents(250) }, limits)).toBe('too-little')
  })

  it('takes a tip of zero up to the pledge itself', () => {
    expect(isSensibleTip(cents(0), cents(500))).toBe(true)
    expect(isSensibleTip(cents(500), cents(500))).toBe(true)
    expect(isSensibleTip(cents(501), cents(500))).toBe(false)
  })
})
