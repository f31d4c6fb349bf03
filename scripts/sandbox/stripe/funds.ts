import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'

/** What an account has, in cents. */
export function fundsOf(draft: Draft, owner: string) {
  return draft.get('funds', keyOf(owner)) ?? { id: keyOf(owner), available: 0, pending: 0 }
}

/** Changes what an account has. Only balance transactions may do so. */
export function setFunds(
  draft: Draft,
  owner: string,
  change: { available?: number; pending?: number },
): void {
  draft.put('funds', keyOf(owner), { ...fundsOf(draft, owner), ...change }, owner)
}

/** Money that is spent must be there: false when `cents` is more than the account has available. */
export function hasAvailable(draft: Draft, owner: string, cents: number): boolean {
  return fundsOf(draft, owner).available >= cents
}

/** The balance of an account; '' is the platform. */
export function balanceOf(draft: Draft, owner: string): Stripe.Balance {
  const { available, pending } = fundsOf(draft, owner)
  return {
    object: 'balance',
    available: [{ amount: available, currency: 'eur', source_types: { card: available } }],
    livemode: false,
    pending: [{ amount: pending, currency: 'eur', source_types: { card: pending } }],
  }
}

function keyOf(owner: string): string {
  return owner === '' ? 'platform' : owner
}
