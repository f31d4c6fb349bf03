/**
 * The cookies of the site, all needed for what a visitor asks for. `__Host-`: the browser takes it only over
 * a safe connection, from this very host, for every path.
 */
export const SESSION_COOKIE = '__Host-session'
/** Binds a sign-in link to the browser that asked for it. */
export const BROWSER_COOKIE = '__Host-browser'
/** Tells that this browser has signed in as somebody before: `known-device.server.ts`. */
export const DEVICE_COOKIE = '__Host-device'
export const LANGUAGE_COOKIE = '__Host-language'
/** Tells one browser from another where cards are tried: a random text, known to nobody else. */
export const CARD_BROWSER_COOKIE = '__Host-card-browser'
/** Which pledge this browser began last in a campaign, so that Back and a second tab do not silently make another. */
export const PLEDGE_COOKIE = '__Host-pledge'

/** The value of a cookie in a Cookie header; null when it is not there. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) return null
  for (const pair of header.split(';')) {
    const split = pair.indexOf('=')
    if (split > 0 && pair.slice(0, split).trim() === name) return pair.slice(split + 1).trim()
  }
  return null
}

/**
 * A Set-Cookie header for one of ours.
 *
 * @param value letters, digits, `-` and `_` only
 * @param maxAgeSeconds how long the browser keeps it; 0 makes it forget
 */
export function cookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`
}
