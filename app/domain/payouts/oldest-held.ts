import { subtract, sum, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** A payment of which `left` is not paid back: of the pledge alone, its tip apart. */
export interface PaymentLeft {
  recordedAt: string
  left: Cents
}

/**
 * The oldest payment of which something is still held. What was paid out is taken from the oldest payments first, by
 * amount; so of a campaign that paid out one euro the first payment is held still, less that euro.
 *
 * @param payments oldest first, with what is left of each after what went back to its backer
 * @param held what the books hold for the campaign; what is left of the payments beyond that was paid out
 * @returns null when nothing is held
 */
export function oldestHeld<T extends PaymentLeft>(payments: readonly T[], held: Cents): T | null {
  if (held <= ZERO) return null
  let paidOut = subtract(sum(payments.map(({ left }) => left)), held)
  for (const payment of payments) {
    if (payment.left > ZERO && payment.left > paidOut) return payment
    paidOut = subtract(paidOut, payment.left)
  }
  return null
}
