import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '#app/config.server.ts'

/** Why a request is refused before any route sees it. */
export type Refusal = 'wrong-host' | 'bad-address' | 'foreign-form' | 'wrong-method' | 'too-large' | 'cut-off'

export type Verdict = { pass: true } | { pass: false; refusal: Refusal } | { pass: false; goTo: string }

export interface GuardedRequest {
  method: string
  /** Path and query as they were sent. */
  target: string
  headers: IncomingHttpHeaders
}

const PASS: Verdict = { pass: true }

/**
 * Lets a request in, or not. In this one place for the whole site: that it was meant for us (our host), and that a
 * form was posted from a page of ours. Remix checks neither for every method and header.
 */
export function createGuard(config: Config): (request: GuardedRequest) => Verdict {
  const site = new URL(config.PUBLIC_URL)
  const isDemo = config.APP_MODE === 'demo'
  return request => {
    const { method, target } = request
    if (!isAddressOfOurs(target)) return refuse('bad-address')
    const isRead = method === 'GET' || method === 'HEAD'
    const host = request.headers.host?.toLowerCase()
    // A health check comes from the machine itself and does not know the public name.
    if (host !== site.host && target !== '/health') {
      const isNear = isDemo && isLoopback(host) && isLoopback(site.host)
      return isNear && isRead ? { pass: false, goTo: site.origin + target } : refuse('wrong-host')
    }
    if (isRead) return PASS
    if (!target.startsWith('/webhooks/') && !isFromOurPage(request.headers, site.origin))
      return refuse('foreign-form')
    return method === 'POST' ? PASS : refuse('wrong-method')
  }
}

/** A path of text: what cannot be decoded is no address. What can, but names nothing, is for the routes to say. */
function isAddressOfOurs(target: string): boolean {
  if (!target.startsWith('/')) return false
  const path = target.split('?', 1)[0] ?? ''
  if (!path.includes('%')) return true
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/**
 * Browsers tell from which origin a form was posted, and no page can change what they tell. Without an origin, or
 * with `null` (a sandboxed frame, a local file), nobody can say where it came from.
 */
function isFromOurPage(headers: IncomingHttpHeaders, origin: string): boolean {
  const fetchSite = headers['sec-fetch-site']
  return headers.origin === origin && (fetchSite === undefined || fetchSite === 'same-origin')
}

function isLoopback(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '')
}

function refuse(refusal: Refusal): Verdict {
  return { pass: false, refusal }
}
