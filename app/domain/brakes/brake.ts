import { HOUR_MS, MINUTE_MS } from '../clock.ts'

/**
 * The brake on tried cards (trust.md T15): who has stolen card numbers tries which of them work, at a site where a small
 * payment is normal. Only what opens a Checkout in which a card can be tried is braked: at a bank nothing can be.
 */

/** How many Checkouts for cards may be opened, and within which time. */
export const CARD_CHECKOUTS = {
  network: { times: 20, withinMs: HOUR_MS },
  browser: { times: 10, withinMs: HOUR_MS },
  campaign: { times: 300, withinMs: 10 * MINUTE_MS },
} as const

/** How many cards may be refused before a stop, within which time, and how long the stop lasts. */
export const REFUSED_CARDS = {
  network: { most: 5, withinMs: HOUR_MS, stopMs: HOUR_MS },
  campaign: { most: 30, withinMs: 10 * MINUTE_MS, stopMs: HOUR_MS },
} as const

export type StopScope = keyof typeof REFUSED_CARDS

/** Whether a card may be tried: if not, why, and from when on it may. */
export type CardAnswer =
  { ok: true } | { ok: false; reason: 'network-stopped' | 'campaign-stopped' | 'too-many'; until: string }
