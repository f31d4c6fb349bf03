import type { ServerResponse } from 'node:http'
import { compress, isWorthCompressing } from './compression.server.ts'
import { PAGE_CACHE_HEADER } from './public-page.ts'
import { referrerPolicy } from './security-headers.server.ts'
import type { SecurityHeaders } from './security-headers.server.ts'
import type { Visit } from './visit.server.ts'

/** An answer ready to leave, but for the headers that every answer of the site has. */
export interface Answer {
  status: number
  /** Name, value, name, value, … */
  headers: string[]
  body: Buffer
}

/** Low enough to cost a tenth of a millisecond for a page. */
const BROTLI_QUALITY = 4

/** An answer of text that we wrote ourselves. */
export function textAnswer(visit: Visit, status: number, contentType: string, text: string): Answer {
  return finish(visit, status, ['Cache-Control', 'no-store'], contentType, Buffer.from(text))
}

/**
 * Makes an answer of what a route gave back: read whole, compressed once, and never kept by a cache when it is one
 * person's.
 */
export async function routeAnswer(visit: Visit, response: Response): Promise<Answer> {
  const body = Buffer.from(await response.arrayBuffer())
  const headers: string[] = []
  for (const [name, value] of response.headers) {
    if (!MADE_HERE.has(name)) headers.push(name, value)
  }
  headers.push('Cache-Control', cacheControl(visit, response))
  return finish(visit, response.status, headers, response.headers.get('Content-Type') ?? '', body)
}

const MADE_HERE = new Set([
  'cache-control',
  'content-length',
  'content-type',
  PAGE_CACHE_HEADER.toLowerCase(),
])

function cacheControl(visit: Visit, response: Response): string {
  const own = response.headers.get('Cache-Control')
  const setsCookie = response.headers.has('Set-Cookie')
  if (own?.startsWith('public') && !setsCookie && !visit.hasToken) return own
  if (visit.hasSession || visit.hasToken || setsCookie) return 'no-store'
  return response.headers.has(PAGE_CACHE_HEADER) ? 'no-cache' : 'private, no-cache'
}

function finish(visit: Visit, status: number, headers: string[], contentType: string, body: Buffer): Answer {
  if (contentType) headers.push('Content-Type', contentType)
  if (!isWorthCompressing(contentType, body.length)) return { status, headers, body }
  headers.push('Vary', 'Accept-Encoding, Accept-Language, Cookie')
  if (visit.encoding === 'identity') return { status, headers, body }
  headers.push('Content-Encoding', visit.encoding)
  return { status, headers, body: compress(body, visit.encoding, BROTLI_QUALITY) }
}

/** Sends an answer with the headers that every answer of the site has. */
export function send(
  response: ServerResponse,
  visit: Visit,
  security: SecurityHeaders,
  { status, headers, body }: Answer,
): void {
  response.writeHead(status, [
    ...headers,
    ...security.fixed,
    'Content-Security-Policy',
    security.policy(visit.nonce),
    'Referrer-Policy',
    referrerPolicy(visit.hasToken),
    'X-Request-Id',
    visit.requestId,
    'Content-Length',
    String(body.length),
  ])
  response.end(visit.method === 'HEAD' ? undefined : body)
}
