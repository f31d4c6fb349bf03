import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as rules from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'

/** What holds of the rules for money that comes back, whatever the amounts are. */

const of = { pledgeId: 'p', campaignId: 'c' }

describe('the posting rules, for any amount', () => {
  const some = (max: number) => fc.integer({ min: 0, max }).map(cents)
  const fromPledge = fc.record({
    amount: some(1_000_000),
    tip: some(10_000),
    held: some(2_000_000),
    heldTips: some(20_000),
  })
  const total = (postings: rules.Posting[]) => postings.reduce((sum, posting) => sum + posting.amount, 0)
  const debited = (postings: rules.Posting[], account: string) =>
    total(postings.filter(posting => posting.debit === account))

  it('a refund gives back exactly what was paid, and takes no more than is held', () => {
    fc.assert(
      fc.property(fromPledge, from => {
        const postings = rules.refundDecided({ ...of, ...from })
        expect(total(postings)).toBe(from.amount + from.tip)
        expect(debited(postings, 'campaign_funds_held:c')).toBeLessThanOrEqual(from.held)
        expect(debited(postings, 'tips_held:c')).toBeLessThanOrEqual(from.heldTips)
      }),
    )
  })

  it('a lost dispute takes exactly what was reserved, and no more than is held', () => {
    fc.assert(
      fc.property(fromPledge, some(10_000), (from, beyond) => {
        const postings = rules.disputeLost({ ...of, ...from, beyond })
        expect(total(postings)).toBe(from.amount + from.tip + beyond)
        expect(postings.every(({ credit }) => credit === 'dispute_reserve:c')).toBe(true)
        expect(debited(postings, 'campaign_funds_held:c')).toBeLessThanOrEqual(from.held)
        expect(debited(postings, 'tips_held:c')).toBeLessThanOrEqual(from.heldTips)
      }),
    )
  })

  it('a dispute that is opened and won with its fee back leaves nothing on any account', () => {
    fc.assert(
      fc.property(some(1_000_000), some(5_000), (amount, fee) => {
        const left = new Map<string, number>()
        for (const { debit, credit, amount: moved } of [
          ...rules.disputeOpened({ ...of, amount, fee }),
          ...rules.disputeWon({ ...of, amount, fee: cents(0 - fee) }),
        ]) {
          left.set(debit, (left.get(debit) ?? 0) + moved)
          left.set(credit, (left.get(credit) ?? 0) - moved)
        }
        expect([...left.values()].every(net => net === 0)).toBe(true)
      }),
    )
  })
})
