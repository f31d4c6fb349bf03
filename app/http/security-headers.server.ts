import type { Config } from '#app/config.server.ts'

const TWO_YEARS_S = 63_072_000

/**
 * The headers that keep a page to itself, made once for a site: what may load, who may frame it, what it tells other
 * sites. Only the nonce differs for each answer.
 */
export interface SecurityHeaders {
  /** Name, value, name, value, … */
  fixed: readonly string[]
  /** The value of Content-Security-Policy. */
  policy(nonce: string): string
}

export function securityHeadersOf(config: Config): SecurityHeaders {
  const fixed = [
    ...['X-Content-Type-Options', 'nosniff'],
    ...['Cross-Origin-Opener-Policy', 'same-origin'],
    ...['Cross-Origin-Resource-Policy', 'same-origin'],
    ...['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ...['X-Frame-Options', 'DENY'],
  ]
  if (config.PUBLIC_URL.startsWith('https:'))
    fixed.push('Strict-Transport-Security', `max-age=${TWO_YEARS_S}; includeSubDomains`)
  const rest = [
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action ${formTargets(config).join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
  return {
    fixed,
    policy: nonce => `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${rest}`,
  }
}

/**
 * What this page tells a site that it links to, or a form of its own. A page whose address carries a token tells
 * other sites nothing; it does not say `no-referrer`, since browsers then post the page's own forms with the origin
 * `null` (Fetch, "append a request Origin header"), and those are refused.
 */
export function referrerPolicy(hasToken: boolean): string {
  return hasToken ? 'same-origin' : 'strict-origin'
}

/** Browsers check form-action on the redirects after a form as well, and ours lead to the payment provider. */
function formTargets(config: Config): string[] {
  const provider = new URL(config.STRIPE_API_BASE).origin
  const own = provider === 'https://api.stripe.com' ? [] : [provider]
  return [`'self'`, 'https://checkout.stripe.com', 'https://connect.stripe.com', ...own]
}
