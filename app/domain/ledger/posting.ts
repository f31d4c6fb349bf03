import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import type { Account } from './account.ts'

/**
 * One debit account, one credit account and a positive amount: whatever is made of postings is in balance. Only the
 * posting rules make them.
 */
export interface Posting {
  debit: Account
  credit: Account
  amount: Cents
  pledgeId?: string
  campaignId?: string
}

/** What an entry about one pledge says of whom it is about. */
export interface OfPledge {
  pledgeId: string
  campaignId: string
}

/** Legs of nothing are left out; a negative leg is a mistake of the programmer. */
export function booked(postings: Posting[]): Posting[] {
  for (const { amount } of postings)
    if (amount < ZERO) throw new RangeError(`A posting cannot be negative: ${amount}`)
  return postings.filter(posting => posting.amount > ZERO)
}
