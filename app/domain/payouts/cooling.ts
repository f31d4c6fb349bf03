import { after, DAY_MS } from '../clock.ts'
import type { Instant } from '../clock.ts'

/** How long nothing goes to a payout account after the bank account behind it was changed (trust.md T11). */
const COOLING_MS = DAY_MS

/** Until when a payout account must rest; null when it need not at `now`. At the end itself it need no longer. */
export function restsUntil(bankChangedAt: Instant | null, now: Date): Instant | null {
  if (bankChangedAt === null) return null
  const end = after(bankChangedAt, COOLING_MS)
  return now.toISOString() < end ? end : null
}
