import { randomBytes } from 'node:crypto'
import { networkOf } from './client-address.server.ts'
import { cookie, DEVICE_COOKIE, readCookie } from './cookies.server.ts'
import { limit } from './rate-limits.server.ts'
import type { SiteContext } from './site-context.server.ts'

/**
 * Browsers in which somebody has signed in before. What they ask for is counted apart from what strangers ask for, so
 * that nobody can lock a person out by asking for links in their name: the device cookies of OWASP's "Slow Down Online
 * Guessing Attacks with Device Cookies".
 *
 * The cookie is a random id and its signature together with the address that signed in. The address is not in it: it
 * can only be tried against the one that is asked for. It opens nothing, so it outlives sessions and signing out.
 */

const ID_BYTES = 16
const ID_LENGTH = 22
/** Long enough for who comes back for one campaign a year. */
const KEPT_S = 400 * 86_400

/** The Set-Cookie header that makes a browser known as this person's, after they signed in there. */
export function knownDeviceCookie({ world }: SiteContext, email: string): string {
  const id = randomBytes(ID_BYTES).toString('base64url')
  return cookie(DEVICE_COOKIE, id + world.links.token('known-device', signedText(id, email)), KEPT_S)
}

/**
 * Counts one more letter with a sign-in link. Whether somebody is known here by that address plays no part.
 *
 * @param cookies the header Cookie of the browser that asks
 * @throws Response 429 with Retry-After when it was asked for too often
 */
export async function limitSignInLetters(
  context: SiteContext,
  cookies: string | null,
  email: string,
): Promise<void> {
  const device = knownDevice(context, cookies, email)
  if (device) return limit(context, 'sign-in-letters-from-known-device', device)
  const network = networkOf(context.address)
  await limit(context, 'sign-in-letters-from-network', network)
  await limit(context, 'sign-in-letters-from-network-to-address', `${network} ${email}`)
  await limit(context, 'sign-in-letters-to-address', email)
  await limit(context, 'sign-in-letters', 'site')
}

/** The id of this browser, when this person has signed in there; null when they have not. */
function knownDevice({ world }: SiteContext, cookies: string | null, email: string): string | null {
  const value = readCookie(cookies, DEVICE_COOKIE) ?? ''
  const id = value.slice(0, ID_LENGTH)
  const isKnown = world.links.isToken('known-device', signedText(id, email), value.slice(ID_LENGTH))
  return isKnown ? id : null
}

function signedText(id: string, email: string): string {
  return `${id}:${email}`
}
