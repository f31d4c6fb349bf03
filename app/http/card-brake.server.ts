import { askForCardCheckout } from '#app/domain/brakes/brakes.server.ts'
import type { CardAnswer } from '#app/domain/brakes/brake.ts'
import { networkOf } from './client-address.server.ts'
import { CARD_BROWSER_COOKIE, cookie, readCookie } from './cookies.server.ts'
import { newSecret } from '#app/domain/users/users.server.ts'
import type { PledgeStart } from './pledge-start-limits.server.ts'
import type { SiteContext } from './site-context.server.ts'

/** As long as the brake counts, and a day more. */
const TOKEN_KEPT_S = 2 * 86_400

/**
 * Asks the brake whether a Checkout may open in which a card can be tried (trust.md T15). It comes after the trap that only
 * programs fill in, the token that proves the form to be ours, and the cheap limits in memory. Nothing is kept of an
 * address or a browser but a keyed hash.
 */
export async function askBrake(
  request: Request,
  context: SiteContext,
  { pledgeId, campaignId, method, content }: PledgeStart,
): Promise<CardAnswer> {
  if (method === 'bank') return { ok: true }
  const { world } = context
  const network = networkOf(context.address)
  const browser = readCookie(request.headers.get('Cookie'), CARD_BROWSER_COOKIE) ?? `none ${network}`
  const hashed = (text: string) => world.links.token('card-brake', text)
  const answer = await world.db.inTransaction(trx =>
    askForCardCheckout(trx, world.clock.now(), {
      pledgeId,
      campaignId,
      network: hashed(`network ${network}`),
      browser: hashed(`browser ${browser}`),
      content: hashed(content),
    }),
  )
  if (!answer.ok)
    world.log.warn({ event: 'card.braked', reason: answer.reason, requestId: context.requestId })
  return answer
}

/** The Set-Cookie header by which the brake knows this browser again; null when it has one. */
export function browserForBrake(request: Request): string | null {
  if (readCookie(request.headers.get('Cookie'), CARD_BROWSER_COOKIE)) return null
  return cookie(CARD_BROWSER_COOKIE, newSecret(), TOKEN_KEPT_S)
}

/** In how many seconds it may be tried again. */
export function secondsUntil({ world }: SiteContext, until: string): number {
  return Math.max(1, Math.ceil((Date.parse(until) - world.clock.now().getTime()) / 1_000))
}
