import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { tooMany } from './responses.server.ts'
import type { SiteContext } from './site-context.server.ts'

/**
 * How often something may be asked for. Counted in the memory of the web process: a count in the database would
 * make every attempt of a robot a durable write, and losing the counts at a restart costs little.
 */
const RATE_LIMITS = {
  /** Letters with a sign-in link, asked for in a browser that signed in as this person before. */
  'sign-in-letters-from-known-device': { times: 5, withinMs: 15 * MINUTE_MS },
  /** Letters with a sign-in link, asked for by strangers from one network. */
  'sign-in-letters-from-network': { times: 20, withinMs: 15 * MINUTE_MS },
  /** Of those, the ones to one address: nobody can use up by themselves what an address may get. */
  'sign-in-letters-from-network-to-address': { times: 5, withinMs: 15 * MINUTE_MS },
  /** Letters with a sign-in link to one address, asked for by strangers, wherever they are. */
  'sign-in-letters-to-address': { times: 20, withinMs: 15 * MINUTE_MS },
  /** Letters with a sign-in link, asked for by strangers, in all. */
  'sign-in-letters': { times: 300, withinMs: 15 * MINUTE_MS },
  /** Tries of one sign-in link. */
  'sign-ins-with-link': { times: 20, withinMs: 10 * MINUTE_MS },
  /** Tries of sign-in links from one network. */
  'sign-ins-from-network': { times: 20, withinMs: 10 * MINUTE_MS },
  /** Pledges that open a checkout for cards, from one network: card testers try many cards. */
  'card-pledge-starts-from-network': { times: 20, withinMs: 10 * MINUTE_MS },
  /**
   * Pledges that open a checkout at a bank, from one network. No card can be tried there, and on the evening that a
   * campaign opens a whole room may share one address. The bound is for robots that hold rewards they never pay for.
   */
  'bank-pledge-starts-from-network': { times: 100, withinMs: 10 * MINUTE_MS },
  /** Pledges that open a checkout, for one campaign. */
  'pledge-starts-for-campaign': { times: 120, withinMs: MINUTE_MS },
  /** Times that one pledge is sent, changed or not: each is a transaction. */
  'starts-of-pledge': { times: 100, withinMs: 10 * MINUTE_MS },
  /** Letters with the way to all receipts, asked for from one network. */
  'receipt-letters-from-network': { times: 20, withinMs: 15 * MINUTE_MS },
  /** Letters with the way to all receipts, to one address. */
  'receipt-letters-to-address': { times: 3, withinMs: 15 * MINUTE_MS },
  /** Pictures uploaded by one user: each is decoded and encoded again. */
  'pictures-by-user': { times: 30, withinMs: 10 * MINUTE_MS },
} as const satisfies Record<string, { times: number; withinMs: number }>

export type RateLimitName = keyof typeof RATE_LIMITS

/** The counts of one site. */
export interface RateLimits {
  /** Counts one more. @returns null, or in how many seconds it may be tried again */
  count(name: RateLimitName, key: string): Promise<number | null>
  /**
   * Counts only what is new about a thing: while the same is asked for again, the answer of the first time stands.
   * What was refused is counted anew, and so is what was asked for before something else was.
   *
   * @param asked all that is asked for, as text
   * @param counting counts it. @returns null, or in how many seconds it may be tried again
   */
  countChange(thing: string, asked: string, counting: () => Promise<number | null>): Promise<number | null>
}

const CHANGES_KNOWN_MS = 10 * MINUTE_MS

export function createRateLimits(): RateLimits {
  const limiters = new Map<RateLimitName, RateLimiterMemory>()
  for (const name of Object.keys(RATE_LIMITS) as RateLimitName[]) {
    const { times, withinMs } = RATE_LIMITS[name]
    limiters.set(name, new RateLimiterMemory({ keyPrefix: name, points: times, duration: withinMs / 1_000 }))
  }
  return {
    count: async (name, key) => {
      try {
        await limiters.get(name)?.consume(key)
        return null
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
      }
    },
    countChange: changeCounter(),
  }
}

function changeCounter(): RateLimits['countChange'] {
  const last = new Map<string, { asked: string; answer: Promise<number | null> }>()
  return async (thing, asked, counting) => {
    const known = last.get(thing)
    if (known?.asked === asked) return known.answer
    const change = { asked, answer: counting() }
    const forget = () => {
      if (last.get(thing) === change) last.delete(thing)
    }
    last.set(thing, change)
    setTimeout(forget, CHANGES_KNOWN_MS).unref()
    const seconds = await change.answer
    if (seconds !== null) forget()
    return seconds
  }
}

/**
 * Counts one more of something, for instance `countOne(context, 'pledge-starts-for-campaign', campaignId)`.
 *
 * @returns null, or in how many seconds it may be tried again
 */
export async function countOne(
  context: SiteContext,
  name: RateLimitName,
  key: string,
): Promise<number | null> {
  const seconds = await context.limits.count(name, key)
  if (seconds !== null) context.world.log.warn({ limit: name, requestId: context.requestId }, 'too many')
  return seconds
}

/**
 * Counts one more of something where nothing is lost by a refusal.
 *
 * @throws Response 429 with Retry-After when it was asked for too often
 */
export async function limit(context: SiteContext, name: RateLimitName, key: string): Promise<void> {
  const seconds = await countOne(context, name, key)
  if (seconds !== null) throw tooMany(seconds)
}
